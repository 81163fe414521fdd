import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import type { IClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding';
import type { Loose } from '../kinds.ts';
import { typeRule } from '../type-rule.ts';
import { invalid, notSupported, required, type Violations } from '../violation.ts';

type Subject = NonNullable<Loose<IClusterRoleBinding>['subjects']>[number];

/**
 * A subject of a RoleBinding or ClusterRoleBinding that is a ServiceAccount has a valid name, no API group and, where the binding is of
 * the whole cluster, a namespace. A ClusterRoleBinding is to a ClusterRole.
 *
 * @example
 * apiVersion: rbac.authorization.k8s.io/v1
 * kind: ClusterRoleBinding
 * metadata: { name: readers }
 * roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader } # ClusterRole
 * subjects:
 *   - { kind: ServiceAccount, name: shop } # no namespace
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
 */
export const roleBindingSubjects = typeRule<IClusterRoleBinding>(
  'role-binding-subjects',
  ['rbac/v1.RoleBinding', 'rbac/v1.ClusterRoleBinding'],
  function* ({ roleRef: { kind } = {}, subjects = [] }, { object }) {
    const isOfCluster = object.kind === 'ClusterRoleBinding';
    if (isOfCluster && kind === 'Role') yield* notSupported('roleRef.kind', kind, ['ClusterRole']);
    for (const [index, subject] of subjects.entries()) {
      if (subject.kind === 'ServiceAccount') yield* accountViolations(subject, `subjects[${index}]`, isOfCluster);
    }
  },
);

function* accountViolations(
  { name = '', namespace = '', apiGroup = '' }: Subject,
  path: string,
  isOfCluster: boolean,
): Violations {
  const remedy = 'Name the ServiceAccount.';
  if (name !== '') yield* invalid(`${path}.name`, dnsSubdomainProblem(name), remedy);
  if (apiGroup === 'rbac.authorization.k8s.io') {
    const problem = 'A ServiceAccount is of the core group, which has no name.';
    yield { code: 'FieldValueNotSupported', field: `${path}.apiGroup`, problem, remedy: 'Remove it.' };
  }
  if (isOfCluster && namespace === '') yield required(`${path}.namespace`, 'Name the namespace of the ServiceAccount.');
}
