/** What is judged: an object, or a value that should be one, by its `apiVersion` and `kind`. */
import type { LocatedObject } from '@k8s-blocks/findings';
import { formatObject, groupOf, isFields, type ObjectReference, referenceOf } from '@k8s-blocks/manifest';
import { KINDS, type Kind } from './kinds.ts';

export interface Subject {
  readonly value: unknown;
  readonly located: LocatedObject;
  /** Says which of several values it is, where it has no kind: `item 2`. */
  readonly position: string;
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  /** The kind by which it is judged; absent if it has no rules of its own. */
  readonly judgedAs?: Kind;
}

/** The groups that belong to Kubernetes and hold, or once held, the kinds that have rules of their own. */
const OWN_GROUPS = new Set(['', 'apps', 'batch', 'extensions', 'policy', 'networking.k8s.io']);

/** The object itself, or those that a `List` holds. */
export function subjectsOf(located: LocatedObject): Subject[] {
  return subjectsIn(located.object, located, 'object');
}

function subjectsIn(value: unknown, located: LocatedObject, position: string): Subject[] {
  if (!isFields(value)) return [{ value, located, position }];
  const { apiVersion, kind, items } = value;
  if (apiVersion === 'v1' && kind === 'List' && Array.isArray(items)) {
    return items.flatMap((item, index) => subjectsIn(item, located, `${position}, item ${index + 1}`));
  }
  const judgedAs = KINDS.find((known) => known === kind);
  const isOwn = typeof apiVersion !== 'string' || OWN_GROUPS.has(groupOf(apiVersion));
  return [{ value, located, position, apiVersion, kind, ...(judgedAs && isOwn ? { judgedAs } : {}) }];
}

/** The reference of a subject, or, of one without a kind or a name, what it is called in a finding. */
export function referenceOrTitle({ value, position }: Subject): ObjectReference | string {
  return referenceOf(value) ?? formatObject(value, position);
}
