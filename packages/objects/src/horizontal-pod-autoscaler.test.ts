import { describe, expect, it } from 'vitest';
import { deployment, horizontalPodAutoscaler, podDisruptionBudget, statefulSet, withBaseline } from './index.ts';
import { data } from './payments.test-helper.ts';
import { ORDERS, serviceOf } from './service-of.test-helper.ts';

const env = serviceOf();
const NUMBERS = { minReplicas: 2, maxReplicas: 10 };
const cpu = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } };

describe('a HorizontalPodAutoscaler', () => {
  it('scales the workload of the contract, by its kind and its name in the environment', () => {
    expect(data(horizontalPodAutoscaler(env, { ...NUMBERS, utilization: { cpu: 70 } }))).toEqual({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'orders', labels: ORDERS },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'orders-staging' },
        ...NUMBERS,
        metrics: [cpu],
      },
    });
    const ledger = horizontalPodAutoscaler(serviceOf({ workload: 'StatefulSet' }), { ...NUMBERS, metrics: [cpu] });
    expect(ledger.spec?.scaleTargetRef.kind).toBe('StatefulSet');
  });

  it('takes other metrics after those of its utilization, and its behavior', () => {
    const pods = {
      type: 'Pods',
      pods: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '5' } },
    };
    const behavior = { scaleDown: { stabilizationWindowSeconds: 600 } };
    const options = { ...NUMBERS, utilization: { cpu: 70, memory: 80 }, metrics: [pods], behavior };
    const { spec } = horizontalPodAutoscaler(env, options);
    expect(spec?.metrics?.map(({ type, resource }) => resource?.name ?? type)).toEqual(['cpu', 'memory', 'Pods']);
    expect(spec?.behavior).toEqual(behavior);
  });

  it.each([
    [
      'a DaemonSet',
      serviceOf({ workload: 'DaemonSet' }),
      {},
      /scaleTargetRef\.kind\n.*DaemonSet, which has no replicas/,
    ],
    [
      'fewer pods at most than at least',
      env,
      { maxReplicas: 1 },
      /spec\.maxReplicas\n.*1, are fewer .* 2\.\n.*2 or more/,
    ],
    ['no pods', env, { minReplicas: 0 }, /minReplicas\n {2}0 is not/],
    ['a part of a percent', env, { utilization: { cpu: 0.7 } }, /utilization\.cpu\n {2}0\.7 is not/],
    ['nothing that says when', env, { utilization: {} }, /spec\.metrics\n.*\n.*\{ cpu: 70 \}/],
  ])('is refused with %s', (_, service, options, message) => {
    const wrong = () => horizontalPodAutoscaler(service, { ...NUMBERS, utilization: { cpu: 70 }, ...options });
    expect(wrong).toThrow(message);
    expect(wrong).toThrow(/^orders › staging › HorizontalPodAutoscaler orders/);
  });
});

describe('the pods of an autoscaled service', () => {
  const container = { image: 'orders:1' };

  it('have no number in their workload', () => {
    expect(deployment(env, { container }).spec).not.toHaveProperty('replicas');
    expect(statefulSet(env, { container, serviceName: 'orders' }).spec).not.toHaveProperty('replicas');
  });

  it('are evicted one by one, so that no drain is blocked while there is but one', () => {
    const { 'pdb.yaml': budget } = withBaseline(env, { files: { 'deployment.yaml': deployment(env, { container }) } });
    expect(budget).toEqual(podDisruptionBudget(env, { maxUnavailable: 1 }));
    expect(budget).toHaveProperty('spec.maxUnavailable', 1);
    expect(budget).not.toHaveProperty('spec.minAvailable');
  });

  it('are refused where their workload says their number, too', () => {
    const autoscaler = horizontalPodAutoscaler(env, { ...NUMBERS, utilization: { cpu: 70 } });
    const both = [deployment(env, { replicas: 3, container }), autoscaler];
    expect(() => withBaseline(env, { files: { 'all.yaml': both } })).toThrow(
      /^orders › staging › Deployment orders › spec\.replicas\n {2}It says 3, .*autoscaler.*\n {2}Leave replicas out\.$/i,
    );
    const one = [deployment(env, { container }), autoscaler];
    expect(() => withBaseline(env, { files: { 'all.yaml': one } })).not.toThrow();
  });
});
