import { locate } from '@k8s-blocks/findings';
import { describe, expect, it } from 'vitest';
import { coverageOf } from './coverage.ts';

/** How far each of some objects is judged: `full apps Deployment`. */
function extentsOf(...objects: readonly unknown[]): string[] {
  return locate(objects)
    .flatMap((each) => coverageOf(each))
    .map(({ extent, group, kind }) => [extent, group, kind].filter((part) => part !== '').join(' '));
}

const metadata = { name: 'web' };

describe('an object is judged', () => {
  it('in full, of a kind of Kubernetes', () => {
    const ingress = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata };
    expect(extentsOf({ apiVersion: 'apps/v1', kind: 'Deployment', metadata }, ingress)).toEqual([
      'full apps Deployment',
      'full networking.k8s.io Ingress',
    ]);
  });

  it('by its metadata, of a kind that only the cluster knows', () => {
    expect(extentsOf({ apiVersion: 'example.com/v1', kind: 'Widget', metadata })).toEqual([
      'metadata example.com Widget',
    ]);
  });

  it('in part, of a kind of policies that rules of ours are for', () => {
    expect(extentsOf({ apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata })).toEqual([
      'part cilium.io CiliumNetworkPolicy',
    ]);
  });

  it.each([
    ['a kind that its group does not have', { apiVersion: 'apps/v1', kind: 'Deploymnet', metadata }],
    ['no apiVersion', { kind: 'Widget', metadata }],
    ['no object', 3],
  ])('not at all, of %s', (_, object) => {
    expect(extentsOf(object)).toMatchObject([expect.stringMatching(/^none/)]);
  });

  it('singly, of a List', () => {
    const items = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata }, 3];
    expect(extentsOf({ apiVersion: 'v1', kind: 'List', items })).toEqual(['full ConfigMap', 'none']);
  });
});
