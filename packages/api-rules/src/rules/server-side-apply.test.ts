import { describe, expect, it } from 'vitest';
import { container, core, deployment, deploymentOf, findingsOf, violatingFields } from '../testing.ts';

const RULE = 'server-side-apply';

describe('entries of a list that a server-side apply tells apart', () => {
  it.each<[string, object, string]>([
    [
      'variables',
      deploymentOf({
        env: [
          { name: 'A', value: '1' },
          { name: 'A', value: '2' },
        ],
      }),
      'pod.containers[0].env[1]',
    ],
    [
      'variables of an init container',
      deployment({ initContainers: [container({ env: [{ name: 'A' }, { name: 'B' }, { name: 'A' }] })] }),
      'pod.initContainers[0].env[2]',
    ],
    [
      'ports, one without its protocol',
      deploymentOf({ ports: [{ containerPort: 53, protocol: 'TCP' }, { containerPort: 53 }] }),
      'pod.containers[0].ports[1]',
    ],
    [
      'host aliases',
      deployment({
        hostAliases: [
          { ip: '192.0.2.1', hostnames: ['a'] },
          { ip: '192.0.2.1', hostnames: ['b'] },
        ],
      }),
      'pod.hostAliases[1]',
    ],
    [
      'Secrets that pull images',
      deployment({ imagePullSecrets: [{ name: 'a' }, { name: 'a' }] }),
      'pod.imagePullSecrets[1]',
    ],
    ['Secrets of a ServiceAccount', core('ServiceAccount', { secrets: [{ name: 'a' }, { name: 'a' }] }), 'secrets[1]'],
    [
      'finalizers',
      core('ConfigMap', { metadata: { name: 'a', finalizers: ['a.b/c', 'a.b/c'] } }),
      'metadata.finalizers[1]',
    ],
  ])('are not two of the same: %s', (_, object, field) => {
    expect(violatingFields(RULE, object)).toEqual([field]);
  });

  it('are looked at in every kind with pods, and in custom resources', () => {
    const spec = { containers: [container({ env: [{ name: 'A' }, { name: 'A' }] })] };
    const job = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'a' },
      spec: { jobTemplate: { spec: { template: { spec } } } },
    };
    expect(violatingFields(RULE, job)).toEqual(['spec.jobTemplate.spec.template.spec.containers[0].env[1]']);
    const custom = { apiVersion: 'example.com/v1', kind: 'A', metadata: { name: 'a', finalizers: ['a.b/c', 'a.b/c'] } };
    expect(violatingFields(RULE, custom)).toEqual(['metadata.finalizers[1]']);
  });

  it('are warnings, since the API server creates such an object', () => {
    const object = deploymentOf({ env: [{ name: 'A' }, { name: 'A' }] });
    expect(findingsOf(RULE, object)).toMatchObject([{ severity: 'warning', code: 'FieldValueDuplicate' }]);
  });

  it('may be alike in all else, and the same where no key tells them apart', () => {
    const ports = [{ containerPort: 53, protocol: 'UDP' }, { containerPort: 53 }];
    expect(violatingFields(RULE, deploymentOf({ ports, env: [{ name: 'A' }, { name: 'a' }] }))).toEqual([]);
    const account = core('ServiceAccount', { imagePullSecrets: [{ name: 'a' }, { name: 'a' }] });
    expect(violatingFields(RULE, account)).toEqual([]);
  });
});
