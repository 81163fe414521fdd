import { describe, expect, it } from 'vitest';
import { isWaitedFor, readinessOf } from './readiness-of.ts';
import { waitForOf } from './wait-for.ts';

const APIS: Readonly<Record<string, string>> = {
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
  DaemonSet: 'apps/v1',
  Deployment: 'apps/v1',
  Gadget: 'example.org/v1',
  Job: 'batch/v1',
  Pod: 'v1',
  StatefulSet: 'apps/v1',
};

/** An object of generation 2, as a cluster has it. */
function object(kind: string, fields: { readonly spec?: object; readonly status?: object; readonly waitFor?: string }) {
  const { waitFor, ...rest } = fields;
  const annotations = waitFor === undefined ? {} : { 'k8s-blocks/wait-for': waitFor };
  const creationTimestamp = '2026-01-31T12:00:00Z';
  const metadata = { name: 'web', uid: 'u', resourceVersion: '1', generation: 2, creationTimestamp, annotations };
  return { apiVersion: APIS[kind] ?? 'v1', kind, metadata, ...rest };
}

interface SeenInTest {
  /** How many seconds ago it was created. */
  readonly age?: number;
  readonly hasStatus?: boolean;
  /** How many seconds the clock of the client is behind that of the server. */
  readonly behind?: number;
  readonly isOfThisRun?: boolean;
}

function readiness(
  kind: string,
  fields: Parameters<typeof object>[1],
  { age = 3600, hasStatus = true, behind = 0, isOfThisRun = false }: SeenInTest = {},
): string {
  const live = object(kind, fields);
  const created = Date.parse(live.metadata.creationTimestamp) - behind * 1000;
  const seen = { hasStatus, now: created + age * 1000, created: isOfThisRun ? created : undefined };
  const { state, text } = readinessOf(live, waitForOf(live), seen);
  return `${state}: ${text}`;
}

const condition = (type: string, status = 'True', more: object = {}) => ({ conditions: [{ type, status, ...more }] });

describe('a Deployment', () => {
  const spec = { replicas: 3 };
  const counts = { observedGeneration: 2, replicas: 3, updatedReplicas: 3, availableReplicas: 3 };
  it.each([
    ['has all of its new pods', counts, 'ready: 3/3 ready'],
    ['was not seen by its controller', { ...counts, observedGeneration: 1 }, 'waiting: not seen by its controller yet'],
    ['has no status', {}, 'waiting: not seen by its controller yet'],
    ['makes its new pods', { ...counts, updatedReplicas: 1 }, 'waiting: 1/3 updated'],
    ['still has old pods', { ...counts, replicas: 4 }, 'waiting: 3/3 updated, 1 old left'],
    ['has pods that are not available', { ...counts, availableReplicas: 2 }, 'waiting: 2/3 ready'],
    [
      'has made no progress for too long',
      { ...counts, ...condition('Progressing', 'False', { reason: 'ProgressDeadlineExceeded', message: 'timed out' }) },
      'failed: ProgressDeadlineExceeded: timed out',
    ],
  ])('that %s', (_, status, expected) => {
    expect(readiness('Deployment', { spec, status })).toBe(expected);
  });

  it('without pods is ready', () => {
    expect(readiness('Deployment', { spec: { replicas: 0 }, status: { observedGeneration: 2 } })).toBe(
      'ready: 0/0 ready',
    );
  });
});

describe('a StatefulSet', () => {
  const counts = {
    observedGeneration: 2,
    readyReplicas: 3,
    updatedReplicas: 3,
    updateRevision: 'b',
    currentRevision: 'a',
  };
  it.each([
    ['has all of its new pods', {}, counts, 'ready: 3/3 ready'],
    ['is of one revision', {}, { ...counts, updatedReplicas: 0, currentRevision: 'b' }, 'ready: 3/3 ready'],
    ['has pods that are not ready', {}, { ...counts, readyReplicas: 2 }, 'waiting: 2/3 ready'],
    ['still has old pods', {}, { ...counts, updatedReplicas: 1 }, 'waiting: 1/3 updated'],
    [
      'is updated down to its partition',
      { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } },
      { ...counts, updatedReplicas: 1 },
      'ready: 3/3 ready',
    ],
    [
      'is updated by hand',
      { updateStrategy: { type: 'OnDelete' } },
      { ...counts, updatedReplicas: 0 },
      'ready: 3/3 ready',
    ],
  ])('that %s', (_, spec, status, expected) => {
    expect(readiness('StatefulSet', { spec: { replicas: 3, ...spec }, status })).toBe(expected);
  });
});

