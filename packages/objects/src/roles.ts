import { comment } from '@k8s-blocks/comments';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import type { IClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding';
import type { IPolicyRule } from 'kubernetes-models/rbac.authorization.k8s.io/v1/PolicyRule';
import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import { serviceLabels } from './identity-labels.ts';

const API_GROUP = 'rbac.authorization.k8s.io';

/**
 * The Role of a service: what it may do in its own namespace.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-and-clusterrole
 */
export function role(env: ServiceEnvironment, rules: readonly IPolicyRule[]): IRole {
  return comment(`What ${env.contract.name} may do in its own namespace.`, {
    apiVersion: `${API_GROUP}/v1`,
    kind: 'Role',
    metadata: metadataOf(env),
    rules: [...rules],
  });
}

/**
 * The ClusterRole of a service: what it may do in every namespace, and with what is in none.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-and-clusterrole
 */
export function clusterRole(env: ServiceEnvironment, rules: readonly IPolicyRule[]): IClusterRole {
  return comment(`What ${env.contract.name} may do in the whole cluster.`, {
    apiVersion: `${API_GROUP}/v1`,
    kind: 'ClusterRole',
    metadata: metadataOf(env),
    rules: [...rules],
  });
}

/**
 * Gives the ServiceAccount of a service, in its own namespace, the Role of the service or a ClusterRole.
 *
 * @param clusterRoleName the ClusterRole, as the cluster has it: `view`. Default: the service's own {@link role}.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
 */
export function roleBinding(env: ServiceEnvironment, clusterRoleName?: string): IRoleBinding {
  const kind = clusterRoleName === undefined ? 'Role' : 'ClusterRole';
  return {
    apiVersion: `${API_GROUP}/v1`,
    kind: 'RoleBinding',
    metadata: metadataOf(env),
    roleRef: { apiGroup: API_GROUP, kind, name: clusterRoleName ?? env.nameOf(env.contract.name) },
    subjects: [serviceAccountOf(env)],
  };
}

/**
 * Gives the ServiceAccount of a service a ClusterRole in the whole cluster.
 *
 * @param clusterRoleName the ClusterRole, as the cluster has it: `view`. Default: the service's own {@link clusterRole}.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
 */
export function clusterRoleBinding(env: ServiceEnvironment, clusterRoleName?: string): IClusterRoleBinding {
  return {
    apiVersion: `${API_GROUP}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: metadataOf(env),
    roleRef: { apiGroup: API_GROUP, kind: 'ClusterRole', name: clusterRoleName ?? env.nameOf(env.contract.name) },
    subjects: [serviceAccountOf(env)],
  };
}

function metadataOf(env: ServiceEnvironment) {
  return { name: env.contract.name, labels: serviceLabels(env) };
}

function serviceAccountOf({ contract, namespace, nameOf }: ServiceEnvironment) {
  return { kind: 'ServiceAccount', name: nameOf(contract.name), namespace };
}
