import {
  type FieldPath,
  type Fields,
  fieldsOf,
  formatPath,
  kindOf,
  listOf,
  podTemplateOf,
  valueAt,
} from '@k8s-blocks/manifest';
import { type FieldViolation, quote, type Violations } from '../violation.ts';

/** A list whose entries a server-side apply tells apart by some of their fields, and that a create takes with duplicates. */
interface KeyedList {
  readonly path: FieldPath;
  /** The fields that tell entries apart, with the value that absent ones have; none if the entries are texts themselves. */
  readonly keys: Readonly<Record<string, string>>;
}

const BY_NAME = { name: '' };

/** By the `x-kubernetes-list-map-keys` of the API; lists whose duplicates a create refuses too are left out. */
const OF_METADATA: readonly KeyedList[] = [
  { path: ['metadata', 'finalizers'], keys: {} },
  { path: ['metadata', 'ownerReferences'], keys: { uid: '' } },
];
const OF_POD: readonly KeyedList[] = [
  { path: ['hostAliases'], keys: { ip: '' } },
  { path: ['imagePullSecrets'], keys: BY_NAME },
];
const OF_CONTAINER: readonly KeyedList[] = [
  { path: ['env'], keys: BY_NAME },
  { path: ['ports'], keys: { containerPort: '', protocol: 'TCP' } },
];

/**
 * The entries of a list are told apart by their keys: variables and Secrets by their names, ports of a container by number
 * and protocol, host aliases by address, owners by `uid`.
 *
 * `kubectl apply --server-side` refuses an object with duplicates, though the API server creates it: of two variables of one
 * name the last one holds.
 *
 * @example
 * env:
 *   - { name: LEVEL, value: info }
 *   - { name: LEVEL, value: debug }
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
 */
export function* serverSideApplyViolations(object: unknown): Violations {
  for (const list of OF_METADATA) yield* duplicates(object, [], list);
  const kind = kindOf(object);
  if (kind?.group === '' && kind.kind === 'ServiceAccount') {
    yield* duplicates(object, [], { path: ['secrets'], keys: BY_NAME });
  }
  const pod = podTemplateOf(object);
  if (pod === undefined) return;
  const spec = [...pod.path, 'spec'];
  for (const list of OF_POD) yield* duplicates(object, spec, list);
  for (const containers of ['initContainers', 'containers', 'ephemeralContainers']) {
    for (const index of listOf(valueAt(object, [...spec, containers])).keys()) {
      for (const list of OF_CONTAINER) yield* duplicates(object, [...spec, containers, index], list);
    }
  }
}

function* duplicates(object: unknown, around: FieldPath, { path, keys }: KeyedList): Generator<FieldViolation> {
  const full = [...around, ...path];
  const seen = new Map<string, number>();
  for (const [index, entry] of listOf(valueAt(object, full)).entries()) {
    const key = keyOfEntry(entry, keys);
    if (key === undefined) continue;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else yield duplicate(full, first, index, key);
  }
}

/** The values of the keys as text: `53/UDP`; undefined if one is missing, which is for other rules to find. */
function keyOfEntry(entry: unknown, keys: KeyedList['keys']): string | undefined {
  const names = Object.keys(keys);
  if (names.length === 0) return typeof entry === 'string' ? entry : undefined;
  const fields: Fields = fieldsOf(entry);
  const values = names.map((name) => fields[name] ?? keys[name]);
  if (!values.every((value) => (typeof value === 'string' && value !== '') || typeof value === 'number'))
    return undefined;
  return values.join('/');
}

function duplicate(list: FieldPath, first: number, index: number, key: string): FieldViolation {
  return {
    code: 'FieldValueDuplicate',
    field: formatPath([...list, index]),
    problem: `${quote(key)} is also what entry ${first} of the list is called.`,
    why: 'kubectl apply --server-side refuses it; without, one of the two may be lost.',
    remedy: 'Give each entry its own, or remove one of the two.',
    severity: 'warning',
  };
}
