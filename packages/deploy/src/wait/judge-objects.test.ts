import type { ClusterObject } from '@k8s-blocks/cluster';
import { describe, expect, it } from 'vitest';
import { TroubleHistory } from '../trouble/trouble-history.ts';
import { judgeObjects, waitedObject } from './judge-objects.ts';

const CRASHES = {
  containerStatuses: [{ name: 'web', restartCount: 5, state: { waiting: { reason: 'CrashLoopBackOff' } } }],
};
const REVISION = { 'deployment.kubernetes.io/revision': '7' };

/** The troubles of a workload of generation 2, whose last pods crash, after its controller has seen a generation. */
function troubles(kind: 'Deployment' | 'StatefulSet', observedGeneration: number): readonly string[] {
  const made = (of: string, more: object = {}): ClusterObject['metadata'] => ({
    name: of,
    namespace: 'shop',
    uid: of,
    resourceVersion: '1',
    ...more,
  });
  const status = { observedGeneration, replicas: 1, updatedReplicas: 1, updateRevision: 'b', currentRevision: 'a' };
  const conditions = [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' }];
  const workload: ClusterObject = {
    apiVersion: 'apps/v1',
    kind,
    metadata: made('workload', { generation: 2, annotations: REVISION }),
    spec: { replicas: 1 },
    status: { ...status, conditions },
  };
  const owned: Readonly<Record<string, ClusterObject>> = {
    'workload/ReplicaSet': {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: made('set', { annotations: REVISION }),
    },
    [kind === 'Deployment' ? 'set/Pod' : 'workload/Pod']: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: made('pod', { labels: { 'controller-revision-hash': 'b' } }),
      status: CRASHES,
    },
  };
  const objects = {
    get: () => workload,
    ownedBy: ({ metadata }: ClusterObject, wanted: string) => {
      const found = owned[`${metadata.uid}/${wanted}`];
      return found === undefined ? [] : [found];
    },
  };
  const waited = waitedObject(workload, { namespaced: true, hasStatus: true });
  const states = judgeObjects([waited], objects, { history: new TroubleHistory(), created: new Map(), now: 0 });
  return states.flatMap((state) => state.troubles.map(({ reason }) => reason));
}

describe.each(['Deployment', 'StatefulSet'] as const)('a %s whose pods crash', (kind) => {
  it('has their trouble, and what it says itself', () => {
    expect(troubles(kind, 2)).toEqual(['CrashLoopBackOff', 'FailedCreate']);
  });

  it('has none until its controller has seen what was applied: they are pods of what was before', () => {
    expect(troubles(kind, 1)).toEqual([]);
  });
});
