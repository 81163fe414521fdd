import type { BuiltStack } from './built-stack.ts';
import type { DataReference } from './data-reference.ts';

/** A ConfigMap or Secret that pods can use: one of the build, or one that is provided. */
export interface KnownData {
  /** Absent if they are not known. */
  readonly keys?: ReadonlySet<string>;
}

/** The ConfigMap or Secret that a reference names; undefined if there is none. */
export function dataOf(stack: BuiltStack, reference: DataReference): KnownData | undefined {
  const { kind, name, workload } = reference;
  const object = stack.find(`v1 ${kind}`, workload.namespace, name);
  if (object !== undefined) return { keys: object.dataKeys };
  if (kind === 'ConfigMap') return name === 'kube-root-ca.crt' ? {} : undefined;
  const provided = stack.providedSecrets?.find((each) => each.namespace === workload.namespace && each.name === name);
  return provided && (provided.keys === undefined ? {} : { keys: new Set(provided.keys) });
}
