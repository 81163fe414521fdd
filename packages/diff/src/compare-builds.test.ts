import type { Fields } from '@k8s-blocks/manifest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBuilds } from './compare-builds.ts';

const labels = (name: string) => ({ app: name });

function deployment(name: string, spec: Fields = {}, pod: Fields = {}, container: Fields = {}): Fields {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels(name) },
      template: {
        metadata: { labels: labels(name) },
        spec: {
          containers: [{ name, image: `${name}:1`, ports: [{ containerPort: 8080 }], ...container }],
          ...pod,
        },
      },
      ...spec,
    },
  };
}

function service(name: string, spec: Fields = {}): Fields {
  const ports = [{ port: 80, targetPort: 8080 }];
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { selector: labels(name), ports, ...spec },
  };
}

function policy(name: string, spec: Fields): Fields {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'shop' },
    spec: { podSelector: { matchLabels: labels(name) }, policyTypes: ['Ingress', 'Egress'], ...spec },
  };
}

function data(kind: 'ConfigMap' | 'Secret', name: string, more: Fields): Fields {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'shop' }, ...more };
}

const from = (name: string, port = 8080) => ({
  ingress: [{ from: [{ podSelector: { matchLabels: labels(name) } }], ports: [{ port }] }],
});

/** What follows, as effect, object and field, and the sentences. */
function consequences(before: readonly unknown[], after: readonly unknown[]) {
  return compareBuilds(before, after).consequences.map(({ effect, object, field, text }) =>
    [`${effect}: ${object}`, ...(field === undefined ? [] : [field])].concat(text).join(' | '),
  );
}

const WEB = 'Deployment web in shop';

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

it('an object that names no namespace is the one that names default', () => {
  const settings = data('ConfigMap', 'settings', { data: { A: '1' } });
  const before = { ...settings, metadata: { name: 'settings' } };
  const after = { ...settings, metadata: { name: 'settings', namespace: 'default' } };
  expect(compareBuilds([before], [after]).changes.map(({ kind }) => kind)).toEqual(['changed']);
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

describe('who reaches whom', () => {
  const both = [deployment('web'), deployment('shop')];
  const closed = policy('web', {});
  const open = policy('web', from('shop'));

  it('is reported where a policy opens a connection, and where it closes one', () => {
    expect(consequences([...both, closed], [...both, open])).toEqual([
      `opens: ${WEB} | From now on it is reached by Deployment shop in shop, on port 8080/TCP.`,
    ]);
    expect(consequences([...both, open], [...both, closed])).toEqual([
      `closes: ${WEB} | It is no longer reached by Deployment shop in shop, on port 8080/TCP.`,
    ]);
  });

  it('is not listed workload by workload where the internet and any pod have it', () => {
    expect(consequences([...both, closed], [...both, policy('web', { ingress: [{}] })])).toEqual([
      `opens: ${WEB} | From now on it is reached by the internet and any pod of the cluster, on port 8080/TCP.`,
    ]);
  });

  it('of a namespace or an address is not repeated where any pod or anywhere has it, on the same port', () => {
    const monitoring = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } };
    const office = { ipBlock: { cidr: '198.51.100.0/24' } };
    const ports = [{ port: 8080 }, { port: 9090 }];
    const web = deployment('web', {}, {}, { ports: [{ containerPort: 8080 }, { containerPort: 9090 }] });
    const ingress = [{ ports: [{ port: 8080 }] }, { from: [monitoring], ports }, { from: [office], ports }];
    expect(consequences([web, closed], [web, policy('web', { ingress })])).toEqual([
      `opens: ${WEB} | From now on it is reached by the internet and any pod of the cluster, on port 8080/TCP.`,
      `opens: ${WEB} | From now on it is reached by pods in monitoring and 198.51.100.0/24, on port 9090/TCP.`,
    ]);
    const egress = [{ ports: [{ port: 8080 }] }, { to: [monitoring], ports }, { to: [office], ports }];
    expect(consequences([web, closed], [web, policy('web', { egress })])).toEqual([
      `opens: ${WEB} | From now on it reaches the internet and any pod of the cluster, on port 8080/TCP.`,
      `opens: ${WEB} | From now on it reaches pods in monitoring and 198.51.100.0/24, on port 9090/TCP.`,
    ]);
  });

  it('of an address is named besides any pod, which it is not', () => {
    const office = { ipBlock: { cidr: '198.51.100.0/24' } };
    const ingress = [{ from: [{ namespaceSelector: {} }, office], ports: [{ port: 8080 }] }];
    expect(consequences([...both, closed], [...both, policy('web', { ingress })])).toEqual([
      `opens: ${WEB} | From now on it is reached by any pod of the cluster and 198.51.100.0/24, on port 8080/TCP.`,
    ]);
  });

  it('that leaves the stack is reported at its source', () => {
    const calling = policy('web', { egress: [{ ports: [{ port: 443 }] }] });
    expect(consequences([...both, closed], [...both, calling])).toEqual([
      `opens: ${WEB} | From now on it reaches the internet and any pod of the cluster, on port 443/TCP.`,
    ]);
  });

  it('is reported with the deletion where the last policy is deleted', () => {
    const said = consequences([...both, closed], both);
    expect(said[0]).toMatch(/^deletes: NetworkPolicy web in shop .*What it denied is allowed/);
    expect(said).toContain(
      `opens: ${WEB} | From now on it reaches the internet and any pod of the cluster, on any port.`,
    );
  });

  it('of a new workload is only counted', () => {
    const said = consequences([deployment('web')], both);
    expect(said[0]).toBe('creates: Deployment shop in shop | It is new, with 2 pods.');
    expect(said).toHaveLength(2);
    expect(said[1]).toMatch(/The policies let its pods have \d+ connections, in both directions/);
  });
});

