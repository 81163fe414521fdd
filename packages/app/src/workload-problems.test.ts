import type { Layer } from '@k8s-blocks/kustomize';
import { type Contract, contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { workloadProblems } from './workload-problems.ts';

const ledger = contract({ name: 'ledger', ports: {}, workload: 'StatefulSet' });

/** A layer with objects of these kinds and names. */
function layerOf(...objects: readonly (readonly [kind: string, name: string])[]): Layer {
  const made = objects.map(([kind, name]) => ({ apiVersion: 'v1', kind, metadata: { name } }));
  return { namespace: 'ledger', files: { 'all.yaml': { objects: made } } };
}

function problemsOf(service: Contract, layers: Readonly<Record<string, Layer>>) {
  const environments = { base: {}, staging: {}, production: {} };
  const map = stack({ services: [service], environments, connections: [] });
  return workloadProblems({ contract: service, stack: map }, layers);
}

describe('the workload that a contract declares', () => {
  it.each<[string, Layer]>([
    ['is among the manifests', layerOf(['ConfigMap', 'ledger'], ['StatefulSet', 'ledger'])],
    ['is not asked for where nothing runs pods', layerOf(['ConfigMap', 'ledger'])],
  ])('%s', (_, base) => {
    expect(problemsOf(ledger, { base })).toEqual([]);
  });

  it.each<[string, Layer, string]>([
    ['of another kind', layerOf(['Deployment', 'ledger']), 'Deployment ledger'],
    ['under another name', layerOf(['StatefulSet', 'ledger-db']), 'StatefulSet ledger-db'],
    ['of a kind that ends', layerOf(['Job', 'ledger']), 'Job ledger'],
  ])('is refused where the manifests have one %s', (_, staging, object) => {
    const problems = problemsOf(ledger, { base: layerOf(['StatefulSet', 'ledger']), staging });
    expect(problems).toMatchObject([{ environment: 'staging', object, remedy: expect.stringContaining('ledger') }]);
  });
});

describe('the workloads that a contract declares', () => {
  const orders = contract({ name: 'orders', ports: {}, workloads: { worker: 'Deployment', report: 'CronJob' } });
  const main = ['Deployment', 'orders'] as const;
  const worker = ['Deployment', 'orders-worker'] as const;
  const report = ['CronJob', 'orders-report'] as const;

  it('are among the manifests, all of them', () => {
    expect(problemsOf(orders, { base: layerOf(main, worker, report) })).toEqual([]);
  });

  it.each<[string, Layer, readonly (readonly [object: string, problem: string, remedy: string])[]]>([
    [
      'one is missing',
      layerOf(main, report),
      [
        [
          'Deployment orders-worker',
          'declares Deployment orders-worker, which is not among',
          'Add it to the manifests',
        ],
      ],
    ],
    [
      'one has another kind',
      layerOf(main, worker, ['Job', 'orders-report']),
      [['Job orders-report', 'declares CronJob orders-report', "Declare workloads: { report: 'Job' } in the contract"]],
    ],
    [
      'one has another name',
      layerOf(main, ['Deployment', 'worker'], report),
      [['Deployment worker', 'declares Deployment orders-worker', 'name the object orders-worker.']],
    ],
    [
      'one is not declared',
      layerOf(main, worker, report, ['Job', 'orders-data-import'], ['CronJob', 'backup']),
      [
        ['Job orders-data-import', 'does not declare it', "Declare it: workloads: { 'data-import': 'Job' }."],
        ['CronJob backup', 'does not declare it', "workloads: { backup: { kind: 'CronJob', objectName: 'backup' } }."],
      ],
    ],
    [
      'there are none',
      layerOf(['ConfigMap', 'orders']),
      [
        ['Deployment orders', 'not among the manifests', 'Add it'],
        ['Deployment orders-worker', 'not among the manifests', 'Add it'],
        ['CronJob orders-report', 'not among the manifests', 'Add it'],
      ],
    ],
  ])('are refused where %s', (_, base, expected) => {
    const problems = problemsOf(orders, { base });
    expect(problems).toHaveLength(expected.length);
    for (const [index, [object, problem, remedy]] of expected.entries()) {
      expect(problems[index]).toMatchObject({ environment: 'base', object });
      expect(problems[index]?.problem).toContain(problem);
      expect(problems[index]?.remedy).toContain(remedy);
    }
  });
});

it('a workload is held against the manifests of the environments in which it is deployed', () => {
  const purge = { kind: 'CronJob', environments: ['production'] } as const;
  const orders = contract({ name: 'orders', ports: {}, workloads: { purge } });
  const without = layerOf(['Deployment', 'orders']);
  const all = layerOf(['Deployment', 'orders'], ['CronJob', 'orders-purge']);
  expect(problemsOf(orders, { base: without, production: all })).toEqual([]);
  expect(problemsOf(orders, { base: all, production: without })).toMatchObject([
    {
      environment: 'base',
      object: 'CronJob orders-purge',
      problem: 'The contract of orders does not deploy orders-purge there.',
    },
    { environment: 'production', problem: expect.stringContaining('declares CronJob orders-purge') },
  ]);
});
