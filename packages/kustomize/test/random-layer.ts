import fc from 'fast-check';
import type { KubernetesObject, Layer, LayerFile } from '../src/index.ts';

/** Text that some reader of YAML takes for something else, and text at random. */
const text = fc
  .oneof(
    fc.constantFrom(
      ...[
        'y',
        'n',
        'Yes',
        'off',
        'true',
        'null',
        '~',
        '',
        ' ',
        '0123',
        '0o14',
        '0x1F',
        '1e3',
        '.5',
        '1_000',
        '1:30',
        '+1',
      ],
      ...[
        '2001-01-01',
        '<<',
        '=',
        '-',
        '- a',
        'a: b',
        'a #b',
        '#',
        '{a}',
        '[a]',
        '*a',
        '&a',
        '!a',
        '%a',
        '@a',
        '`a`',
        '|',
        '>',
      ],
      ...[
        'two\nlines',
        'ends\n',
        '\nbegins',
        'spaces \nat ends ',
        ' indented\n  more',
        '\t',
        'a\tb',
        '\ttab\nlines',
        'cr\r\nlf',
        'a\r',
      ],
      ...['"', "'", "it's", '\\', '\ufeff', '\u00a0', '\u0007', 'ünïcödé', '😀', '$(VAR)', '---', '...', '.inf', 'NaN'],
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...' \n\t#:-\'"abc'), maxLength: 12 }),
  )
  // Kustomize 5 cannot write these characters, nor several lines that begin with a tab; such text is refused.
  .filter((each) => !/[\u007f-\u009f\u2028\u2029\ufffe\uffff]|^\n*\t(?:.|\n)*\n|^\n+\t/u.test(each));
const name = fc.constantFrom('a', 'b', 'c', 'n', 'y', 'd-1', 'no');
const key = fc.constantFrom('A', 'B.c', 'n', 'y', '1', '0123', 'constructor', 'E-f');
/** Kustomize 5.7 cannot annotate an object whose other annotations have a number for a key; it fails, and says so. */
const labelKey = fc.constantFrom('A', 'B.c', 'n', 'y', 'constructor', 'E-f');
const port = fc.constantFrom(53, 80, 3100, 8080);

const optional = <T extends Record<string, fc.Arbitrary<unknown>>>(fields: T) =>
  fc.record(fields, { requiredKeys: [] });
const map = <T>(value: fc.Arbitrary<T>, keys = key) =>
  fc.dictionary(keys, value, { maxKeys: 5, noNullPrototype: true });
const listBy = <T>(entry: fc.Arbitrary<T>, selector: (entry: T) => unknown, maxLength = 5) =>
  fc.uniqueArray(entry, { selector, maxLength });

const env = listBy(
  fc.oneof(
    fc.record({ name, value: text }),
    fc.record({ name, valueFrom: fc.record({ secretKeyRef: fc.record({ name, key: name }) }) }),
  ),
  (entry) => entry.name,
);
const quantities = fc.dictionary(fc.constantFrom('cpu', 'memory'), fc.constantFrom('1', '500m', '1Gi'), {
  noNullPrototype: true,
});

const container = fc.record(
  {
    name,
    image: fc
      .tuple(
        fc.constantFrom('web', 'registry:5000/team/db', 'img'),
        fc.constantFrom(':1', ':2', ':1e3', '', '@sha256:0a'),
      )
      .map((parts) => parts.join('')),
    command: fc.array(text, { maxLength: 3 }),
    env,
    envFrom: fc.array(fc.record({ configMapRef: fc.record({ name }) }), { maxLength: 2 }),
    ports: listBy(
      fc.record({ containerPort: port, name, protocol: fc.constantFrom('TCP', 'UDP') }),
      (entry) => `${entry.containerPort}${entry.protocol}`,
      3,
    ),
    volumeMounts: listBy(
      fc.record({ name, mountPath: fc.constantFrom('/a', '/b', '/c') }),
      (entry) => entry.mountPath,
      3,
    ),
    resources: optional({ requests: quantities, limits: quantities }),
    stdin: fc.boolean(),
  },
  { requiredKeys: ['name', 'image'] },
);

const volume = fc.oneof(
  fc.record({ name, emptyDir: optional({ medium: fc.constant('Memory') }) }),
  fc.record({ name, configMap: fc.record({ name, optional: fc.boolean() }) }),
);

