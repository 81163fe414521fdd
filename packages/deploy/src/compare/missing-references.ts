import { type ObjectToSend, ServerRefusal } from '@k8s-blocks/cluster';
import { fieldsOf, groupOf, nonEmptyTextOf, type ObjectReference } from '@k8s-blocks/manifest';
import type { Refusal } from '@k8s-blocks/refusal';

const RBAC = 'rbac.authorization.k8s.io';

/** What an object refers to and the server has not found, so that it refuses the object. None where it refuses it for another reason. */
export function missingReferences(object: ObjectToSend, refusal: Refusal): readonly ObjectReference[] {
  if (!(refusal instanceof ServerRefusal) || !['Forbidden', 'NotFound'].includes(refusal.reason)) return [];
  const { serverMessage } = refusal;
  // Of a right that is missing, the server also says which roles of other bindings are not there.
  if (serverMessage.startsWith('namespaces "') || / cannot \S+ resource /.test(serverMessage)) return [];
  return lookedUp(object).filter(({ name }) =>
    [`"${name}" not found`, `no PriorityClass with name ${name} was found`].some((text) =>
      serverMessage.includes(text),
    ),
  );
}

/**
 * What a server looks up when it admits an object: it refuses a pod without its ServiceAccount or its classes, and a binding by an account
 * that does not have all rights, without its role. A dry run is refused so, too, where both are applied together.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/
 */
function lookedUp(object: ObjectToSend): readonly ObjectReference[] {
  const { apiVersion, kind } = object;
  const { spec: anySpec, roleRef, metadata } = fieldsOf(object);
  const namespace = nonEmptyTextOf(fieldsOf(metadata).namespace);
  const where = namespace === undefined ? {} : { namespace };
  const named = (name: unknown, of: Omit<ObjectReference, 'name'>): readonly ObjectReference[] => {
    const text = nonEmptyTextOf(name);
    return text === undefined ? [] : [{ ...of, name: text }];
  };
  if (kind === 'Pod' && apiVersion === 'v1') {
    const spec = fieldsOf(anySpec);
    return [
      ...named(spec.serviceAccountName, { group: '', kind: 'ServiceAccount', ...where }),
      ...named(spec.priorityClassName, { group: 'scheduling.k8s.io', kind: 'PriorityClass' }),
      ...named(spec.runtimeClassName, { group: 'node.k8s.io', kind: 'RuntimeClass' }),
    ];
  }
  if (groupOf(apiVersion) !== RBAC || (kind !== 'RoleBinding' && kind !== 'ClusterRoleBinding')) return [];
  const { kind: role, name } = fieldsOf(roleRef);
  return role === 'ClusterRole'
    ? named(name, { group: RBAC, kind: role })
    : named(name, { group: RBAC, kind: 'Role', ...where });
}
