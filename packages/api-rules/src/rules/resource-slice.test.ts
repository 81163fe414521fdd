import { describe, expect, it } from 'vitest';
import { violatingFields } from '../testing.ts';

const fieldsOf = (spec: object) =>
  violatingFields('resource-slice', {
    apiVersion: 'resource.k8s.io/v1',
    kind: 'ResourceSlice',
    metadata: { name: 'gpus' },
    spec: { driver: 'gpu.example.com', pool: { name: 'a', generation: 1, resourceSliceCount: 1 }, ...spec },
  });
const ofDevice = (device: object) => fieldsOf({ allNodes: true, devices: [{ name: 'gpu', ...device }] });

describe('a ResourceSlice', () => {
  it('is on nodes, which it says in one way', () => {
    expect(fieldsOf({ nodeName: 'node-1' })).toEqual([]);
    expect(fieldsOf({})).toEqual(['spec']);
    expect(fieldsOf({ nodeName: 'node-1', allNodes: true })).toEqual(['spec']);
    expect(fieldsOf({ allNodes: false, nodeName: 'node-1' })).toEqual(['spec.allNodes']);
  });

  it('selects nodes by one term', () => {
    const term = { matchExpressions: [{ key: 'gpu', operator: 'In', values: ['a'] }] };
    expect(fieldsOf({ nodeSelector: { nodeSelectorTerms: [term] } })).toEqual([]);
    expect(fieldsOf({ nodeSelector: { nodeSelectorTerms: [term, term] } })).toEqual([
      'spec.nodeSelector.nodeSelectorTerms',
    ]);
  });

  it('is of a pool with a valid name', () => {
    expect(fieldsOf({ allNodes: true, pool: { name: 'A', generation: 1, resourceSliceCount: 1 } })).toEqual([
      'spec.pool.name',
    ]);
  });

  it('has devices with attributes of one value each', () => {
    expect(ofDevice({ attributes: { a: { int: 1 }, 'example.com/b': { version: '1.2.3' } } })).toEqual([]);
    expect(
      ofDevice({ attributes: { a: {}, b: { int: 1, string: 'x' }, c: { version: '1.2' }, 'a-b': { bool: true } } }),
    ).toEqual([
      'spec.devices[0].attributes.a-b',
      'spec.devices[0].attributes.a',
      'spec.devices[0].attributes.b',
      'spec.devices[0].attributes.c.version',
    ]);
  });

  it('has devices with 32 attributes and capacities at most', () => {
    const attributes = Object.fromEntries(Array.from({ length: 33 }, (_, index) => [`a${index}`, { int: 1 }]));
    expect(ofDevice({ attributes })).toEqual(['spec.devices[0]']);
  });
});
