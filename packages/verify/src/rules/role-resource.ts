import { fieldsOf, listOf, quote, RESOURCES, textOf } from '@k8s-blocks/manifest';
import { formatNames, nearest } from '@k8s-blocks/refusal';
import type { BuiltObject } from '../built-object.ts';
import type { StackRule, StackViolation } from '../rule.ts';

/**
 * The resources of a Role or ClusterRole are named as Kubernetes names them, in the plural and in lower case, and are in one of the
 * API groups of their rule. What is like no resource of Kubernetes, and rules that name other groups, are not judged.
 *
 * Why: an API server takes the role, and what it is to allow is denied.
 *
 * @example
 * apiVersion: rbac.authorization.k8s.io/v1
 * kind: Role
 * rules: [{ apiGroups: [apps], resources: [deployment], verbs: [get] }] # they are deployments
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
export const roleResource: StackRule = {
  name: 'role-resource',
  severity: 'warning',
  *check(stack) {
    for (const kind of ['Role', 'ClusterRole']) {
      for (const role of stack.ofType(`rbac.authorization.k8s.io/v1 ${kind}`)) yield* violationsOf(role);
    }
  },
};

function* violationsOf(role: BuiltObject): Generator<StackViolation> {
  for (const [index, rule] of listOf(role.fields.rules).map(fieldsOf).entries()) {
    const groups = listOf(rule.apiGroups).map((group) => textOf(group) ?? '*');
    if (groups.length === 0 || !groups.every((group) => RESOURCES.has(group))) continue;
    const known = new Set(groups.flatMap((group) => RESOURCES.get(group) ?? []));
    for (const [position, value] of listOf(rule.resources).entries()) {
      const [resource = ''] = (textOf(value) ?? '').split('/', 1);
      const remedy = known.has(resource) ? undefined : remedyOf(resource, known);
      if (remedy === undefined) continue;
      yield {
        object: role,
        field: `rules[${index}].resources[${position}]`,
        problem: `${quote(resource)} is not a resource of ${groups.length === 1 ? 'the API group' : 'one of the API groups'} ${formatNames(groups)}.`,
        why: 'An API server takes the role, and what it is to allow is denied.',
        remedy,
      };
    }
  }
}

/** What is meant by a resource that none of its groups has; undefined if that is not known. */
function remedyOf(resource: string, known: ReadonlySet<string>): string | undefined {
  const elsewhere = [...RESOURCES].filter(([, resources]) => resources.includes(resource)).map(([group]) => group);
  if (elsewhere.length > 0) return `It is one of ${formatNames(elsewhere)}: name that among the apiGroups.`;
  const meant = nearest(resource, known);
  return meant === undefined ? undefined : `Did you mean ${quote(meant)}?`;
}
