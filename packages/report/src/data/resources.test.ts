import { describe, expect, it } from 'vitest';
import { resourcesOf } from './resources.ts';

const container = (requests: object, limits: object = {}, more: object = {}) => ({
  resources: { requests, limits },
  ...more,
});

function deployment(name: string, replicas: number | undefined, spec: object) {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { replicas, template: { spec } } };
}

/** The sums in one line each: `cpu 1 / 2`. */
function sums(...objects: readonly object[]): string[] {
  const { pods, sums: found } = resourcesOf(objects);
  const lines = found.map(({ resource, requests = '-', limits = '-', unlimited }) => {
    return `${resource} ${requests} / ${limits}${unlimited === true ? ' and more' : ''}`;
  });
  return [`${pods} pods`, ...lines];
}

describe('the resources of pods', () => {
  it('are those of all containers, times replicas', () => {
    const one = container({ cpu: '250m', memory: '512Mi' }, { cpu: 1, memory: '1Gi' });
    const other = container({ cpu: 0.5, memory: '256Mi' }, { cpu: '1', memory: '1Gi' });
    expect(
      sums(deployment('a', 3, { containers: [one, other] }), deployment('b', undefined, { containers: [one] })),
    ).toEqual(['4 pods', 'cpu 2500m / 7', 'memory 2.75Gi / 7Gi']);
  });

  it('have no upper bound where a container has none', () => {
    const bounded = container({ cpu: '1' }, { cpu: '2' });
    expect(sums(deployment('a', 1, { containers: [bounded, container({})] }))).toEqual([
      '1 pods',
      'cpu 1 / 2 and more',
      'memory - / - and more',
    ]);
  });

  it('count init containers as the scheduler does: the largest, with the sidecars that run already', () => {
    const sidecar = container({ cpu: '100m' }, {}, { restartPolicy: 'Always' });
    const spec = (init: string) => ({
      initContainers: [sidecar, container({ cpu: init })],
      containers: [container({ cpu: '500m' })],
      overhead: { cpu: '50m' },
    });
    expect(sums(deployment('a', 1, spec('300m')))[1]).toMatch(/^cpu 650m /);
    expect(sums(deployment('a', 1, spec('2')))[1]).toMatch(/^cpu 2150m /);
  });

  it('are those that the pod itself says, where it does', () => {
    const spec = {
      resources: { requests: { cpu: '2' }, limits: { cpu: '2', memory: '1Gi' } },
      containers: [container({ cpu: '1' })],
    };
    expect(sums(deployment('a', 2, spec))).toEqual(['2 pods', 'cpu 4 / 4', 'memory - / 2Gi']);
  });

  it('are counted for the least pods that an autoscaler leaves, which is said', () => {
    const scaler = {
      kind: 'HorizontalPodAutoscaler',
      spec: { minReplicas: 2, maxReplicas: 9, scaleTargetRef: { kind: 'Deployment', name: 'a' } },
    };
    const found = resourcesOf([deployment('a', undefined, { containers: [container({ cpu: '1' })] }), scaler]);
    expect(found.pods).toBe(2);
    expect(found.notes).toEqual(['Deployment a is scaled from 2 to 9 pods; the least are counted.']);
  });

  it('of pods that do not run all the time, or on each node, are said apart', () => {
    const template = { spec: { containers: [container({ cpu: '1', memory: '64Mi' })] } };
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'j' }, spec: { parallelism: 3, template } };
    const cronJob = { ...job, kind: 'CronJob', spec: { jobTemplate: { spec: { template } } } };
    const daemonSet = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'd' }, spec: { template } };
    expect(resourcesOf([job, cronJob, daemonSet])).toEqual({
      pods: 0,
      sums: [],
      notes: [
        'Job j, while it runs: cpu 3, memory 192Mi',
        'CronJob j, while it runs: cpu 1, memory 64Mi',
        'DaemonSet d, on each node: cpu 1, memory 64Mi',
      ],
    });
  });

  it('of malformed objects are none', () => {
    const odd = [
      null,
      'x',
      { kind: 'Deployment', apiVersion: 'apps/v1', spec: { replicas: 'many', template: { spec: { containers: {} } } } },
    ];
    expect(resourcesOf(odd).pods).toBe(1);
  });
});
