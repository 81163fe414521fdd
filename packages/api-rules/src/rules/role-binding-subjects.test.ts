import { describe, expect, it } from 'vitest';
import { judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const apiGroup = 'rbac.authorization.k8s.io';
const binding = (kind: string, subject: Fields, roleKind = 'ClusterRole') =>
  objectOf(`${apiGroup}/v1`, kind, { roleRef: { apiGroup, kind: roleKind, name: 'reader' }, subjects: [subject] });
const account = { kind: 'ServiceAccount', name: 'shop' };
const found = (object: Fields) => violationsOf('role-binding-subjects', object);

describe('a binding', () => {
  it('is right with a ServiceAccount, in the namespace of the binding or of its own', () => {
    expect(judge(binding('RoleBinding', account, 'Role'))).toEqual([]);
    expect(judge(binding('ClusterRoleBinding', { ...account, namespace: 'shop' }))).toEqual([]);
    expect(judge(binding('ClusterRoleBinding', { kind: 'User', name: 'a/b', apiGroup }))).toEqual([]);
  });

  it('of the whole cluster is to a ClusterRole, and says the namespaces of ServiceAccounts', () => {
    expect(found(binding('ClusterRoleBinding', account, 'Role'))).toEqual([
      'roleRef.kind: FieldValueNotSupported',
      'subjects[0].namespace: FieldValueRequired',
    ]);
  });

  it('has ServiceAccounts with valid names, and without an API group', () => {
    expect(found(binding('RoleBinding', { ...account, name: 'Shop', apiGroup }))).toEqual([
      'subjects[0].name: FieldValueInvalid',
      'subjects[0].apiGroup: FieldValueNotSupported',
    ]);
  });
});
