import { describe, expect, it } from 'vitest';
import { judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const uid = '0d0e9b8a-0000-4000-8000-000000000000';
const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop', uid };
const foreign = (metadata: Fields, apiVersion = 'example.com/v1', kind = 'Shop') =>
  objectOf(apiVersion, kind, { metadata: { name: 'shop', ...metadata } });
const lease = (metadata: Fields) => foreign(metadata, 'coordination.k8s.io/v1', 'Lease');
const role = (metadata: Fields) => foreign(metadata, 'rbac.authorization.k8s.io/v1', 'Role');
const found = (object: Fields) => violationsOf('foreign-metadata', object);

describe('the metadata of a kind without rules for them', () => {
  it('has finalizers that are qualified names, and owners that are complete', () => {
    expect(judge(foreign({ finalizers: ['example.com/a', 'a'], ownerReferences: [owner] }))).toEqual([]);
    for (const object of [foreign, lease, role]) {
      expect(found(object({ finalizers: ['a b'], ownerReferences: [{ ...owner, uid: '' }] }))).toEqual([
        'metadata.finalizers[0]: FieldValueInvalid',
        'metadata.ownerReferences[0].uid: FieldValueInvalid',
      ]);
    }
  });

  it("has finalizers with a prefix, in most of Kubernetes' own kinds", () => {
    expect(found(role({ finalizers: ['a'] }))).toEqual(['metadata.finalizers[0]: FieldValueInvalid']);
    expect(judge(lease({ finalizers: ['a'] }))).toEqual([]);
  });

  it("has a generation from 0, in Kubernetes' own kinds that keep it as it is given", () => {
    expect(found(role({ generation: -1 }))).toEqual(['metadata.generation: FieldValueInvalid']);
    expect(judge(foreign({ generation: -1 }))).toEqual([]);
  });

  it('has a namespace that there can be, if the kind is in one', () => {
    expect(found(role({ namespace: 'Shop' }))).toEqual(['metadata.namespace: FieldValueInvalid']);
    expect(judge(foreign({ namespace: 'Shop' }, 'rbac.authorization.k8s.io/v1', 'ClusterRole'))).toEqual([]);
  });
});
