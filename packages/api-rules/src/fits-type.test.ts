import { describe, expect, it } from 'vitest';
import { isEnumValue } from './enum-values.ts';
import { fitsType } from './fits-type.ts';

const claim = (spec: object) => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'disk' }, spec });

describe('an object is of the type of its kind', () => {
  it.each([
    ['with the words of an enumeration', claim({ accessModes: ['ReadWriteOnce'] })],
    ['with a number for a quantity', claim({ resources: { requests: { storage: 5 } } })],
    ['with any labels', { apiVersion: 'v1', kind: 'Service', metadata: { labels: { 'a/b': 'c' } } }],
    ['with any data where its kind takes any', schemaOf({ default: { a: [1] } })],
  ])('%s', (_, object) => {
    expect(fitsType(object)).toBe(true);
  });
});

describe('an object is not of the type of its kind', () => {
  it.each([
    ['with a field that it has not', claim({ accessMode: [] })],
    ['with another word than those of an enumeration', claim({ accessModes: ['Once'] })],
    ['with a number for a text', claim({ volumeName: 1 })],
    ['with a text for a number', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: '1' } }],
    ['without what it needs', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 1 } }],
    ['in a version of the API that may change', { apiVersion: 'networking.k8s.io/v1beta1', kind: 'IPAddress' }],
    ['as a custom resource', { apiVersion: 'example.com/v1', kind: 'Widget' }],
    ['as a List', { apiVersion: 'v1', kind: 'List', items: [] }],
  ])('%s', (_, object) => {
    expect(fitsType(object)).toBe(false);
  });
});

function schemaOf(schema: object) {
  const names = { kind: 'Widget', plural: 'widgets' };
  const version = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    spec: { group: 'example.com', names, scope: 'Namespaced', versions: [version] },
  };
}

describe('the values of enumerations of the API', () => {
  it('are those of fields, also of lists', () => {
    expect(['Recreate', 'ClusterIP', 'redis'].map((text) => isEnumValue('type', text))).toEqual([true, true, false]);
    expect(isEnumValue('accessModes', 'ReadOnlyMany')).toBe(true);
    expect(isEnumValue('usages', 'cert sign')).toBe(true);
    expect(isEnumValue('name', 'Recreate')).toBe(false);
  });
});
