import { isDeepStrictEqual } from 'node:util';
import {
  type FieldPath,
  type Fields,
  fieldsOf,
  findKind,
  formatPath,
  groupBy,
  lastAppliedSize,
  listOf,
  MAX_ANNOTATION_BYTES,
  ownField,
  valueAt,
} from '@k8s-blocks/manifest';
import type { ChangedObject, ObjectChange } from '../changes.ts';
import type { ComparedObject } from '../compared-object.ts';
import type { Consequence } from '../consequence.ts';
import { formatSome, type Rule } from './comparison.ts';

const REMEDY = 'Apply with --server-side.';

/**
 * Changes that `kubectl apply` makes wrongly, or not at all, without `--server-side`. It tells the ports of a Service or
 * container apart by their number alone, though the API does so by number and protocol: where a number has two protocols, it
 * changes the wrong port or none, or is refused. And it notes each object in an annotation, which has a limit.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#comparison-with-client-side-apply
 */
export const clientSideApply: Rule = function* ({ changes }): Iterable<Consequence> {
  for (const change of changes) {
    if (change.kind === 'changed') yield* sharedNumbers(change);
    yield* tooLarge(change);
  }
};

function* tooLarge({ kind, after }: ObjectChange): Iterable<Consequence> {
  if (after === undefined || kind === 'rewritten' || lastAppliedSize(after.fields) <= MAX_ANNOTATION_BYTES) return;
  const text = `It is too large to be noted in an annotation (${MAX_ANNOTATION_BYTES} bytes), as kubectl apply does without --server-side: that is refused. ${REMEDY}`;
  yield { effect: 'misapplied', object: after.title, text };
}

function* sharedNumbers({ before, after }: ChangedObject): Iterable<Consequence> {
  for (const { field, old, wanted, key } of portLists(before, after)) {
    const numbers = differingNumbers(old, wanted, key);
    if (numbers.length === 0) continue;
    const which = `Port ${formatSome(numbers)} ${numbers.length === 1 ? 'has' : 'have'} several protocols, and`;
    const text = `${which} kubectl apply without --server-side tells ports apart by number alone: it changes another port than is meant, or none, or is refused. ${REMEDY}`;
    yield { effect: 'misapplied', object: after.title, field, text };
  }
}

/** Two lists of ports as the API server stores them. */
interface PortLists {
  readonly field: string;
  readonly old: readonly unknown[];
  readonly wanted: readonly unknown[];
  /** The field that has the number. */
  readonly key: 'port' | 'containerPort';
}

function portLists(before: ComparedObject, after: ComparedObject): readonly PortLists[] {
  const [old, wanted] = [before.stored(), after.stored()];
  if (after.type === 'Service') {
    const path = ['spec', 'ports'];
    return [
      { field: 'spec.ports', old: listOf(valueAt(old, path)), wanted: listOf(valueAt(wanted, path)), key: 'port' },
    ];
  }
  const template = findKind(after)?.podTemplate;
  if (template === undefined) return [];
  return ['initContainers', 'containers'].flatMap((list) => {
    return portsOfContainers(old, wanted, [...template, 'spec', list]);
  });
}

/** The ports of the containers that are in both, by their names. */
function portsOfContainers(old: Fields, wanted: Fields, path: FieldPath): readonly PortLists[] {
  const former = new Map(listOf(valueAt(old, path)).map((each) => [fieldsOf(each).name, fieldsOf(each)]));
  return listOf(valueAt(wanted, path)).flatMap((container, index) => {
    const before = former.get(fieldsOf(container).name);
    if (before === undefined) return [];
    const [ports, now] = [listOf(before.ports), listOf(fieldsOf(container).ports)];
    return [{ field: formatPath([...path, index, 'ports']), old: ports, wanted: now, key: 'containerPort' as const }];
  });
}

/** The numbers that have several ports before or after, and whose ports differ. */
function differingNumbers(
  old: readonly unknown[],
  wanted: readonly unknown[],
  key: PortLists['key'],
): readonly string[] {
  if (isDeepStrictEqual(old, wanted)) return [];
  const byNumber = (ports: readonly unknown[]) => groupBy(ports, (port) => [String(ownField(fieldsOf(port), key))]);
  const [before, after] = [byNumber(old), byNumber(wanted)];
  return [...new Set([...before.keys(), ...after.keys()])].filter((number) => {
    const [was, is] = [before.get(number) ?? [], after.get(number) ?? []];
    // All ports of a number are removed as they should be.
    return is.length > 0 && Math.max(was.length, is.length) > 1 && !isDeepStrictEqual(was, is);
  });
}