describe('a Service', () => {
  const web = deployment('web');

  it.each<[string, Fields, RegExp]>([
    ['loses a port', { ports: [{ port: 81, targetPort: 8080 }] }, /Port 80\/TCP is gone/],
    ['selects nothing', { selector: { app: 'none' } }, /leads to no pod any more; before it led to Deployment web/],
    [
      'leads to another port',
      { ports: [{ port: 80, targetPort: 9090 }] },
      /leads to port 9090 of its pods; before to 8080/,
    ],
  ])('that %s cuts traffic', (_, spec, words) => {
    const [said, ...others] = consequences([service('web'), web], [service('web', spec), web]);
    expect(said).toMatch(/^cuts: Service web in shop/);
    expect(said).toMatch(words);
    expect(others).toEqual([]);
  });

  it('that stays as it is cuts traffic where its pods change', () => {
    const named = service('web', { ports: [{ port: 80, targetPort: 'http' }] });
    const before = deployment('web', {}, {}, { ports: [{ name: 'http', containerPort: 8080 }] });
    const after = deployment('web', {}, {}, { ports: [{ name: 'htttp', containerPort: 8080 }] });
    expect(consequences([named, before], [named, after])[0]).toMatch(/^cuts: .*leads to no pod any more/);
  });

  it('that is opened to the outside says so', () => {
    expect(consequences([service('web'), web], [service('web', { type: 'LoadBalancer' }), web])).toEqual([
      'opens: Service web in shop | spec.type | It is a LoadBalancer: from now on it has an address outside of the cluster.',
    ]);
  });
});

describe('an object', () => {
  it('that goes is deleted where what is applied is pruned, and says what is lost with it', () => {
    const [said] = consequences([service('web')], []);
    expect(said).toMatch(/^deletes: Service web in shop \| It is no longer built\. Its name no longer resolves/);
    expect(said).toContain('a plain "kubectl apply --server-side -k" leaves it in the cluster');
  });

  it('that a workload still reads keeps new pods from starting', () => {
    const web = deployment('web', {}, {}, { envFrom: [{ secretRef: { name: 'keys' } }] });
    const [said] = consequences([data('Secret', 'keys', {}), web], [web]);
    expect(said).toContain('Deployment web in shop still reads it: new pods do not start.');
  });

  it.each<[string, Fields, string]>([
    ['another name', { name: 'web-2', namespace: 'shop' }, 'It has another name: ConfigMap web-2 in shop is created'],
    [
      'another namespace',
      { name: 'web', namespace: 'other' },
      'It is in another namespace: ConfigMap web in other is created',
    ],
  ])('with %s is deleted and created', (_, metadata, words) => {
    const before = data('ConfigMap', 'web', { data: { a: '1', b: '2' } });
    const { changes } = compareBuilds([before], [{ ...before, metadata }]);
    expect(changes.map(({ kind }) => kind)).toEqual(['renamed']);
    expect(consequences([before], [{ ...before, metadata }])[0]).toContain(words);
  });

  it('of another content is not the same under another name', () => {
    const [before, after] = [
      data('ConfigMap', 'a', { data: { a: '1' } }),
      data('ConfigMap', 'b', { data: { c: '2', d: '3' } }),
    ];
    expect(compareBuilds([before], [after]).changes.map(({ kind }) => kind)).toEqual(['created', 'deleted']);
  });
});

