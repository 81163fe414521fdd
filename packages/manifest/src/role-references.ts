import { fieldsOf, listOf, nonEmptyTextOf } from './fields.ts';
import { groupBy } from './group-by.ts';
import { KINDS } from './kind-table.ts';
import type { Reference } from './reference.ts';

/** The kinds of Kubernetes by API group and plural name in lower case, as rules of roles name resources. */
const KINDS_BY_RESOURCE = new Map(KINDS.map(({ group, kind }) => [`${group}/${resourceOf(kind)}`, { group, kind }]));

/**
 * The references of a Role or ClusterRole: the `resourceNames` of its rules, to each of the rule's resources that is one of
 * Kubernetes' own. The namespace is that of the role; the names of a ClusterRole are in any.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
export function roleReferences(role: unknown, namespace: string | undefined): readonly Reference[] {
  return listOf(fieldsOf(role).rules).flatMap((each, index) => {
    const { apiGroups, resources, resourceNames } = fieldsOf(each);
    const kinds = listOf(apiGroups).flatMap((group) =>
      listOf(resources).flatMap((resource) => {
        const found = KINDS_BY_RESOURCE.get(`${String(group)}/${String(resource).split('/', 1)[0]}`);
        return found === undefined ? [] : [found];
      }),
    );
    return listOf(resourceNames).flatMap((value, position): Reference[] => {
      const name = nonEmptyTextOf(value);
      if (name === undefined) return [];
      const path = ['rules', index, 'resourceNames', position];
      const within = namespace === undefined ? {} : { namespace };
      return kinds.map((kind) => ({ path, to: { ...kind, ...within, name }, optional: true }));
    });
  });
}

/** The resources of Kubernetes by API group, as rules of roles name them: plural, in lower case, without subresources. */
export const RESOURCES: ReadonlyMap<string, readonly string[]> = new Map(
  [...groupBy(KINDS, ({ group }) => [group])].map(([group, kinds]) => [
    group,
    kinds.map(({ kind }) => resourceOf(kind)),
  ]),
);

/** The plural name of a kind: `networkpolicies`, `ingresses`, `endpoints`, `deployments`. */
export function resourceOf(kind: string): string {
  const name = kind.toLowerCase();
  if (name === 'endpoints') return name;
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return name.endsWith('s') ? `${name}es` : `${name}s`;
}
