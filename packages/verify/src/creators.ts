import { type Fields, fieldsOf, listOf } from '@k8s-blocks/manifest';
import type { BuiltObject } from './built-object.ts';
import type { BuiltStack } from './built-stack.ts';

const RBAC = 'rbac.authorization.k8s.io/v1';

/** ClusterRoles of every cluster that let accounts create what is in namespaces. */
const CREATING_ROLES = ['cluster-admin', 'admin', 'edit'];

/** A binding of the build by which an account may create objects. */
interface Creator {
  readonly binding: BuiltObject;
  /** The resources that it may create: `secrets`, or `*` for all. */
  readonly resources: ReadonlySet<string>;
}

/**
 * A binding of the build that lets an account create objects of a resource in a namespace: what is not in the build may be made
 * while it runs.
 *
 * @param resources as rules of roles name them: `secrets`.
 */
export function creatorOf(
  stack: BuiltStack,
  resources: readonly string[],
  namespace: string | undefined,
): BuiltObject | undefined {
  const found = stack.memo(findCreators).find((each) => {
    const isHere = each.binding.namespace === undefined || each.binding.namespace === namespace;
    return isHere && ['*', ...resources].some((resource) => each.resources.has(resource));
  });
  return found?.binding;
}

function findCreators({ ofType }: BuiltStack): readonly Creator[] {
  const bindings = [...ofType(`${RBAC} ClusterRoleBinding`), ...ofType(`${RBAC} RoleBinding`)];
  const roles = [...ofType(`${RBAC} ClusterRole`), ...ofType(`${RBAC} Role`)];
  return bindings.flatMap((binding) => {
    const { kind, name } = fieldsOf(binding.fields.roleRef);
    if (kind === 'ClusterRole' && CREATING_ROLES.includes(String(name)))
      return [{ binding, resources: new Set(['*']) }];
    const role = roles.find((each) => {
      return each.kind === kind && each.name === name && (kind !== 'Role' || each.namespace === binding.namespace);
    });
    const rules = listOf(role?.fields.rules).map(fieldsOf).filter(isForCreating);
    const resources = rules.flatMap((rule) => listOf(rule.resources).map(String));
    return resources.length === 0 ? [] : [{ binding, resources: new Set(resources) }];
  });
}

function isForCreating({ verbs }: Fields): boolean {
  return listOf(verbs).some((verb) => verb === '*' || verb === 'create');
}
