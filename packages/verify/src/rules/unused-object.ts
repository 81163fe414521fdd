import { type ObjectReference, textOf } from '@k8s-blocks/manifest';
import type { BuiltObject } from '../built-object.ts';
import type { BuiltStack } from '../built-stack.ts';
import type { StackRule, StackViolation } from '../rule.ts';

type Code = 'object-unused' | 'key-unused';

const WHY = 'It is a leftover, or a reference to it is misspelt.';

/**
 * What is made for pods is used by one: ConfigMaps and Secrets, their keys where they are used one by one,
 * ServiceAccounts.
 *
 * Why: it is a leftover, or a reference to it is misspelt.
 *
 * @example
 * apiVersion: v1
 * kind: ConfigMap
 * metadata: { name: settings } # no pod refers to it
 */
export const unusedObject: StackRule<Code> = {
  name: 'unused-object',
  severity: 'warning',
  *check(stack) {
    for (const type of ['v1 ConfigMap', 'v1 Secret']) {
      for (const object of stack.ofType(type)) yield* unusedData(stack, object, object.dataKeys);
    }
    for (const { namespace, name, keys = [] } of stack.providedSecrets ?? []) {
      yield* unusedData(stack, { group: '', kind: 'Secret', namespace, name }, keys);
    }
    for (const object of stack.ofType('v1 ServiceAccount')) {
      const isUsed = stack
        .workloadsIn(object.namespace)
        .some(({ spec }) => (textOf(spec.serviceAccountName) || 'default') === object.name);
      if (!isUsed) yield unused('object-unused', object, 'No pod runs as it.');
    }
  },
};

function* unusedData(
  stack: BuiltStack,
  object: BuiltObject | ObjectReference,
  keys: Iterable<string>,
): Generator<StackViolation<Code>> {
  const references = stack.referencesTo(object.kind, object.namespace, object.name);
  if (references.length === 0) return yield unused('object-unused', object, 'No pod uses it.');
  if (references.some(({ key }) => key === undefined)) return;
  const used = new Set(references.map(({ key }) => key));
  for (const key of keys) if (!used.has(key)) yield unused('key-unused', object, `No pod uses its key "${key}".`);
}

function unused(code: Code, object: BuiltObject | ObjectReference, problem: string): StackViolation<Code> {
  return { code, object, problem, why: WHY, remedy: 'Correct the reference, or remove it.' };
}
