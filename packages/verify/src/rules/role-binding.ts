import { fieldsOf, formatReference, listOf, nonEmptyTextOf, quote } from '@k8s-blocks/manifest';
import { nearest } from '@k8s-blocks/refusal';
import { type BuiltObject, namesNamespace } from '../built-object.ts';
import type { BuiltStack } from '../built-stack.ts';
import { misspeltFrom } from '../misspelling.ts';
import type { StackRule, StackViolation } from '../rule.ts';

type Code = 'role-missing' | 'role-not-built' | 'subject-missing';

const RBAC = 'rbac.authorization.k8s.io/v1';
const WHY = 'What it is to allow is denied, and nothing says so before the first call.';

/**
 * A RoleBinding or ClusterRoleBinding binds a role that is there to ServiceAccounts that are there. Every cluster has the ClusterRoles
 * `cluster-admin`, `admin`, `edit`, `view` and those of `system:`; another that is not of the build is a notice, since the cluster may
 * have it, or a warning if its name is a misspelt one of these. ServiceAccounts of namespaces outside of the build, users and groups
 * are not judged. Without a map, a missing Role or ServiceAccount is a warning, unless its name is misspelt, or it is of another kind or namespace.
 *
 * Why: an API server takes the binding, and what it is to allow is denied.
 *
 * @example
 * apiVersion: rbac.authorization.k8s.io/v1
 * kind: RoleBinding
 * roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: operater } # the Role is operator
 * subjects: [{ kind: ServiceAccount, name: operator }]
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
 */
export const roleBinding: StackRule<Code> = {
  name: 'role-binding',
  severity: 'error',
  *check(stack) {
    for (const binding of [...stack.ofType(`${RBAC} RoleBinding`), ...stack.ofType(`${RBAC} ClusterRoleBinding`)]) {
      yield* roleViolations(stack, binding);
      yield* subjectViolations(stack, binding);
    }
  },
};

function* roleViolations(stack: BuiltStack, binding: BuiltObject): Generator<StackViolation<Code>> {
  const { kind, name: value } = fieldsOf(binding.fields.roleRef);
  const name = nonEmptyTextOf(value);
  if (name === undefined) return;
  const roles = stack.ofType(`${RBAC} Role`).filter((each) => each.namespace === binding.namespace);
  const clusterRoles = stack.ofType(`${RBAC} ClusterRole`);
  const isNamed = (each: BuiltObject) => each.name === name;
  if (kind === 'Role' && !roles.some(isNamed) && !isBuiltInRole(name, binding.namespace)) {
    const names = roles.map((each) => each.name);
    const isCertain =
      stack.connections !== undefined || misspeltFrom(name, names) !== undefined || clusterRoles.some(isNamed);
    yield {
      ...roleMissing(binding, kind, name, [roles, clusterRoles]),
      ...(isCertain ? {} : { severity: 'warning' as const }),
    };
  }
  if (kind !== 'ClusterRole' || clusterRoles.some(isNamed) || isBuiltIn(name)) return;
  const meant = nearest(name, [...BUILT_IN, ...clusterRoles.map((each) => each.name)]);
  const missing = roleMissing(binding, kind, name, [clusterRoles, roles]);
  if (roles.some(isNamed)) yield missing;
  // The cluster may have it: an own `admins` beside `admin`.
  else if (meant !== undefined) yield { ...missing, severity: 'warning' };
  else yield notBuilt(binding, name);
}

const BUILT_IN = ['cluster-admin', 'admin', 'edit', 'view'];

/** @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings */
function isBuiltIn(clusterRole: string): boolean {
  return BUILT_IN.includes(clusterRole) || clusterRole.startsWith('system:');
}

/** The Roles that an API server makes: in `kube-system` and `kube-public`, of `system:` and the one that extension servers need. */
function isBuiltInRole(role: string, namespace: string | undefined): boolean {
  if (namespace !== 'kube-system' && namespace !== 'kube-public') return false;
  return role === 'extension-apiserver-authentication-reader' || /^(?:kubeadm|system):/.test(role);
}

/** @param candidates the roles of the kind that is named, and those of the other kind. */
function roleMissing(
  binding: BuiltObject,
  kind: 'Role' | 'ClusterRole',
  name: string,
  [sameKind, otherKind]: readonly [readonly BuiltObject[], readonly BuiltObject[]],
): StackViolation<Code> {
  const isOtherKind = otherKind.some((each) => each.name === name);
  const known = [...(kind === 'ClusterRole' ? BUILT_IN : []), ...sameKind.map((each) => each.name)];
  const meant = nearest(name, known) ?? sameKind[0]?.name;
  const other = kind === 'Role' ? 'ClusterRole' : 'Role';
  const named = meant === undefined ? 'Correct the name, or add it.' : `Did you mean ${quote(meant)}?`;
  return {
    code: 'role-missing',
    object: binding,
    field: isOtherKind ? 'roleRef.kind' : 'roleRef.name',
    problem: `There is no ${formatReference({ kind, name, ...within(kind, binding) }, { withNamespace: true })}.`,
    why: WHY,
    remedy: isOtherKind ? `Write kind: ${other}, if ${other} ${name} is meant.` : named,
  };
}

function within(kind: string, { namespace }: BuiltObject): { readonly namespace?: string } {
  return kind === 'Role' && namespace !== undefined ? { namespace } : {};
}

function notBuilt(binding: BuiltObject, name: string): StackViolation<Code> {
  return {
    code: 'role-not-built',
    object: binding,
    field: 'roleRef.name',
    problem: `ClusterRole ${name} is not of the build, nor one that every cluster has.`,
    why: 'It cannot be judged whether the cluster has it.',
    remedy: 'Correct the name, if the cluster does not have it.',
    severity: 'notice',
  };
}

function* subjectViolations(stack: BuiltStack, binding: BuiltObject): Generator<StackViolation<Code>> {
  for (const [index, subject] of listOf(binding.fields.subjects).map(fieldsOf).entries()) {
    const name = nonEmptyTextOf(subject.name);
    const namespace = nonEmptyTextOf(subject.namespace) ?? binding.namespace;
    if (subject.kind !== 'ServiceAccount' || name === undefined || namespace === undefined) continue;
    if (name === 'default' || !stack.namespaces.has(namespace)) continue;
    if (stack.find('v1 ServiceAccount', namespace, name) !== undefined) continue;
    const accounts = stack.ofType('v1 ServiceAccount');
    const elsewhere = accounts.find((each) => each.name === name);
    const here = accounts.filter((each) => each.namespace === namespace).map((each) => each.name);
    const meant = nearest(name, here);
    const isCertain =
      stack.connections !== undefined ||
      misspeltFrom(name, here) !== undefined ||
      (elsewhere !== undefined && namesNamespace(elsewhere));
    yield {
      code: 'subject-missing',
      object: binding,
      field: `subjects[${index}].${elsewhere === undefined ? 'name' : 'namespace'}`,
      problem: `There is no ${formatReference({ kind: 'ServiceAccount', namespace, name }, { withNamespace: true })}.`,
      why: WHY,
      remedy: subjectRemedy(elsewhere, meant),
      ...(isCertain ? {} : { severity: 'warning' as const }),
    };
  }
}

function subjectRemedy(elsewhere: BuiltObject | undefined, meant: string | undefined): string {
  if (elsewhere !== undefined) return `Did you mean the one in ${quote(elsewhere.namespace)}?`;
  return meant === undefined ? 'Correct the name, or add it.' : `Did you mean ${quote(meant)}?`;
}
