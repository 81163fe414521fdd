import { type ObjectReference, textOf } from '@k8s-blocks/manifest';
import type { BuiltObject } from '../built-object.ts';
import type { BuiltStack } from '../built-stack.ts';
import { keysIn } from '../known-data.ts';
import type { StackRule, StackViolation } from '../rule.ts';

const WHY = 'Either nobody needs it, or a reference to it has another name by mistake.';

/** What is made for pods is used by one: ConfigMaps and Secrets, their keys where they are used one by one, accounts. */
export const unusedObject: StackRule = {
  name: 'unused-object',
  severity: 'warning',
  *check(stack) {
    for (const type of ['v1 ConfigMap', 'v1 Secret']) {
      for (const object of stack.ofType(type)) yield* unusedData(stack, object, keysIn(object));
    }
    for (const { namespace, name, keys = [] } of stack.providedSecrets ?? []) {
      yield* unusedData(stack, { group: '', kind: 'Secret', namespace, name }, keys);
    }
    for (const object of stack.ofType('v1 ServiceAccount')) {
      const isUsed = stack
        .workloadsIn(object.namespace)
        .some(({ spec }) => (textOf(spec.serviceAccountName) || 'default') === object.name);
      if (!isUsed) yield unused(object, 'No pod runs as it.');
    }
  },
};

function* unusedData(
  stack: BuiltStack,
  object: BuiltObject | ObjectReference,
  keys: readonly string[],
): Generator<StackViolation> {
  const references = stack.referencesTo(object.kind, object.namespace, object.name);
  if (references.length === 0) return yield unused(object, 'No pod uses it.');
  if (references.some(({ key }) => key === undefined)) return;
  const used = new Set(references.map(({ key }) => key));
  for (const key of keys) if (!used.has(key)) yield unused(object, `No pod uses its key "${key}".`);
}

function unused(object: BuiltObject | ObjectReference, problem: string): StackViolation {
  return { object, problem, why: WHY, remedy: 'Correct the reference, or remove it.' };
}
