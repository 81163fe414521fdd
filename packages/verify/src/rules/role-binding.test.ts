import { describe, expect, it } from 'vitest';
import { shopAnd } from '../routes.test-helper.ts';
import { found, type Json, messagesOf, object } from '../testing.ts';

const RBAC = 'rbac.authorization.k8s.io/v1';
const account = (name: string, namespace = 'mall') => ({ kind: 'ServiceAccount', name, namespace });

/** The shop with a Role `reader`, a ClusterRole `watcher` and a binding of one. */
function bound(kind: string, name: string, subject: Json = account('shop')): readonly Json[] {
  return shopAnd(
    object(RBAC, 'Role', 'mall', 'reader'),
    { apiVersion: RBAC, kind: 'ClusterRole', metadata: { name: 'watcher' } },
    object(RBAC, 'RoleBinding', 'mall', 'shop', {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name },
      subjects: [subject],
    }),
  );
}

const TITLE = 'RoleBinding shop in mall';

describe('the role of a binding', () => {
  it.each([
    ['Role', 'reader'],
    ['ClusterRole', 'watcher'],
    ['ClusterRole', 'view'],
    ['ClusterRole', 'system:auth-delegator'],
  ])('is of the build, or of every cluster: %s %s', (kind, name) => {
    expect(found('role-binding', bound(kind, name))).toEqual([]);
  });

  it.each([
    ['Role', 'raeder', 'roleRef.name', 'error: There is no Role raeder in mall.', 'Did you mean "reader"?'],
    ['Role', 'watcher', 'roleRef.kind', 'error: There is no Role watcher in mall.', 'Write kind: ClusterRole'],
    ['ClusterRole', 'reader', 'roleRef.kind', 'error: There is no ClusterRole reader.', 'Write kind: Role'],
    ['ClusterRole', 'viev', 'roleRef.name', 'warning: There is no ClusterRole viev.', 'Did you mean "view"?'],
  ])('is missing: %s %s', (kind, name, field, problem, remedy) => {
    expect(found('role-binding', bound(kind, name))).toEqual([`${TITLE} › ${field}`]);
    const [message] = messagesOf('role-binding', bound(kind, name));
    expect(message).toContain(problem);
    expect(message).toContain(remedy);
  });

  it('may be one that an API server makes in kube-system', () => {
    const reader = object(RBAC, 'RoleBinding', 'kube-system', 'metrics', {
      roleRef: { kind: 'Role', name: 'extension-apiserver-authentication-reader' },
    });
    expect(found('role-binding', shopAnd(reader))).toEqual([]);
    const elsewhere = { ...reader, metadata: { name: 'metrics', namespace: 'mall' } };
    expect(found('role-binding', shopAnd(elsewhere))).toHaveLength(1);
  });

  it('of manifests without a map is a warning, unless it is misspelt or of the other kind', () => {
    const severity = (kind: string, name: string) =>
      messagesOf('role-binding', bound(kind, name), { connections: undefined } as object).map(
        (each) => each.split(':')[0],
      );
    expect(severity('Role', 'other')).toEqual(['warning']);
    expect(severity('Role', 'raeder')).toEqual(['error']);
    expect(severity('Role', 'watcher')).toEqual(['error']);
  });

  it('may be one that the cluster has, which is said', () => {
    expect(messagesOf('role-binding', bound('ClusterRole', 'of-another-team'))).toEqual([
      expect.stringMatching(/^notice: ClusterRole of-another-team is not of the build/),
    ]);
  });
});

describe('the subject of a binding', () => {
  it.each([
    ['a misspelt ServiceAccount', account('shops'), 'name', 'Did you mean "shop"?'],
    ['one of another namespace', account('ledger'), 'namespace', 'Did you mean the one in "bank"?'],
  ])('is not %s', (_, subject, field, remedy) => {
    expect(found('role-binding', bound('Role', 'reader', subject))).toEqual([`${TITLE} › subjects[0].${field}`]);
    expect(messagesOf('role-binding', bound('Role', 'reader', subject))).toEqual([expect.stringContaining(remedy)]);
  });

  it.each([
    ['the default ServiceAccount', account('default')],
    ['a ServiceAccount outside of the build', account('prometheus', 'monitoring')],
    ['a ServiceAccount of its own namespace', { kind: 'ServiceAccount', name: 'shop' }],
    ['a group', { kind: 'Group', name: 'operators', apiGroup: 'rbac.authorization.k8s.io' }],
  ])('may be %s', (_, subject) => {
    expect(found('role-binding', bound('Role', 'reader', subject))).toEqual([]);
  });
});
