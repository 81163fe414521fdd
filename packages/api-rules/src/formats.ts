/** The forms of further values of the API, as sentences of what is wrong with a value, or undefined if it is right. */

import {
  dnsLabelProblem,
  dnsSubdomainProblem,
  isOlderKubernetes,
  type KubernetesVersion,
  labelKeyProblem,
  serviceNameProblem,
} from '@k8s-blocks/manifest';
import { quote } from './violation.ts';

const ENVIRONMENT_VARIABLE_NAME = /^[ -<>-~]+$/;
const HEADER_NAME = /^[-A-Za-z0-9]+$/;
const DOMAIN_PATH = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;
const PERCENTAGE = /^[0-9]+%$/;

/** What is wrong with a qualified name, which has the form of a label key. */
export function qualifiedNameProblem(value: string): string | undefined {
  return labelKeyProblem(value) === undefined
    ? undefined
    : `${quote(value)} is not a qualified name: letters, digits, "-", "_" and ".", at most 63, after an optional DNS subdomain and "/".`;
}

/** What is wrong with the name of an environment variable. */
export function environmentVariableNameProblem(value: string): string | undefined {
  return ENVIRONMENT_VARIABLE_NAME.test(value)
    ? undefined
    : `${quote(value)} is not a name of an environment variable: only printable ASCII characters other than "=".`;
}

/** What is wrong with the name of an HTTP header. */
export function headerNameProblem(value: string): string | undefined {
  return HEADER_NAME.test(value)
    ? undefined
    : `${quote(value)} is not a name of an HTTP header: only letters, digits and "-".`;
}

/** What is wrong with a number of pods: an integer that is not negative, or a percentage. */
export function numberOrPercentageProblem(value: number | string): string | undefined {
  if (typeof value === 'number') return value < 0 ? `${value} is less than 0.` : undefined;
  return PERCENTAGE.test(value) ? undefined : `${quote(value)} is not a percentage.`;
}

/** The number before the `%`. */
export function percentageOf(value: string): number | undefined {
  return PERCENTAGE.test(value) ? Number(value.slice(0, -1)) : undefined;
}

/** What is wrong with a path that must stay within its folder. */
export function descendingPathProblem(value: string): string | undefined {
  if (value.startsWith('/')) return `${quote(value)} is absolute.`;
  return backstepProblem(value);
}

/** What is wrong with a path that may not climb. */
export function backstepProblem(value: string): string | undefined {
  return value.split('/').includes('..') ? `${quote(value)} climbs with "..".` : undefined;
}

/** What is wrong with the path of a file in a volume. */
export function volumeFilePathProblem(value: string): string | undefined {
  return descendingPathProblem(value) ?? (value.startsWith('..') ? `${quote(value)} begins with "..".` : undefined);
}

/** What is wrong with a name that the API lets any kind have: it must fit into the address of the object. */
export function pathSegmentProblem(value: string): string | undefined {
  return value === '.' || value === '..' || /[/%]/.test(value)
    ? `${quote(value)} cannot stand in the address of an object.`
    : undefined;
}

/** What is wrong with the name of a controller: a DNS subdomain, "/" and a path. */
export function domainPathProblem(value: string): string | undefined {
  const slash = value.indexOf('/');
  const isRight =
    slash > 0 && dnsSubdomainProblem(value.slice(0, slash)) === undefined && DOMAIN_PATH.test(value.slice(slash + 1));
  return isRight ? undefined : `${quote(value)} is not a DNS subdomain, "/" and a path.`;
}

/** What is wrong with the name of a CSI driver, whose upper case is that of lower case. */
export function driverNameProblem(value: string): string | undefined {
  if (value.length > 63) return `${quote(value)} has more than 63 characters.`;
  return dnsSubdomainProblem(value.toLowerCase()) === undefined ? undefined : dnsSubdomainProblem(value);
}

/** What is wrong with the name of a Service, which Kubernetes 1.36 lets begin with a digit. */
export function nameOfServiceProblem(name: string, kubernetes: KubernetesVersion): string | undefined {
  const sentence = serviceNameProblem(name);
  if (sentence === undefined || dnsLabelProblem(name) !== undefined) return sentence;
  if (!isOlderKubernetes(kubernetes, '1.36')) return undefined;
  return `Kubernetes ${kubernetes} refuses the name ${quote(name)}, because it begins with a digit. 1.36 accepts it.`;
}
