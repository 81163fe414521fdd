import { compareBuilds } from './src/compare-builds.ts';
import { concernsOthers } from './src/concerns-others.ts';
import { markdownReport } from './src/report/markdown.ts';
import { textReport } from './src/report/text.ts';

type O = Record<string, unknown>;
const only = process.argv[2];
function t(name: string, before: unknown[], after: unknown[]) {
  if (only && !name.includes(only)) return;
  const s = process.cpuUsage().user / 1000;
  concernsOthers(before, after);
  const c0 = process.cpuUsage().user / 1000;
  const d = [{ environment: 'e', ...compareBuilds(before, after) }];
  const c1 = process.cpuUsage().user / 1000;
  const text = textReport(d);
  const c2 = process.cpuUsage().user / 1000;
  const md = markdownReport(d);
  const e = process.cpuUsage().user / 1000;
  const size = JSON.stringify([before.length < 50000 ? 0 : 0]).length;
  const mem = Math.round(process.memoryUsage().rss / 1e6);
  console.log(
    `${e - s > 2000 ? '!!! ' : ''}${name}: total ${(e - s) | 0} ms (concerns ${(c0 - s) | 0}, compare ${(c1 - c0) | 0}, text ${(c2 - c1) | 0}, md ${(e - c2) | 0}), text ${text.length}, md ${md.length}, changes ${d[0]?.changes.length}, cons ${d[0]?.consequences.length}, notes ${d[0]?.notes.map((n) => n.slice(0, 100))}, rss ${mem}`,
  );
}
const cm = (name: string, data: O): O => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'x' },
  data,
});
const range = <T>(n: number, f: (i: number) => T) => Array.from({ length: n }, (_, i) => f(i));
t('blank lines 1MB', [cm('a', { t: 'x' })], [cm('a', { t: '\n'.repeat(1e6) })]);
t('blank lines both', [cm('a', { t: '\n'.repeat(5e5) + 'x' })], [cm('a', { t: 'x' + '\n'.repeat(5e5) })]);
const lines = range(8000, (i) => `line ${i}`);
t('8000 reversed', [cm('a', { t: lines.join('\n') })], [cm('a', { t: lines.toReversed().join('\n') })]);
const short = range(100000, (i) => `${i}`);
t('100k reversed', [cm('a', { t: short.join('\n') })], [cm('a', { t: short.toReversed().join('\n') })]);
t('alternating', [cm('a', { t: 'a\nb\n'.repeat(2e5) })], [cm('a', { t: 'b\nb\na\n'.repeat(1.5e5) })]);
t('one line', [cm('a', { t: 'a'.repeat(1e6) })], [cm('a', { t: 'b'.repeat(1e6) })]);
for (const ch of [
  ' ',
  '\t',
  '`',
  '` ',
  '"\\',
  '\u2028',
  '\r',
  '\r\n',
  '-',
  '::',
  '##[',
  ' #',
  ': ',
  '-+',
  '\u0001',
  ':',
  '1',
  '.',
  '1.',
  '/',
  '@',
  '!',
  'kind',
  'kind:',
  'kind: !',
  'kind"\':',
  'secret',
  '<',
  '\ud800',
  '😀',
  '{"',
]) {
  const n = Math.ceil(1e6 / ch.length);
  t(`chars ${JSON.stringify(ch)}`, [cm('a', { t: 'x' })], [cm('a', { t: ch.repeat(n) })]);
  t(`chars x${JSON.stringify(ch)}x`, [cm('a', { t: 'x' })], [cm('a', { t: `x\n${ch.repeat(n)}x` })]);
  t(`name ${JSON.stringify(ch)}x`, [cm('a', { t: 'x' })], [cm(`${ch.repeat(n)}x`, { t: 'x' })]);
  t(`key ${JSON.stringify(ch)}x`, [cm('a', { t: 'x' })], [cm('a', { [`${ch.repeat(n)}x`]: 'x' })]);
  t(
    `image ${JSON.stringify(ch)}x`,
    [dep('a', { image: 'x' })],
    [dep('a', { image: `${ch.repeat(n)}x`, resources: { limits: { cpu: `${ch.repeat(n)}x` } } })],
  );
}
function dep(name: string, c: O = {}, extra: O = {}): O {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'x' },
    spec: {
      selector: { matchLabels: { a: name } },
      template: {
        metadata: { labels: { a: name, all: 'y' } },
        spec: { containers: [{ name: 'm', image: 'i', ...c }] },
      },
      ...extra,
    },
  };
}
t(
  '100k keys',
  [cm('a', Object.fromEntries(range(100000, (i) => [`k${i}`, 'a'])))],
  [cm('a', Object.fromEntries(range(100000, (i) => [`k${i}`, 'b'])))],
);
t(
  '100k list',
  [{ apiVersion: 'x/v1', kind: 'X', metadata: { name: 'a' }, spec: range(100000, (i) => ({ a: i })) }],
  [{ apiVersion: 'x/v1', kind: 'X', metadata: { name: 'a' }, spec: range(100000, (i) => ({ a: -i })) }],
);
t(
  '20k renamed',
  range(20000, (i) => ({ kind: 'A', metadata: { name: `a${i}` } })),
  range(20000, (i) => ({ kind: 'A', metadata: { name: `b${i}` } })),
);
t(
  '100k renamed',
  range(100000, (i) => ({ kind: 'A', metadata: { name: `a${i}` } })),
  range(100000, (i) => ({ kind: 'A', metadata: { name: `b${i}` } })),
);
t(
  '100k renamed ns',
  range(100000, (i) => ({ kind: 'A', metadata: { name: `a${i}`, namespace: 'a' } })),
  range(100000, (i) => ({ kind: 'A', metadata: { name: `a${i}`, namespace: 'b' } })),
);
t(
  '50x50',
  range(50, (i) => cm(`a${i}`, Object.fromEntries(range(1000, (j) => [`k${j}`, `${j % (i + 1)}`])))),
  range(50, (i) => cm(`b${i}`, Object.fromEntries(range(1000, (j) => [`k${j}`, `${j % (i + 2)}`])))),
);
t(
  '50x10000',
  range(50, (i) => cm(`a${i}`, { [`x${i}`]: '1' })),
  range(10000, (i) => cm(`b${i}`, { [`y${i}`]: '1' })),
);
t(
  'long key many leaves',
  [cm('a', { x: '1' })],
  [
    {
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'x' },
      data: { ['k'.repeat(500000)]: Object.fromEntries(range(30000, (i) => [`k${i}`, i])) },
    },
  ],
);
t(
  'long key many leaves renamed',
  [cm('b', { ['k'.repeat(500000)]: Object.fromEntries(range(30000, (i) => [`k${i}`, i])) })],
  [cm('a', { ['k'.repeat(500000)]: Object.fromEntries(range(30000, (i) => [`k${i}`, i])) })],
);
function nest(n: number, leaf: unknown): unknown {
  let v = leaf;
  for (let i = 0; i < n; i++) v = { a: v };
  return v;
}
t(
  'deep 180 wide',
  [
    cm(
      'a',
      nest(
        180,
        range(100000, (i) => i),
      ) as O,
    ),
  ],
  [
    cm(
      'a',
      nest(
        180,
        range(100000, (i) => -i),
      ) as O,
    ),
  ],
);
t(
  'deep pod',
  [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p' },
      spec: nest(180, Object.fromEntries(range(60000, (i) => [`k${i}`, i]))),
    },
  ],
  [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p' },
      spec: nest(180, Object.fromEntries(range(60000, (i) => [`k${i}`, -i]))),
    },
  ],
);
t('deep 100k', [cm('a', nest(100000, 1) as O)], [cm('a', nest(100000, 2) as O)]);
let laugh: unknown = ['lol'];
for (let i = 0; i < 30; i++) laugh = Array(10).fill(laugh);
let laugh2: unknown = ['lol2'];
for (let i = 0; i < 30; i++) laugh2 = Array(10).fill(laugh2);
t('laughs', [cm('a', { laugh })], [cm('a', { laugh: laugh2 })]);
let list: unknown = cm('a', {});
for (let i = 0; i < 30; i++) list = { kind: 'List', items: Array(10).fill(list) };
t('laughing lists', [list], [cm('b', {})]);
const mb = 'z'.repeat(500000);
t(
  'string alias',
  range(20000, (i) => cm(`a${i}`, { mb })),
  range(20000, (i) => cm(`a${i}`, { mb, x: '1' })),
);
t(
  'secret string alias',
  range(20000, (i) => ({ ...cm(`a${i}`, { mb }), kind: 'Secret', stringData: { mb } })),
  range(20000, (i) => ({ ...cm(`a${i}`, { mb, x: '1' }), kind: 'Secret', stringData: { mb } })),
);
const circle: O = { kind: 'A', metadata: { name: 'c' } };
circle.self = circle;
t('circle', [circle], [cm('a', {})]);
t(
  '5000 cms deleted 5000 deps',
  [
    ...range(5000, (i) => cm(`a${i}`, {})),
    ...range(3000, (i) => dep(`d${i}`, { envFrom: [{ configMapRef: { name: `a${i}` } }] })),
  ],
  range(3000, (i) => dep(`d${i}`, { envFrom: [{ configMapRef: { name: `a${i}` } }] })),
);
t(
  'stale many',
  [
    ...range(3000, (i) => cm(`a${i}`, { a: '1' })),
    ...range(3000, (i) => dep(`d${i}`, { envFrom: [{ configMapRef: { name: `a${i}` } }] })),
  ],
  [
    ...range(3000, (i) => cm(`a${i}`, { a: '2' })),
    ...range(3000, (i) => dep(`d${i}`, { envFrom: [{ configMapRef: { name: `a${i}` } }] })),
  ],
);
const env = range(15000, (i) => ({ name: `e${i}`, valueFrom: { configMapKeyRef: { name: 'a', key: `k${i}` } } }));
t(
  'stale keys',
  [cm('a', Object.fromEntries(range(15000, (i) => [`k${i}`, '1']))), dep('d', { env })],
  [cm('a', Object.fromEntries(range(15000, (i) => [`k${i}`, '2']))), dep('d', { env })],
);
const np = (name: string, spec: O): O => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'x' },
  spec,
});
const pods = range(4000, (i) => dep(`d${i}`, { ports: [{ containerPort: 80 }] }));
t('4000 deps deny gone', [...pods, np('a', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })], pods);
t(
  '4000 deps open by label',
  [...pods, np('a', { podSelector: {} })],
  [...pods, np('a', { podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { all: 'y' } } }] }] })],
);
t(
  '8000 pods 22000 ports',
  [
    ...range(8000, (i) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: `p${i}`, namespace: 'x' } })),
    np('a', { podSelector: {} }),
  ],
  [
    ...range(8000, (i) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: `p${i}`, namespace: 'x' } })),
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `q`, namespace: 'x' },
      spec: { containers: [{ ports: range(22000, (i) => ({ containerPort: i + 1 })) }] },
    },
  ],
);
t(
  '2000 pods 22000 ports',
  [
    ...range(2000, (i) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: `p${i}`, namespace: 'x' } })),
    np('a', { podSelector: {} }),
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `q`, namespace: 'x' },
      spec: { containers: [{ ports: range(22000, (i) => ({ containerPort: i + 1 })) }] },
    },
  ],
  [
    ...range(2000, (i) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: `p${i}`, namespace: 'x' } })),
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `q`, namespace: 'x' },
      spec: { containers: [{ ports: range(22000, (i) => ({ containerPort: i + 1 })) }] },
    },
  ],
);
t(
  '1 to 1 20k ports',
  [dep('a', { ports: range(20000, (i) => ({ containerPort: i + 1 })) }), dep('b'), np('a', { podSelector: {} })],
  [
    dep('a', { ports: range(20000, (i) => ({ containerPort: i + 1 })) }),
    dep('b'),
    np('a', { podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { a: 'b' } } }] }] }),
  ],
);
t(
  'cidrs x ports',
  [dep('a'), np('a', { podSelector: {} })],
  [
    dep('a'),
    np('a', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: range(17000, (i) => ({ ipBlock: { cidr: `10.${i >> 8}.${i & 255}.1/32` } })),
          ports: range(20000, (i) => ({ port: i + 1 })),
        },
      ],
    }),
  ],
);
t(
  'many namespaced outsiders',
  [dep('a'), np('a', { podSelector: {} })],
  [
    dep('a'),
    np('a', {
      podSelector: {},
      ingress: [
        {
          from: range(10000, (i) => ({
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': `n${i}` } },
          })),
        },
      ],
    }),
  ],
);
const svc = (name: string, spec: O): O => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'x' },
  spec,
});
t(
  '5000 services 4000 pods',
  [...pods, ...range(5000, (i) => svc(`s${i}`, { selector: { all: 'y' }, ports: [{ port: i }] }))],
  [...pods.slice(1), ...range(5000, (i) => svc(`s${i}`, { selector: { all: 'y' }, ports: [{ port: i }] }))],
);
t(
  '1 service 30000 ports',
  [...pods, svc('s', { selector: { all: 'y' }, ports: range(30000, (i) => ({ port: i, name: `n${i}` })) })],
  [...pods.slice(1), svc('s', { selector: { all: 'y' }, ports: range(30000, (i) => ({ port: i, name: `n${i}` })) })],
);
t(
  '1 service named ports',
  [...pods, svc('s', { selector: { all: 'y' }, ports: range(30000, (i) => ({ port: i, targetPort: `n${i}` })) })],
  [
    ...pods.slice(1),
    svc('s', { selector: { all: 'y' }, ports: range(30000, (i) => ({ port: i, targetPort: `n${i}` })) }),
  ],
);
t(
  'headless',
  [
    ...pods,
    svc('s', {
      clusterIP: 'None',
      selector: { all: 'y' },
      ports: range(30000, (i) => ({ port: i, targetPort: `n${i}` })),
    }),
  ],
  [
    ...pods.slice(1),
    svc('s', {
      clusterIP: 'None',
      selector: { all: 'y' },
      ports: range(30000, (i) => ({ port: i, targetPort: `n${i}` })),
    }),
  ],
);
t(
  '3000 policies exists',
  [
    ...pods.slice(0, 2000),
    ...range(2000, (i) =>
      np(`p${i}`, {
        podSelector: { matchExpressions: [{ key: 'all', operator: 'Exists' }] },
        ingress: [{ from: [{ podSelector: {} }], ports: [{ port: i }] }],
      }),
    ),
  ],
  [
    ...pods.slice(0, 2000),
    ...range(2001, (i) =>
      np(`p${i}`, {
        podSelector: { matchExpressions: [{ key: 'all', operator: 'Exists' }] },
        ingress: [{ from: [{ podSelector: {} }], ports: [{ port: i }] }],
      }),
    ),
  ],
);
t(
  '2000 policies NotIn all',
  [
    ...pods.slice(0, 2000),
    ...range(2000, (i) =>
      np(`p${i}`, {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [{ to: [{ podSelector: { matchExpressions: [{ key: 'z', operator: 'NotIn', values: [`${i}`] }] } }] }],
      }),
    ),
  ],
  [
    ...pods.slice(0, 2000),
    ...range(2001, (i) =>
      np(`p${i}`, {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [{ to: [{ podSelector: { matchExpressions: [{ key: 'z', operator: 'NotIn', values: [`${i}`] }] } }] }],
      }),
    ),
  ],
);
t(
  'long names',
  range(500, (i) => dep(`${'n'.repeat(1000)}${i}`, { ports: [{ containerPort: 80 }] })),
  [
    ...range(500, (i) => dep(`${'n'.repeat(1000)}${i}`, { ports: [{ containerPort: 80 }] })),
    np('a', { podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { all: 'y' } } }] }] }),
  ],
);
t(
  'sts',
  [
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'a' },
      spec: Object.fromEntries(range(60000, (i) => [`k${i}`, i])),
    },
  ],
  [
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'a' },
      spec: Object.fromEntries(range(60000, (i) => [`k${i}`, -i])),
    },
  ],
);
t(
  'digits quantity',
  [dep('a', { resources: { limits: { cpu: `${'1'.repeat(1e6)}x` } } })],
  [dep('a', { resources: { limits: { cpu: `${'1'.repeat(1e6)}m` } } })],
);
t(
  '100k consequences',
  [],
  range(20000, (i) => svc(`s${i}`, {})),
);
