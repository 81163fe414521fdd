import { omitted } from '@k8s-blocks/comments';
import { describe, expect, it } from 'vitest';
import {
  configMap,
  cronJob,
  daemonSet,
  deployment,
  job,
  keepOneUp,
  namespace,
  networkPolicy,
  podDisruptionBudget,
  service,
  serviceAccount,
  withBaseline,
} from './index.ts';
import { base, staging } from './payments.test-helper.ts';
import { serviceOf } from './service-of.test-helper.ts';

describe('the baseline of a service', () => {
  const own = {
    'configmap.yaml': configMap(base, { LEVEL: 'info' }),
    'service.yaml': [service(base), service(base, { name: 'payments-lookup' })],
  };

  it('stands around the service’s own files: the blocks that can be had alone', () => {
    const files = withBaseline(base, { replicas: 2, files: own });
    expect(Object.keys(files)).toEqual([
      'namespace.yaml',
      'serviceaccount.yaml',
      'configmap.yaml',
      'service.yaml',
      'pdb.yaml',
      'networkpolicy.yaml',
    ]);
    expect(files).toEqual({
      'namespace.yaml': namespace(base, { podSecurity: 'restricted' }),
      'serviceaccount.yaml': serviceAccount(base),
      ...own,
      'pdb.yaml': keepOneUp(base, 2),
      'networkpolicy.yaml': networkPolicy(base),
    });
  });

  it('is of the environment, with its number of replicas and its level of Pod Security', () => {
    const files = withBaseline(staging, { replicas: 1, podSecurity: 'privileged', files: {} });
    expect(files['namespace.yaml']).toEqual(namespace(staging, { podSecurity: 'privileged' }));
    expect(files['pdb.yaml']).toEqual(keepOneUp(staging, 1));
    expect(files['networkpolicy.yaml']).toEqual(networkPolicy(staging));
  });

  it.each(['namespace.yaml', 'serviceaccount.yaml', 'pdb.yaml', 'networkpolicy.yaml'] as const)(
    'gives way to another %s, to none, and to a reason, in the same place',
    (file) => {
      const order = Object.keys(withBaseline(base, { replicas: 2, files: own }));
      for (const content of [podDisruptionBudget(base, '50%'), [], omitted('A batch job.')]) {
        const files = withBaseline(base, { replicas: 2, files: { ...own, [file]: content } });
        expect(files[file]).toBe(content);
        expect(Object.keys(files)).toEqual(order);
      }
    },
  );

  it('takes literals of any kind among the service’s own files, with all of their fields', () => {
    const metadata = { name: 'payments' };
    const files = withBaseline(base, {
      replicas: 1,
      files: {
        'job.yaml': { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { template: {} } },
        'data.yaml': [{ apiVersion: 'v1', kind: 'ConfigMap', metadata, immutable: true }],
        // @ts-expect-error: an object has a kind.
        'wrong.yaml': { apiVersion: 'v1', metadata },
      },
    });
    expect(Object.keys(files)).toContain('job.yaml');
  });

  it('has the budget of as many pods as the workload among the files says, unless it is told', () => {
    const container = { image: 'payments:1' };
    const files = { 'service.yaml': service(base), 'all.yaml': [deployment(base, { replicas: 1, container })] };
    expect(withBaseline(base, { files })['pdb.yaml']).toEqual(keepOneUp(base, 1));
    expect(withBaseline(base, { files, replicas: 3 })['pdb.yaml']).toEqual(keepOneUp(base, 3));
  });

  it('has no budget for pods that no drain evicts, or that end by themselves', () => {
    const container = { image: 'orders:1' };
    const services = {
      DaemonSet: (env: typeof base) => daemonSet(env, { container }),
      Job: (env: typeof base) => job(env, { container }),
      CronJob: (env: typeof base) => cronJob(env, { schedule: '@daily', container }),
    };
    for (const workload of ['DaemonSet', 'Job', 'CronJob'] as const) {
      const env = serviceOf({ workload });
      expect(withBaseline(env, { files: { 'workload.yaml': services[workload](env) } })['pdb.yaml']).toEqual([]);
      const own = podDisruptionBudget(env, 1);
      expect(withBaseline(env, { files: { 'pdb.yaml': own } })['pdb.yaml']).toBe(own);
    }
  });
});