describe('other kinds of Kubernetes', () => {
  it.each([
    [
      'a DaemonSet on all nodes',
      'DaemonSet',
      { observedGeneration: 2, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2 },
      'ready: 2/2 ready',
    ],
    [
      'a DaemonSet with old pods',
      'DaemonSet',
      { observedGeneration: 2, desiredNumberScheduled: 2, updatedNumberScheduled: 1, numberAvailable: 2 },
      'waiting: 1/2 updated',
    ],
    ['a Job that has completed', 'Job', condition('Complete'), 'ready: completed'],
    [
      'a Job that has failed',
      'Job',
      condition('Failed', 'True', { reason: 'BackoffLimitExceeded', message: 'too often' }),
      'failed: BackoffLimitExceeded: too often',
    ],
    ['a Job that runs', 'Job', { succeeded: 1 }, 'waiting: 1 completed'],
    ['a pod that is ready', 'Pod', { phase: 'Running', ...condition('Ready') }, 'ready: ready'],
    ['a pod that is not', 'Pod', { phase: 'Pending', ...condition('Ready', 'False') }, 'waiting: pending'],
    ['a pod that has ended well', 'Pod', { phase: 'Succeeded' }, 'ready: completed'],
    ['a pod that has failed', 'Pod', { phase: 'Failed', reason: 'Evicted' }, 'failed: Evicted'],
    ['a definition that is served', 'CustomResourceDefinition', condition('Established'), 'ready: ready'],
    ['a definition that is new', 'CustomResourceDefinition', {}, 'waiting: no condition Established yet'],
  ])('%s', (_, kind, status, expected) => {
    expect(readiness(kind, { status })).toBe(expected);
  });
});

describe('a custom resource', () => {
  it.each([
    ['without a status', undefined, 'ready: ready'],
    ['that is ready', condition('Ready'), 'ready: ready'],
    ['that is not', condition('Ready', 'False', { reason: 'Issuing', message: 'soon' }), 'waiting: Issuing: soon'],
    ['of which nobody knows', condition('Ready', 'Unknown'), 'waiting: Ready'],
    ['that is reconciled', condition('Reconciling', 'True', { reason: 'Progressing' }), 'waiting: Progressing'],
    ['that is stalled', condition('Stalled', 'True', { reason: 'Denied' }), 'failed: Denied'],
    ['of which an older generation was seen', { observedGeneration: 1 }, 'waiting: not seen by its controller yet'],
    [
      'whose condition is of an older generation',
      condition('Ready', 'True', { observedGeneration: 1 }),
      'waiting: not seen by its controller yet',
    ],
  ])('%s', (_, status, expected) => {
    expect(readiness('Gadget', status === undefined ? {} : { status })).toBe(expected);
  });

  it.each([
    ['may get one soon', { age: 9 }, 'waiting: not seen by its controller yet'],
    ['did not get one in time', { age: 10 }, 'ready: ready'],
    ['is of a kind that has none', { age: 1, hasStatus: false }, 'ready: ready'],
    ['may get one soon, by a clock that is ahead', { age: 1, behind: 2 }, 'waiting: not seen by its controller yet'],
    ['was created by an earlier run, at an hour to come', { behind: 7200 }, 'ready: ready'],
  ])('without a status that %s', (_, seen, expected) => {
    expect(readiness('Gadget', {}, seen)).toBe(expected);
  });

  it.each([-3600, 3600])(
    'that this run created may get a status soon, by a server whose clock is %i s ahead',
    (behind) => {
      const after = (age: number) => readiness('Gadget', {}, { age, behind, isOfThisRun: true });
      expect([after(9), after(10)]).toEqual(['waiting: not seen by its controller yet', 'ready: ready']);
    },
  );
});

describe('an object that says what is waited for', () => {
  it.each([
    ['condition=Programmed', condition('Programmed'), 'ready: ready'],
    ['condition=Programmed', condition('Programmed', 'False', { reason: 'Pending' }), 'waiting: Pending'],
    ['condition=Programmed', condition('Ready'), 'waiting: no condition Programmed yet'],
    ['condition=Suspended=false', condition('Suspended', 'False'), 'ready: ready'],
    ['nothing', condition('Ready', 'False'), 'ready: ready'],
  ])('%s', (waitFor, status, expected) => {
    expect(readiness('Gadget', { waitFor, status })).toBe(expected);
    expect(isWaitedFor(object('Gadget', { waitFor }))).toBe(waitFor !== 'nothing');
  });

  it('is refused if it says what is not understood', () => {
    expect(() => waitForOf(object('Gadget', { waitFor: 'condition Ready' }))).toThrow(
      'Gadget web › metadata.annotations["k8s-blocks/wait-for"]\n  "condition Ready" does not say what is waited for.',
    );
  });
});

describe('what is waited for', () => {
  it.each([
    ['Deployment', true],
    ['Gadget', true],
    ['ConfigMap', false],
    ['Service', false],
  ])('%s: %s', (kind, expected) => {
    expect(isWaitedFor(object(kind, {}))).toBe(expected);
  });
});