const podSpec = fc.record(
  {
    containers: fc.uniqueArray(container, { selector: (entry) => entry.name, minLength: 1, maxLength: 3 }),
    initContainers: fc.uniqueArray(container, { selector: (entry) => entry.name, minLength: 1, maxLength: 2 }),
    volumes: listBy(volume, (entry) => entry.name, 4),
    nodeSelector: map(text),
    tolerations: fc.array(optional({ key: name, operator: fc.constant('Exists') }), { maxLength: 3 }),
    hostAliases: listBy(
      fc.record({ ip: fc.constantFrom('10.0.0.1', '10.0.0.2'), hostnames: fc.array(name, { maxLength: 2 }) }),
      (entry) => entry.ip,
      2,
    ),
    terminationGracePeriodSeconds: fc.nat(60),
  },
  { requiredKeys: ['containers'] },
);

const labels = map(fc.constantFrom('x', 'y', '1', ''), labelKey);
const meta = (objectName: string) =>
  fc.record({ name: fc.constant(objectName), labels, annotations: map(text, labelKey) }, { requiredKeys: ['name'] });

const workload = (kind: string, objectName: string) =>
  fc.record({
    apiVersion: fc.constant('apps/v1'),
    kind: fc.constant(kind),
    metadata: meta(objectName),
    spec: fc.record(
      {
        replicas: fc.nat(3),
        selector: fc.record({ matchLabels: labels }),
        template: fc.record({ metadata: fc.record({ labels }), spec: podSpec }),
        strategy: optional({
          type: fc.constant('RollingUpdate'),
          rollingUpdate: optional({ maxSurge: fc.oneof(fc.nat(3), fc.constant('50%')) }),
        }),
      },
      { requiredKeys: ['template'] },
    ),
  });

const configMap = fc.record(
  { apiVersion: fc.constant('v1'), kind: fc.constant('ConfigMap'), metadata: meta('a'), data: map(text) },
  { requiredKeys: ['apiVersion', 'kind', 'metadata'] },
);

const service = fc.record({
  apiVersion: fc.constant('v1'),
  kind: fc.constant('Service'),
  metadata: meta('b.c'),
  spec: optional({
    clusterIP: fc.constant('None'),
    selector: labels,
    ports: listBy(
      fc.record({ port, name, protocol: fc.constantFrom('TCP', 'UDP') }),
      (entry) => `${entry.port}${entry.protocol}`,
      3,
    ),
  }),
});

const peer = optional({
  podSelector: optional({ matchLabels: labels }),
  namespaceSelector: optional({ matchLabels: labels }),
});
const networkPolicy = fc.record({
  apiVersion: fc.constant('networking.k8s.io/v1'),
  kind: fc.constant('NetworkPolicy'),
  metadata: meta('a'),
  spec: fc.record({
    podSelector: optional({ matchLabels: labels }),
    policyTypes: fc.constantFrom(['Ingress'], ['Ingress', 'Egress']),
    ingress: fc.array(
      optional({ from: fc.array(peer, { maxLength: 2 }), ports: fc.array(fc.record({ port }), { maxLength: 2 }) }),
      { maxLength: 2 },
    ),
  }),
});

/** A kind that Kustomize knows no schema of. */
const custom = fc.record({
  apiVersion: fc.constant('example.com/v1'),
  kind: fc.constant('Thing'),
  metadata: meta('a'),
  spec: optional({
    env: fc.array(fc.record({ name, value: text }), { maxLength: 3 }),
    map: map(
      fc.oneof(
        text,
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
        fc.boolean(),
      ),
    ),
    list: fc.array(text, { maxLength: 3 }),
    deep: map(map(text)),
  }),
});

/** Each object may be missing from a layer: it is then added or removed by an overlay. */
const file = (object: fc.Arbitrary<unknown>): fc.Arbitrary<LayerFile> =>
  fc
    .option(object, { nil: undefined, freq: 5 })
    .map((each) => ({ objects: each === undefined ? [] : [each as KubernetesObject] }));

const files = fc.record({
  'configmap.yaml': file(configMap),
  'deployment.yaml': file(workload('Deployment', 'a')),
  'statefulset.yaml': file(workload('StatefulSet', 'no')),
  'service.yaml': file(service),
  'networkpolicy.yaml': file(networkPolicy),
  'thing.yaml': file(custom),
});

/** A base and an overlay of one service, all of whose objects may differ in everything. */
export const randomService: fc.Arbitrary<{ readonly base: Layer; readonly staging: Layer }> = fc
  .record({ base: files, staging: files, partOf: fc.constantFrom('x', 'y'), team: text, restated: fc.boolean() })
  .map(({ base, staging, partOf, team, restated }) => ({
    base: { namespace: 'space', labels: { 'example.com/part-of': partOf }, annotations: { version: '1' }, files: base },
    staging: {
      namespace: 'space-staging',
      nameSuffix: '-staging',
      labels: { 'example.com/part-of': partOf },
      annotations: { version: '1', team },
      files: staging,
      stated: restated
        ? [{ file: 'deployment.yaml', index: 0, path: ['spec', 'template', 'spec', 'containers', 0, 'image'] }]
        : [],
    },
  }));
