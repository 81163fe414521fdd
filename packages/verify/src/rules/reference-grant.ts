import {
  type Fields,
  fieldsOf,
  formatPath,
  formatReference,
  isAbsent,
  listOf,
  type ObjectReference,
  referencesOf,
  textOf,
} from '@k8s-blocks/manifest';
import type { BuiltObject } from '../built-object.ts';
import type { BuiltStack } from '../built-stack.ts';
import type { StackRule } from '../rule.ts';

const GATEWAY = 'gateway.networking.k8s.io';

/**
 * A route that leads to a Service of another namespace, and a Gateway that takes its certificate from one, are allowed to by a
 * ReferenceGrant in that namespace. Namespaces outside of the build are not judged. Without a map, it is a warning where the
 * namespace has no ReferenceGrant at all: the cluster may have it.
 *
 * Why: the Gateway answers 500, or has no certificate.
 *
 * @example
 * # no ReferenceGrant of the namespace bank is for HTTPRoutes of shop
 * apiVersion: gateway.networking.k8s.io/v1
 * kind: HTTPRoute
 * metadata: { name: shop, namespace: shop }
 * spec:
 *   rules: [{ backendRefs: [{ name: ledger, namespace: bank, port: 80 }] }]
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export const referenceGrant: StackRule = {
  name: 'reference-grant',
  severity: 'error',
  *check(stack) {
    const grants = stack.objects.filter(({ reference }) => {
      return reference.group === GATEWAY && reference.kind === 'ReferenceGrant';
    });
    for (const object of stack.objects) {
      if (object.reference.group !== GATEWAY) continue;
      for (const { to, path } of referencesOf(object.fields)) {
        if (!needsGrant(stack, object, to)) continue;
        const there = grants.filter(({ namespace }) => namespace === to.namespace);
        if (there.some((grant) => allows(grant, object, to))) continue;
        const isCertain = stack.connections !== undefined || there.length > 0;
        yield {
          object,
          field: formatPath(path),
          problem: `No ReferenceGrant of "${to.namespace}" lets objects of the kind ${object.kind} in "${object.namespace}" refer to ${formatReference(to)}.`,
          why: 'The Gateway answers 500, or has no certificate.',
          remedy: `Add a ReferenceGrant to "${to.namespace}", from ${object.kind} of "${object.namespace}" to ${to.kind}.`,
          ...(isCertain ? {} : { severity: 'warning' as const }),
        };
      }
    }
  },
};

/** Whether a reference is to a Service or Secret of another namespace of the build. A Gateway needs no grant of its routes. */
function needsGrant(stack: BuiltStack, object: BuiltObject, { kind, group, namespace }: ObjectReference): boolean {
  if (group !== '' || !['Service', 'Secret', 'ConfigMap'].includes(kind)) return false;
  if (object.namespace === undefined || namespace === undefined || namespace === object.namespace) return false;
  return stack.namespaces.has(namespace);
}

function allows(grant: BuiltObject, { reference, namespace }: BuiltObject, to: ObjectReference): boolean {
  const spec = fieldsOf(grant.fields.spec);
  const isFrom = (from: Fields) =>
    from.group === reference.group && from.kind === reference.kind && from.namespace === namespace;
  const isTo = (each: Fields) =>
    (textOf(each.group) ?? '') === to.group && each.kind === to.kind && (isAbsent(each.name) || each.name === to.name);
  return listOf(spec.from).map(fieldsOf).some(isFrom) && listOf(spec.to).map(fieldsOf).some(isTo);
}
