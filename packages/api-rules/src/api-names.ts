/** The forms of names of APIs and of what extends them, as sentences of what is wrong, or undefined if a name is right. */
import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import type { Metadata } from './kinds.ts';
import { type FieldViolation, quote } from './violation.ts';

const RFC_1035_LABEL = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;

/** What is wrong with an RFC 1035 label: the plural name of a kind, or a version. */
export function rfc1035LabelProblem(name: string): string | undefined {
  if (name.length > 63) return `${quote(name)} has ${name.length} characters, and 63 is the most.`;
  return RFC_1035_LABEL.test(name)
    ? undefined
    : `${quote(name)} is not a name: lower-case letters, digits and "-", with a letter first, and no "-" last.`;
}

/** What is wrong with the name of a kind: an RFC 1035 label but for upper case. */
export function kindNameProblem(name: string): string | undefined {
  return rfc1035LabelProblem(name.toLowerCase()) === undefined
    ? undefined
    : `${quote(name)} is not a name of a kind: letters, digits and "-", at most 63, with a letter first.`;
}

/** What is wrong with the apiVersion of a kind: a version, or a group, a slash and a version. */
export function apiVersionProblem(apiVersion: string): string | undefined {
  const slash = apiVersion.lastIndexOf('/');
  const group = apiVersion.slice(0, Math.max(slash, 0));
  const groupProblem = group === '' ? undefined : dnsSubdomainProblem(group);
  return groupProblem ?? rfc1035LabelProblem(apiVersion.slice(slash + 1));
}

/**
 * What is wrong with the name of an object that is named after what it defines, so that its name cannot be generated.
 *
 * @param asked the only right name.
 * @param parts what that is made of: "plural and group".
 */
export function* definedNameViolations(
  { name = '', generateName = '' }: Pick<Metadata, 'name' | 'generateName'>,
  asked: string,
  parts: string,
): Generator<FieldViolation> {
  const given = name === '' ? generateName : name;
  if (given === '' || name === asked) return;
  const field = name === '' ? 'metadata.generateName' : 'metadata.name';
  const problem = `The name is ${quote(given)}, and ${parts} make ${quote(asked)}.`;
  yield { field, problem, remedy: `Name it ${quote(asked)}, or correct ${parts.replace('and', 'or')}.` };
}
