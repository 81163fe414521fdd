import { nearest } from '@k8s-blocks/refusal';
import type { IClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import type { Loose } from '../kinds.ts';
import { typeRule } from '../type-rule.ts';
import { type FieldViolation, quote, required, type Violations } from '../violation.ts';

type Rule = NonNullable<Loose<IClusterRole>['rules']>[number];

/** The verbs that requests to an API server have, and those that Kubernetes asks for besides. */
const VERBS = [
  ...['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'],
  ...['use', 'bind', 'escalate', 'impersonate', 'approve', 'sign', 'attest'],
];
const URL_VERBS = ['get', 'head', 'options', 'post', 'put', 'patch', 'delete'];

/**
 * A rule of a Role or ClusterRole is about resources, with their API groups, or, of a ClusterRole alone, about URLs. A verb that is
 * a misspelt one of Kubernetes is a warning: the API server takes any verb, and no request has that one.
 *
 * @example
 * apiVersion: rbac.authorization.k8s.io/v1
 * kind: Role
 * metadata: { name: reader }
 * rules:
 *   - resources: [pods] # no apiGroups: [""]
 *     verbs: [get, lists] # list
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-and-clusterrole
 */
export const role = typeRule<IClusterRole>(
  'role',
  ['rbac/v1.Role', 'rbac/v1.ClusterRole'],
  function* ({ rules = [] }, { object }) {
    for (const [index, rule] of rules.entries()) {
      const path = `rules[${index}]`;
      const isOfUrls = (rule.nonResourceURLs ?? []).length > 0;
      yield* isOfUrls ? urlViolations(rule, path, object.kind === 'Role') : resourceViolations(rule, path);
      for (const [at, verb] of (rule.verbs ?? []).entries()) {
        yield* verbViolations(verb, isOfUrls ? URL_VERBS : VERBS, `${path}.verbs[${at}]`);
      }
    }
  },
);

function* urlViolations(rule: Rule, path: string, isNamespaced: boolean): Violations {
  const field = `${path}.nonResourceURLs`;
  if (isNamespaced) {
    yield { field, problem: 'A Role is about a namespace, and URLs are in none.', remedy: 'Use a ClusterRole.' };
  }
  const { apiGroups = [], resources = [], resourceNames = [] } = rule;
  if (apiGroups.length + resources.length + resourceNames.length === 0) return;
  yield { field, problem: 'The rule is about both URLs and resources.', remedy: 'Make two rules of it.' };
}

function* resourceViolations({ apiGroups = [], resources = [] }: Rule, path: string): Violations {
  if (apiGroups.length === 0) {
    yield required(`${path}.apiGroups`, 'List the API groups of the resources: "" is that of Pods and Services.');
  }
  if (resources.length === 0) yield required(`${path}.resources`, 'List the resources, such as "pods".');
}

function* verbViolations(verb: string, known: readonly string[], field: string): Generator<FieldViolation> {
  if (verb === '*' || known.includes(verb)) return;
  const meant = nearest(verb.trim(), known);
  if (meant === undefined) return;
  const problem = `${quote(verb)} is no verb of Kubernetes.`;
  const why = 'The API server takes the rule, which allows nothing by it.';
  yield { field, problem, why, remedy: `Write "${meant}".`, severity: 'warning' };
}
