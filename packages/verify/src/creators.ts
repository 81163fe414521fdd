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

function findCreators(stack: BuiltStack): readonly Creator[] {
  return stack.memo(bindingsWithRules).flatMap(({ binding, rules }) => {
    const resources = rules.filter(isForCreating).flatMap((rule) => listOf(rule.resources).map(String));
    return resources.length === 0 ? [] : [{ binding, resources: new Set(resources) }];
  });
}

/** The bindings of the build, with the rules of their roles. */
function bindingsWithRules({ ofType }: BuiltStack) {
  const bindings = [...ofType(`${RBAC} ClusterRoleBinding`), ...ofType(`${RBAC} RoleBinding`)];
  const roles = [...ofType(`${RBAC} ClusterRole`), ...ofType(`${RBAC} Role`)];
  return bindings.map((binding) => {
    const { kind, name } = fieldsOf(binding.fields.roleRef);
    if (kind === 'ClusterRole' && CREATING_ROLES.some((each) => each === name)) return { binding, rules: [ALL] };
    const role = roles.find((each) => {
      return each.kind === kind && each.name === name && (kind !== 'Role' || each.namespace === binding.namespace);
    });
    return { binding, rules: listOf(role?.fields.rules).map(fieldsOf) };
  });
}

const ALL: Fields = { resources: ['*'], verbs: ['*'] };

function isForCreating({ verbs }: Fields): boolean {
  return listOf(verbs).some((verb) => verb === '*' || verb === 'create');
}

/**
 * A binding of the build that lets an account change pods in a namespace: labels of pods, such as that of a leader, may be set while
 * they run.
 */
export function labellerOf(stack: BuiltStack, namespace: string | undefined): BuiltObject | undefined {
  return stack.memo(findLabellers).find((each) => each.namespace === undefined || each.namespace === namespace);
}

function findLabellers(stack: BuiltStack): readonly BuiltObject[] {
  return stack.memo(bindingsWithRules).flatMap(({ binding, rules }) => (rules.some(isForLabelling) ? [binding] : []));
}

/**
 * A binding of the build that lets an account read objects of a resource in a namespace, as controllers read their settings.
 *
 * @param resource as rules of roles name it: `configmaps`.
 */
export function readerOf(stack: BuiltStack, resource: string, namespace: string | undefined): BuiltObject | undefined {
  const found = stack.memo(bindingsWithRules).find(({ binding, rules }) => {
    const isHere = binding.namespace === undefined || binding.namespace === namespace;
    return isHere && rules.some((rule) => isForReading(rule, resource));
  });
  return found?.binding;
}

function isForReading({ verbs, resources }: Fields, resource: string): boolean {
  return (
    listOf(resources).some((each) => each === resource || each === '*') &&
    ['*', 'get', 'list', 'watch'].some((verb) => listOf(verbs).includes(verb))
  );
}

function isForLabelling({ verbs, resources }: Fields): boolean {
  return (
    listOf(resources).some((each) => each === 'pods' || each === '*') &&
    ['*', 'patch', 'update'].some((verb) => listOf(verbs).includes(verb))
  );
}
