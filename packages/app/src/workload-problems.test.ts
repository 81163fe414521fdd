import type { Layer } from '@k8s-blocks/kustomize';
import { contract } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { workloadProblems } from './workload-problems.ts';

const ledger = contract({ name: 'ledger', ports: {}, workload: 'StatefulSet' });

/** A layer with objects of these kinds and names. */
function layerOf(...objects: readonly (readonly [kind: string, name: string])[]): Layer {
  const made = objects.map(([kind, name]) => ({ apiVersion: 'v1', kind, metadata: { name } }));
  return { namespace: 'ledger', files: { 'all.yaml': { objects: made } } };
}

describe('the workload that a contract declares', () => {
  it.each<[string, Layer]>([
    ['is among the manifests', layerOf(['ConfigMap', 'ledger'], ['StatefulSet', 'ledger'])],
    ['may have others beside it', layerOf(['CronJob', 'ledger-backup'], ['StatefulSet', 'ledger'])],
    ['is not asked for where nothing runs pods', layerOf(['ConfigMap', 'ledger'])],
  ])('%s', (_, base) => {
    expect(workloadProblems(ledger, { base })).toEqual([]);
  });

  it.each<[string, Layer, string]>([
    ['of another kind', layerOf(['Deployment', 'ledger']), 'Deployment ledger'],
    ['under another name', layerOf(['StatefulSet', 'ledger-db']), 'StatefulSet ledger-db'],
    ['of a kind that ends', layerOf(['Job', 'ledger']), 'Job ledger'],
  ])('is refused where the manifests have one %s', (_, staging, object) => {
    const problems = workloadProblems(ledger, { base: layerOf(['StatefulSet', 'ledger']), staging });
    expect(problems).toMatchObject([{ environment: 'staging', object, remedy: expect.stringContaining('ledger') }]);
  });
});
