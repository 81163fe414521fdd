import { findKind, groupBy, keyOf, type ObjectReference, referencesOf, walk } from '@k8s-blocks/manifest';
import type { BuiltObject } from './built-object.ts';
import type { BuiltStack } from './built-stack.ts';

/** A use of an object by another one, which refers to it by name. */
export interface Use {
  /** The key of a ConfigMap or Secret that is used; absent where all are. */
  readonly key?: string;
}

/** The uses of an object by others of the build. */
export function usesOf(stack: BuiltStack, target: ObjectReference): readonly Use[] {
  return stack.memo(findUses).get(keyOf(target)) ?? [];
}

function findUses({ objects, workloads }: BuiltStack): ReadonlyMap<string, readonly Use[]> {
  const made = new Set(workloads.map(({ object }) => object));
  const references = [
    ...workloads.flatMap((workload) => workload.references),
    ...objects.filter((object) => !made.has(object)).flatMap(({ fields }) => referencesOf(fields)),
  ];
  return groupBy(references, ({ to }) => [keyOf(to)]);
}

/**
 * Whether a custom resource in the namespace, or one that names none, has a field that holds just this name. Which of its
 * fields refer to others is not known, so each may.
 */
export function mayBeUsedByCustomResource(stack: BuiltStack, namespace: string | undefined, name: string): boolean {
  const texts = stack.memo(textsOfCustomResources);
  return [namespace, undefined].some((each) => texts.get(each)?.has(name) ?? false);
}

function textsOfCustomResources({ objects }: BuiltStack): ReadonlyMap<string | undefined, ReadonlySet<string>> {
  const found = new Map<string | undefined, Set<string>>();
  for (const object of objects) {
    if (findKind(object.reference) !== undefined) continue;
    const texts = found.get(object.namespace) ?? new Set();
    found.set(object.namespace, texts);
    walk(withoutIdentity(object), (each) => {
      if (typeof each === 'string' && each.length <= MAX_NAME) texts.add(each);
    });
  }
  return found;
}

function withoutIdentity({ fields: { metadata: _, status: __, ...fields } }: BuiltObject): unknown {
  return fields;
}

/** The longest name of an object. */
const MAX_NAME = 253;
