import { type KubernetesObject, keyOf, type ObjectReference, referenceOf } from '@k8s-blocks/manifest';
import type { Member } from './list-members.ts';

/** Which of the members are left over. */
export interface LeftOverOptions {
  /**
   * The objects that the environment is to have: of all services, also of those that are not deployed now, since objects move between
   * services.
   */
  readonly wanted: readonly KubernetesObject[];
  /** Only what is left over of these services. Default: of all, and of those that left the map, and of the whole stack. */
  readonly services?: ReadonlySet<string> | undefined;
}

/** The members that the environment is not to have any more. */
export function leftOver(members: readonly Member[], { wanted, services }: LeftOverOptions): readonly Member[] {
  const references = wanted.flatMap((object) => referenceOf(object) ?? []);
  const keys = new Set(references.map(keyOf));
  // Of a custom resource that names no namespace, only the server knows which it gets.
  const inAnyNamespace = new Set(
    references.filter(({ namespace }) => namespace === undefined).map((each) => keyOf(withoutNamespace(each))),
  );
  return members.filter(({ set, reference }) => {
    if (services !== undefined && (set.service === undefined || !services.has(set.service))) return false;
    return !keys.has(keyOf(reference)) && !inAnyNamespace.has(keyOf(withoutNamespace(reference)));
  });
}

function withoutNamespace({ group, kind, name }: ObjectReference): ObjectReference {
  return { group, kind, name };
}
