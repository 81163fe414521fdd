import { ONE, parseQuantity } from '@k8s-blocks/manifest';
import { qualifiedNameProblem } from './formats.ts';
import type { Container, Volume } from './pod.ts';
import { type FieldViolation, quote, required, type Violations } from './violation.ts';

type ValueFrom = NonNullable<NonNullable<Container['env']>[number]['valueFrom']>;
type FieldRef = NonNullable<ValueFrom['fieldRef']>;
type ResourceFieldRef = NonNullable<ValueFrom['resourceFieldRef']>;
export type DownwardFile = NonNullable<NonNullable<Volume['downwardAPI']>['items']>[number];

const ENVIRONMENT_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const VOLUME_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.labels',
  'metadata.annotations',
  'metadata.uid',
];
const SUBSCRIPTED_FIELD = /^(metadata\.(?:annotations|labels))\['(.*)'\]$/s;
const RESOURCE = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.*)$/s;
const DECIMAL_UNITS = amountsOf(['', 'k', 'M', 'G', 'T', 'P', 'E']);
const BINARY_UNITS = amountsOf(['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']);

/**
 * What is wrong with a field of the pod that a variable is to hold.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
 */
export function environmentFieldViolations(ref: FieldRef, path: string): Violations {
  return fieldViolations(ref, path, ENVIRONMENT_FIELDS);
}

/** What is wrong with a field of the pod that a file is to hold. */
export function volumeFieldViolations(ref: FieldRef, path: string): Violations {
  return fieldViolations(ref, path, VOLUME_FIELDS);
}

function* fieldViolations(
  { apiVersion = '', fieldPath = '' }: FieldRef,
  path: string,
  known: readonly string[],
): Violations {
  const field = `${path}.fieldPath`;
  const remedy = `Use ${known.join(', ')}, or metadata.labels['…'] or metadata.annotations['…'].`;
  if (apiVersion !== '' && apiVersion !== 'v1') {
    const problem = `${quote(apiVersion)} is not a version in which a field can be read.`;
    yield { field: `${path}.apiVersion`, problem, remedy: 'Write "v1", or leave it out.' };
  } else if (fieldPath === '') {
    yield required(field, remedy);
  } else if (!known.includes(fieldPath) && !isSubscripted(fieldPath)) {
    yield { field, problem: `${quote(fieldPath)} is not a field that is available here.`, remedy };
  }
}

function isSubscripted(fieldPath: string): boolean {
  const [, map, key = ''] = SUBSCRIPTED_FIELD.exec(fieldPath) ?? [];
  if (map === undefined) return false;
  return qualifiedNameProblem(map === 'metadata.annotations' ? key.toLowerCase() : key) === undefined;
}

/** What is wrong with a resource of a container that a variable, or a file of a volume, is to hold. */
export function* resourceFieldViolations(
  { resource = '', divisor = '0' }: ResourceFieldRef,
  path: string,
): Generator<FieldViolation> {
  const [, , name] = RESOURCE.exec(resource) ?? [];
  if (resource === '') yield required(`${path}.resource`, 'Name a resource, such as "limits.cpu".');
  else if (name === undefined) {
    const problem = `${quote(resource)} is not a resource that is available here.`;
    const code = 'FieldValueNotSupported';
    yield {
      code,
      field: `${path}.resource`,
      problem,
      remedy: 'Use limits or requests of cpu, memory or ephemeral-storage.',
    };
    return;
  }
  const amount = parseQuantity(divisor) ?? 0n;
  const allowed = name === 'cpu' ? amount === ONE || amount === ONE / 1000n : isUnit(amount, String(divisor).trim());
  if (amount === 0n || allowed || name === undefined) return;
  const problem = `${quote(divisor)} is not a divisor for ${resource}.`;
  const remedy = name === 'cpu' ? 'Use "1" or "1m".' : 'Use "1" with a unit, such as "1Mi".';
  yield { field: `${path}.divisor`, problem, remedy };
}

/** Whether an amount is one of a unit, in the family of units that it is written in. */
function isUnit(amount: bigint, text: string): boolean {
  if (/[eE][-+]?[0-9]+$/.test(text)) return amount === ONE;
  return (text.endsWith('i') ? BINARY_UNITS : DECIMAL_UNITS).has(amount);
}

function amountsOf(units: readonly string[]): ReadonlySet<bigint | undefined> {
  return new Set(units.map((unit) => parseQuantity(`1${unit}`)));
}