describe('an apply without --server-side', () => {
  const ports = (...list: Fields[]) => service('dns', { ports: list });
  const [tcp, udp] = [
    { name: 'tcp', port: 53 },
    { name: 'udp', port: 53, protocol: 'UDP' },
  ];

  it('confuses ports of one number and two protocols', () => {
    expect(consequences([ports(tcp)], [ports(tcp, udp)])[0]).toBe(
      'misapplied: Service dns in shop | spec.ports | Port 53 has several protocols, and kubectl apply without --server-side tells ports apart by number alone: it changes another port than is meant, or none, or is refused. Apply with --server-side.',
    );
    const inContainer = [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }];
    const [before, after] = [inContainer.slice(1), inContainer].map((each) =>
      deployment('dns', {}, {}, { ports: each }),
    );
    expect(consequences([before], [after])[0]).toMatch(
      /^misapplied: Deployment dns in shop \| spec\.template\.spec\.containers\[0\]\.ports \| Port 53 /,
    );
  });

  it('does not where these stay as they are, or a number has one protocol', () => {
    const web = { name: 'web', port: 80 };
    for (const [before, after] of [
      [ports(tcp, udp), ports(tcp, udp, web)],
      [ports(tcp), ports({ ...tcp, protocol: 'UDP' })],
    ]) {
      expect(consequences([before], [after]).filter((each) => each.startsWith('misapplied'))).toEqual([]);
    }
  });

  it('is refused for an object of more than 256 KiB, and that says nothing of its values', () => {
    const big = data('Secret', 'big', { stringData: { a: 'xyzzy'.repeat(60_000) } });
    const [first = '', ...others] = consequences([], [big]);
    expect(first).toMatch(/^misapplied: Secret big in shop \| It is too large to be noted in an annotation/);
    expect(first).not.toContain('xyzzy');
    expect(others).toHaveLength(1);
  });
});

describe('two builds', () => {
  const kind = fc.constantFrom('Deployment', 'StatefulSet', 'Service', 'NetworkPolicy', 'Secret', 'Job', 'List');
  const apiVersion = fc.constantFrom('v1', 'apps/v1', 'networking.k8s.io/v1', 'batch/v1');
  const object = fc.record(
    {
      apiVersion,
      kind,
      metadata: fc.record({ name: fc.constantFrom('a', 'b') }, { noNullPrototype: true }),
      spec: fc.jsonValue(),
    },
    { noNullPrototype: true },
  );
  const anything = fc.array(fc.oneof(object, fc.jsonValue()), { maxLength: 6 });

  it('that are the same have no change and no consequence, whatever is in them', () => {
    fc.assert(
      fc.property(anything, (objects) => {
        expect(compareBuilds(objects, structuredClone(objects))).toEqual({
          changes: [],
          consequences: [],
          notes: [],
          compared: 'all',
        });
      }),
    );
  });

  it('can always be compared, and what one way creates the other way deletes', () => {
    const count = (before: unknown[], after: unknown[], kindOf: string) =>
      compareBuilds(before, after).changes.filter((change) => change.kind === kindOf).length;
    fc.assert(
      fc.property(anything, anything, (before, after) => {
        expect(count(before, after, 'created')).toBe(count(after, before, 'deleted'));
      }),
    );
  });

  it('of a thousand services are compared within seconds, not minutes', { timeout: 60_000 }, () => {
    const names = Array.from({ length: 1000 }, (_, index) => `s${index}`);
    const all = names.flatMap((name) => [
      deployment(name),
      service(name),
      policy(name, { policyTypes: ['Ingress'], ...from('s0') }),
    ]);
    const changed = all
      .with(1, service('s0', { selector: { app: 's1' } }))
      .with(2, policy('s0', { policyTypes: ['Ingress'], ...from('s1') }));
    const said = consequences(all, changed);
    expect(said.filter((each) => each.startsWith('opens'))).toEqual([
      'opens: Deployment s0 in shop | From now on it is reached by Deployment s1 in shop, on port 8080/TCP.',
    ]);
  });
});
