import { describe, expect, it } from 'vitest';
import { settingsOf } from './settings.ts';

const BASE = { prefix: '', suffix: '' };
const STAGING = { prefix: '', suffix: '-staging' };

function config(name: string, data: object) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
}

function deployment(name: string, spec: object, pod: object = {}) {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { ...spec, template: { spec: pod } } };
}

/** The settings of an object in base and staging, as lines: `Deployment web: replicas: 1 | 2`. */
function settings(base: object, staging: object): string[] {
  const found = settingsOf([
    { environment: BASE, objects: [base] },
    { environment: STAGING, objects: [staging] },
  ]);
  return found.map(
    ({ object, name, values }) => `${object}: ${name}: ${values.map((value) => value ?? 'none').join(' | ')}`,
  );
}

describe('the settings of a service', () => {
  it('are what people ask for, with one value where it is the same', () => {
    const pod = (image: string) => ({
      containers: [
        { name: 'main', image, env: [{ name: 'LEVEL', value: 'info' }], resources: { requests: { cpu: 1 } } },
      ],
    });
    expect(
      settings(
        deployment('web', { replicas: 2 }, pod('web:1')),
        deployment('web-staging', { replicas: 2 }, pod('web:2')),
      ),
    ).toEqual([
      'Deployment web: replicas: 2',
      'Deployment web: main: image: web:1 | web:2',
      'Deployment web: main: resources.requests.cpu: 1',
      'Deployment web: main: env LEVEL: info',
    ]);
  });

  it('are whatever else differs, also where it is absent', () => {
    const base = deployment('web', {}, { nodeSelector: { disk: 'ssd' }, priorityClassName: 'high' });
    const staging = deployment('web-staging', {}, { nodeSelector: { disk: 'ssd' } });
    expect(settings(base, staging)).toEqual(['Deployment web: priorityClassName: high | none']);
  });

  it('are not names that differ as all names do, labels, checksums or waivers', () => {
    const base = deployment('web', {}, { serviceAccountName: 'web' });
    const staging = deployment('web-staging', {}, { serviceAccountName: 'web-staging' });
    const annotations = { 'checksum/config': 'x', 'k8s-blocks/waive-job': 'y' };
    const marked = { ...staging, metadata: { ...staging.metadata, labels: { a: 'b' }, annotations } };
    expect(settings(base, marked)).toEqual([]);
  });

  it('are the configuration, a long value of which is cut', () => {
    const [line = ''] = settings(
      config('web', { A: 'x'.repeat(1000) }),
      config('web-staging', { A: 'y'.repeat(1000) }),
    );
    expect(line).toMatch(/^ConfigMap web: A: x{300}… \(1000 characters\) \| y{300}… \(1000 characters\)$/);
  });

  it('have nothing of a Secret, in whatever it is', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'keys' }, stringData: { A: 'hunter2' } };
    const list = { apiVersion: 'v1', kind: 'List', metadata: { name: 'l' }, spec: { items: [secret] } };
    const inText = config('web', { file: 'kind: Secret\nstringData:\n  A: hunter2\n' });
    for (const each of [secret, list, inText]) expect(settings(each, {})).toEqual([]);
  });

  it('of an object that one environment has alone are that it is there, and what people ask for', () => {
    expect(settings(deployment('web', { replicas: 2, minReadySeconds: 9 }), config('other', {}))).toEqual([
      'Deployment web: replicas: 2',
      'Deployment web: is there: yes | none',
      'ConfigMap other: is there: none | yes',
    ]);
  });

  it('do not differ because a service is not deployed in an environment', () => {
    const found = settingsOf([
      { environment: BASE, objects: [config('web', { A: '1' })] },
      { environment: STAGING, objects: undefined },
    ]);
    expect(found).toEqual([{ object: 'ConfigMap web', name: 'A', values: ['1'] }]);
  });
});
