import { type Disclosure, HIDDEN, type KubernetesVersion, typeName } from '@k8s-blocks/manifest';
import { API_VERSIONS } from '../kinds.ts';
import { notServed } from '../not-served.ts';
import type { Subject } from '../subject.ts';
import { type FieldViolation, quote } from '../violation.ts';

/**
 * An object is one of Kubernetes: it has an apiVersion and a kind, and where the group is one of Kubernetes itself, its API server
 * serves the kind in that version. One that was removed is found with the version of Kubernetes that removed it, and with
 * what replaces it.
 *
 * @example
 * apiVersion: extensions/v1beta1 # removed with 1.22: networking.k8s.io/v1
 * kind: Ingress
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
export function* typeMetaViolations(
  { value, apiVersion, kind, judgedAs }: Subject,
  mayShow: Disclosure,
  kubernetes: KubernetesVersion,
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
  } else if (typeof kind === 'string' && kind !== '') {
    const violation = notServed(apiVersion, kind, kubernetes);
    if (violation !== undefined) yield violation;
  }
}

/** A field that should be a text, and is not. Not quoted: what stands in the place of a kind may be the rest of a Secret. */
function textViolation(field: string, value: unknown): Omit<FieldViolation, 'remedy'> {
  const isAbsent = value === undefined || value === null || value === '';
  return isAbsent
    ? { code: 'FieldValueRequired', field, problem: `${field} is missing, or empty.` }
    : { code: 'FieldValueTypeInvalid', field, problem: `${field} is ${typeName(value)}, not a string.` };
}
