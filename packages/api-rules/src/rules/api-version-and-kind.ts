import { type Disclosure, groupOf, HIDDEN, servedKinds, typeName } from '@k8s-blocks/manifest';
import { API_VERSIONS } from '../kinds.ts';
import type { Subject } from '../subject.ts';
import { type FieldViolation, quote } from '../violation.ts';

/**
 * An object is one of Kubernetes: it has an apiVersion and a kind, and where the group is one of Kubernetes itself, Kubernetes
 * 1.35 and 1.36 serve the kind in that version.
 *
 * @example
 * apiVersion: extensions/v1beta1 # not served any more: apps/v1
 * kind: Deployment
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
export function* typeMetaViolations(
  { value, apiVersion, kind, judgedAs }: Subject,
  mayShow: Disclosure,
): Generator<FieldViolation> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const remedy = 'Write apiVersion, kind and metadata.';
    // Not quoted: it may be what is left of a Secret that is written wrongly.
    const problem = `This is ${typeName(value)}, not an object of Kubernetes.`;
    yield { code: 'FieldValueTypeInvalid', field: '', problem, remedy };
    return;
  }
  if (typeof kind !== 'string' || kind === '') {
    yield { ...textViolation('kind', kind), remedy: 'Name the kind, such as "Deployment".' };
  }
  if (typeof apiVersion !== 'string' || !/^(?:[^/]+\/)?[^/]+$/.test(apiVersion)) {
    const shown = mayShow('apiVersion', apiVersion) ? quote(apiVersion) : HIDDEN;
    const isText = typeof apiVersion === 'string' && apiVersion !== '';
    const violation = isText
      ? { field: 'apiVersion', problem: `${shown} is not an API version.` }
      : textViolation('apiVersion', apiVersion);
    const right = judgedAs === undefined ? 'apps/v1' : API_VERSIONS[judgedAs];
    yield { ...violation, remedy: `Write "${right}".` };
  } else if (judgedAs !== undefined && apiVersion !== API_VERSIONS[judgedAs]) {
    const problem = `Kubernetes 1.35 and 1.36 do not serve ${judgedAs} in ${quote(apiVersion)}.`;
    yield {
      code: 'FieldValueNotSupported',
      field: 'apiVersion',
      problem,
      remedy: `Write "${API_VERSIONS[judgedAs]}".`,
    };
  } else if (typeof kind === 'string' && kind !== '') yield* servedViolations(apiVersion, kind);
}

/** A field that should be a text, and is not. Not quoted: what stands in the place of a kind may be the rest of a Secret. */
function textViolation(field: string, value: unknown): Omit<FieldViolation, 'remedy'> {
  const isAbsent = value === undefined || value === null || value === '';
  return isAbsent
    ? { code: 'FieldValueRequired', field, problem: `${field} is missing, or empty.` }
    : { code: 'FieldValueTypeInvalid', field, problem: `${field} is ${typeName(value)}, not a string.` };
}

/** A kind that a group of Kubernetes does not have. */
function* servedViolations(apiVersion: string, kind: string): Generator<FieldViolation> {
  const served = servedKinds(apiVersion);
  // A List holds objects of any kind, and is not a resource of a server.
  if (served === undefined || served.includes(kind) || kind === 'List') return;
  const meant = served.find((name) => singular(name) === singular(kind));
  const group = groupOf(apiVersion) === '' ? 'the core API' : quote(apiVersion);
  const remedy = meant === undefined ? 'Correct the kind or the apiVersion.' : `Write "${meant}".`;
  const problem = `${quote(kind)} is not a kind of ${group}.`;
  yield { code: 'FieldValueNotSupported', field: 'kind', problem, remedy };
}

function singular(kind: string): string {
  const lower = kind.toLowerCase();
  return lower.endsWith('s') ? lower.slice(0, -1) : lower;
}
