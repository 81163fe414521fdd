import type { Severity } from '@k8s-blocks/findings';
import { type ObjectReference, textOf } from '@k8s-blocks/manifest';
import type { BuiltObject } from '../built-object.ts';
import type { BuiltStack } from '../built-stack.ts';
import { readerOf } from '../creators.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import { mayBeUsedByCustomResource, usesOf } from '../uses.ts';

type Code = 'object-unused' | 'key-unused';

const WHY = 'It is a leftover, or a reference to it is misspelt.';

/**
 * What is made for pods is used: ConfigMaps and Secrets, their keys where they are used one by one, ServiceAccounts. A use
 * is a reference of a pod or of another object, such as the `tls` of an Ingress, the `imagePullSecrets` of a ServiceAccount,
 * the subject of a RoleBinding; of a custom resource it is any field that holds the name. Without a map, it is a notice where an
 * account of the build may read such objects, or a setting has the name.
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
      for (const object of stack.ofType(type)) {
        if (isServiceAccountToken(object)) continue;
        const severity = severityOf(stack, object);
        for (const each of unusedData(stack, object, object.reference, object.dataKeys)) yield { ...each, ...severity };
      }
    }
    for (const { namespace, name, keys = [] } of stack.providedSecrets ?? []) {
      const reference = { group: '', kind: 'Secret', namespace, name };
      yield* unusedData(stack, reference, reference, keys);
    }
    for (const object of stack.ofType('v1 ServiceAccount')) {
      const { namespace, name, reference } = object;
      if (isDefaultOfPods(stack, object) || usesOf(stack, reference).length > 0) continue;
      if (!mayBeUsedByCustomResource(stack, namespace, name))
        yield unused('object-unused', object, 'No pod runs as it.');
    }
  },
};

/** Without a map, what an account of the build may read, or a setting names, may be the settings of a controller, which reads them itself. */
function severityOf(stack: BuiltStack, { kind, name, namespace }: BuiltObject): { readonly severity?: Severity } {
  if (stack.connections !== undefined) return {};
  const isRead = readerOf(stack, kind === 'Secret' ? 'secrets' : 'configmaps', namespace) !== undefined;
  return isRead || isNamed(stack, namespace, name) ? { severity: 'notice' } : {};
}

/** Whether a setting in the namespace has a name as one of its words: `--configmap=$(POD_NAMESPACE)/controller`. */
function isNamed(stack: BuiltStack, namespace: string | undefined, name: string): boolean {
  return stack.texts.some(
    (each) => each.namespace === (namespace ?? 'default') && each.text.split(/[^\w.-]+/).includes(name),
  );
}

/** A Secret in which a controller writes a token of a ServiceAccount: those who use it are outside of the cluster. */
function isServiceAccountToken({ fields }: BuiltObject): boolean {
  return fields.type === 'kubernetes.io/service-account-token';
}

/** Pods that name no ServiceAccount run as that of the name `default`. */
function isDefaultOfPods(stack: BuiltStack, { namespace, name }: BuiltObject): boolean {
  if (name !== 'default') return false;
  return stack.workloadsIn(namespace).some(({ spec }) => !textOf(spec.serviceAccountName));
}

function* unusedData(
  stack: BuiltStack,
  object: BuiltObject | ObjectReference,
  reference: ObjectReference,
  keys: Iterable<string>,
): Generator<StackViolation<Code>> {
  const uses = usesOf(stack, reference);
  if (mayBeUsedByCustomResource(stack, reference.namespace, reference.name)) return;
  if (uses.length === 0) return yield unused('object-unused', object, 'No pod uses it.');
  if (uses.some(({ key }) => key === undefined)) return;
  const used = new Set(uses.map(({ key }) => key));
  for (const key of keys) if (!used.has(key)) yield unused('key-unused', object, `No pod uses its key "${key}".`);
}

function unused(code: Code, object: BuiltObject | ObjectReference, problem: string): StackViolation<Code> {
  return { code, object, problem, why: WHY, remedy: 'Correct the reference, or remove it.' };
}
