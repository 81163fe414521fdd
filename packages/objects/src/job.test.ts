import { describe, expect, it } from 'vitest';
import { configMap, fromConfigMap, fromSecret, job } from './index.ts';
import { ORDERS, serviceOf } from './service-of.test-helper.ts';

const env = serviceOf({ workload: 'Job', secrets: { TOKEN: 'REPLACE_WITH_TOKEN' } });
const container = { image: 'orders:1' };

describe('a Job', () => {
  it('has the service’s name and pods with its labels, and leaves the selector to the API server', () => {
    const made = job(env, { container });
    expect(made).toMatchObject({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'orders', labels: ORDERS },
      spec: { template: { metadata: { labels: ORDERS }, spec: { restartPolicy: 'Never' } } },
    });
    expect(Object.keys(made.spec ?? {})).toEqual(['template']);
  });

  it('takes the limits of its tries by the names of the API', () => {
    const limits = {
      backoffLimit: 0,
      ttlSecondsAfterFinished: 60,
      activeDeadlineSeconds: 30,
      parallelism: 2,
      completions: 4,
    };
    const { spec } = job(env, { container, ...limits, restartPolicy: 'OnFailure' });
    expect(spec).toMatchObject({ ...limits, template: { spec: { restartPolicy: 'OnFailure' } } });
  });

  it('reads its configuration, and is not changed by it: the pods of a Job cannot be', () => {
    const config = configMap(env, { LEVEL: 'info' });
    const { spec } = job(env, { container, config, readsSecret: true });
    expect(spec?.template.spec?.containers[0]?.envFrom).toEqual([fromConfigMap(env), fromSecret(env)]);
    expect(spec?.template.metadata).not.toHaveProperty('annotations');
  });
});
