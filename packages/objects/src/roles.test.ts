import { commentOf } from '@k8s-blocks/comments';
import { describe, expect, it } from 'vitest';
import { clusterRole, clusterRoleBinding, deployment, role, roleBinding, serviceAccount } from './index.ts';
import { data } from './payments.test-helper.ts';
import { ORDERS, serviceOf } from './service-of.test-helper.ts';

const env = serviceOf();
const RULES = [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }];
const metadata = { name: 'orders', labels: ORDERS };
const apiGroup = 'rbac.authorization.k8s.io';
const subjects = [{ kind: 'ServiceAccount', name: 'orders-staging', namespace: 'orders-staging' }];

describe('the rights of a service', () => {
  it('are a Role in its own namespace, given to its ServiceAccount as the environment names it', () => {
    expect(data(role(env, RULES))).toEqual({ apiVersion: `${apiGroup}/v1`, kind: 'Role', metadata, rules: RULES });
    expect(roleBinding(env)).toEqual({
      apiVersion: `${apiGroup}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup, kind: 'Role', name: 'orders-staging' },
      subjects,
    });
  });

  it('are a ClusterRole in the whole cluster', () => {
    expect(clusterRole(env, RULES)).toMatchObject({ kind: 'ClusterRole', metadata, rules: RULES });
    expect(clusterRoleBinding(env)).toMatchObject({
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: { apiGroup, kind: 'ClusterRole', name: 'orders-staging' },
      subjects,
    });
  });

  it('may be a ClusterRole that the cluster has', () => {
    const roleRef = { apiGroup, kind: 'ClusterRole', name: 'view' };
    expect(roleBinding(env, 'view')).toMatchObject({ roleRef, subjects });
    expect(clusterRoleBinding(env, 'view')).toMatchObject({ roleRef, subjects });
  });
});

describe('a service that calls the API server', () => {
  it('has a ServiceAccount whose token is mounted, and says so', () => {
    const account = serviceAccount(env, { token: true });
    expect(account.automountServiceAccountToken).toBe(true);
    expect(commentOf(account)).toBe('What the pods of orders run as. They call the API server with its token.');
  });

  it('has pods that mount the token, and no others do', () => {
    const mounts = (options: object) =>
      deployment(env, { container: { image: 'orders:1' }, ...options }).spec?.template.spec
        ?.automountServiceAccountToken;
    expect(mounts({ token: true })).toBe(true);
    expect(mounts({})).toBe(false);
  });
});
