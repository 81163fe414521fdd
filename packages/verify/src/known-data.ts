import { fieldsOf } from '@k8s-blocks/manifest';
import type { BuiltObject } from './built-object.ts';
import type { BuiltStack } from './built-stack.ts';
import type { DataReference } from './data-reference.ts';

/** A ConfigMap or Secret that pods can use: one of the build, or one that is provided. */
export interface KnownData {
  /** Nothing where they are not known. */
  readonly keys?: ReadonlySet<string>;
}

/** The ConfigMap or Secret that a reference names; nothing if there is none. */
export function dataOf(stack: BuiltStack, reference: DataReference): KnownData | undefined {
  const { kind, name, workload } = reference;
  const object = stack.find(`v1 ${kind}`, workload.namespace, name);
  if (object !== undefined) return { keys: keySetOf(object) };
  if (kind === 'ConfigMap') return name === 'kube-root-ca.crt' ? {} : undefined;
  const provided = stack.providedSecrets?.find((each) => each.namespace === workload.namespace && each.name === name);
  return provided && (provided.keys === undefined ? {} : { keys: new Set(provided.keys) });
}

/** Many references may be to keys of one ConfigMap of many keys. */
const keySets = new WeakMap<BuiltObject, ReadonlySet<string>>();

function keySetOf(object: BuiltObject): ReadonlySet<string> {
  const keys = keySets.get(object) ?? new Set(keysIn(object));
  keySets.set(object, keys);
  return keys;
}

/** The keys of a ConfigMap or Secret. */
export function keysIn({ fields: { data, stringData, binaryData } }: BuiltObject): readonly string[] {
  return [data, stringData, binaryData].flatMap((each) => Object.keys(fieldsOf(each)));
}
