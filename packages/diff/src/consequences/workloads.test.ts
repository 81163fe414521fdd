import type { Fields } from '@k8s-blocks/manifest';
import { describe, expect, it } from 'vitest';
import { compareBuilds } from '../compare-builds.ts';
import { consequences, data, deployment, labels, WEB } from '../objects.test-helper.ts';

describe('a change of a workload', () => {
  it.each<[string, Fields, Fields]>([
    ['a protocol that was implied', {}, { ports: [{ containerPort: 8080, protocol: 'TCP' }] }],
    ['a pull policy that was implied', {}, { imagePullPolicy: 'IfNotPresent' }],
    [
      'a quantity in another unit',
      { resources: { limits: { cpu: '1' } } },
      { resources: { limits: { cpu: '1000m' } } },
    ],
    ['an empty list', {}, { args: [] }],
    [
      'a probe’s defaults',
      { livenessProbe: { tcpSocket: { port: 1 } } },
      { livenessProbe: { tcpSocket: { port: 1 }, periodSeconds: 10 } },
    ],
  ])('that only says %s is none to an API server', (_, before, after) => {
    const difference = compareBuilds([deployment('web', {}, {}, before)], [deployment('web', {}, {}, after)]);
    expect(difference.changes.map(({ kind }) => kind)).toEqual(['rewritten']);
    expect(difference.consequences).toEqual([]);
  });

  it('of its template rolls its pods, and says what of it differs', () => {
    expect(consequences([deployment('web')], [deployment('web', {}, {}, { image: 'web:2' })])).toEqual([
      `rolls: ${WEB} | Replaces 2 pods: spec.template.spec.containers[0].image differs.`,
    ]);
  });

  it('of an annotation of its template rolls its pods too', () => {
    const annotated = (checksum: string) =>
      deployment('web', { template: { metadata: { labels: labels('web'), annotations: { checksum } }, spec: {} } });
    expect(consequences([annotated('a')], [annotated('b')])).toEqual([
      `rolls: ${WEB} | Replaces 2 pods: spec.template.metadata.annotations.checksum differs.`,
    ]);
  });

  it.each<[string, Fields, RegExp]>([
    ['Recreate', { strategy: { type: 'Recreate' } }, /Stops 2 pods, and then starts the new/],
    ['a pause', { paused: true }, /when the rollout is resumed/],
    ['no replicas', { replicas: 0 }, /There are no pods to replace/],
  ])('with %s says how its pods roll', (_, spec, words) => {
    const [said] = consequences([deployment('web', spec)], [deployment('web', spec, { hostname: 'a' })]);
    expect(said).toMatch(words);
  });

  it('of its replicas scales it, and rolls nothing', () => {
    expect(consequences([deployment('web')], [deployment('web', { replicas: 0 })])).toEqual([
      `scales: ${WEB} | spec.replicas | From 2 pods to 0. Nothing is left running.`,
    ]);
  });

  it('of its selector is refused', () => {
    const selector = { matchLabels: { app: 'other' } };
    const [said] = consequences([deployment('web')], [deployment('web', { selector })]);
    expect(said).toMatch(
      /^refused: Deployment web in shop \| spec\.selector\.matchLabels\.app \| No API server changes/,
    );
  });
});

describe('a change of a claim', () => {
  const claim = (storage: string) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'shop' },
    spec: { resources: { requests: { storage } } },
  });

  it('to less is refused, however it is written, and to more it is not', () => {
    const smaller = /^refused: PersistentVolumeClaim data in shop \| spec\.resources\.requests\.storage \| /;
    expect(consequences([claim('1Gi')], [claim('1000M')])).toEqual([expect.stringMatching(smaller)]);
    for (const storage of ['1024Mi', '1.5Gi']) expect(consequences([claim('1Gi')], [claim(storage)])).toEqual([]);
  });
});

describe('a change of a ConfigMap or Secret', () => {
  const reading = (container: Fields) => deployment('web', {}, {}, container);
  const all = reading({ envFrom: [{ configMapRef: { name: 'settings' } }, { secretRef: { name: 'keys' } }] });
  const one = reading({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'A' } } }] });

  it('leaves pods that read it as variables with the old value, unless they roll', () => {
    const [before, after] = [
      data('ConfigMap', 'settings', { data: { A: '1' } }),
      data('ConfigMap', 'settings', { data: { A: '2' } }),
    ];
    expect(consequences([before, all], [after, all])).toEqual([
      `stale: ${WEB} | Reads A of ConfigMap settings in shop at the start of its pods only, and they are not replaced: until they restart, they keep the old value.`,
    ]);
    const [rolled] = consequences([before, all], [after, deployment('web', {}, { hostname: 'a' })]);
    expect(rolled).toMatch(/^rolls/);
  });

  it('does not concern pods that read another key, or files that the kubelet updates', () => {
    const [before, after] = [
      data('ConfigMap', 'settings', { data: { B: '1' } }),
      data('ConfigMap', 'settings', { data: { B: '2' } }),
    ];
    const files = deployment('web', {}, { volumes: [{ name: 'v', configMap: { name: 'settings' } }] });
    for (const workload of [one, files]) expect(consequences([before, workload], [after, workload])).toEqual([]);
  });

  it.each([
    ['a ConfigMap', { configMap: { name: 'settings' } }],
    ['a projected one', { projected: { sources: [{ configMap: { name: 'settings' } }] } }],
    ['its key', { configMap: { name: 'settings', items: [{ key: 'A', path: 'a' }] } }],
  ])('concerns pods that mount a part of %s by subPath, which the kubelet does not update', (_, source) => {
    const [before, after] = ['1', '2'].map((A) => data('ConfigMap', 'settings', { data: { A } }));
    const volumeMounts = [{ name: 'v', mountPath: '/a', subPath: 'a' }];
    const workload = deployment(
      'web',
      {},
      { volumes: [{ name: 'other' }, { name: 'v', ...source }] },
      { volumeMounts },
    );
    expect(consequences([before, workload], [after, workload])).toEqual([
      expect.stringMatching(/^stale: .* Reads A of/),
    ]);
  });

  it('names the keys of a Secret, and no value of it', () => {
    const before = data('Secret', 'keys', { stringData: { KEY: 'old-value', SAME: 'same-value' } });
    const after = data('Secret', 'keys', { stringData: { KEY: 'new-value', SAME: 'same-value' } });
    const said = consequences([before, all], [after, all]).join();
    expect(said).toContain('Reads KEY of Secret keys');
    expect(said).not.toMatch(/-value/);
  });

  it('that is immutable is refused', () => {
    const before = data('ConfigMap', 'settings', { immutable: true, data: { A: '1' } });
    const after = data('ConfigMap', 'settings', { immutable: true, data: { A: '2' } });
    expect(consequences([before], [after])[0]).toMatch(/^refused: ConfigMap settings in shop \| data\.A \| /);
  });
});
