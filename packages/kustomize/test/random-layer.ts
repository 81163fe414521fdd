import fc from 'fast-check';
import type { KubernetesObject, Layer, LayerFile, PinnedValue } from '../src/index.ts';
import { type Edit, edited, type Fresh, leavesOf } from './edit.ts';

/** Text that some reader of YAML takes for something else, and text at random. */
const text = fc
  .oneof(
    fc.constantFrom('y', 'n', 'Yes', 'off', 'true', 'null', '~', '', ' ', '0123', '0o14', '0x1F', '1e3', '.5', '1_000'),
    fc.constantFrom('1:30', '+1', '2001-01-01', '<<', '=', '-', '- a', 'a: b', 'a #b', '#', '{a}', '[a]', '*a', '&a'),
    fc.constantFrom('!a', '%a', '@a', '`a`', '|', '>', '"', "'", "it's", '\\', '---', '...', '.inf', 'NaN', '$(VAR)'),
    fc.constantFrom('two\nlines', 'ends\n', '\nbegins', 'spaces \nat ends ', ' indented\n  more', 'cr\r\nlf', 'a\r'),
    fc.constantFrom('a\tb', 'a\n\tb', ' \ta\n', '\ufeff', '\u00a0', '\u0007', 'ünïcödé', '😀'),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...' \n\t#:-\'"abc'), maxLength: 12 }),
  )
  // Such text is refused, since Kustomize 5 cannot write it.
  .filter((each) => !/[\u007f-\u009f\u2028\u2029\ufffe\uffff]|^\n*\t/u.test(each));
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

const envEntry = fc.oneof(
  fc.record({ name, value: text }),
  fc.record({ name, valueFrom: fc.record({ secretKeyRef: fc.record({ name, key: name }) }) }),
);
const envFromEntry = fc.record({ configMapRef: fc.record({ name }) });
const volumeMount = fc.record({ name, mountPath: fc.constantFrom('/a', '/b', '/c') });
const image = fc
  .tuple(fc.constantFrom('web', 'registry:5000/team/db', 'img'), fc.constantFrom(':1', ':2', ':1e3', '', '@sha256:0a'))
  .map((parts) => parts.join(''));
const quantities = fc.dictionary(fc.constantFrom('cpu', 'memory'), fc.constantFrom('1', '500m', '1Gi'), {
  noNullPrototype: true,
});

const container = fc.record(
  {
    name,
    image,
    command: fc.array(text, { maxLength: 3 }),
    env: listBy(envEntry, (entry) => entry.name),
    envFrom: fc.array(envFromEntry, { maxLength: 2 }),
    ports: listBy(
      fc.record({ containerPort: port, name, protocol: fc.constantFrom('TCP', 'UDP') }),
      (entry) => `${entry.containerPort}${entry.protocol}`,
      3,
    ),
    volumeMounts: listBy(volumeMount, (entry) => entry.mountPath, 3),
    resources: optional({ requests: quantities, limits: quantities }),
    stdin: fc.boolean(),
  },
  { requiredKeys: ['name', 'image'] },
);

const volume = fc.oneof(
  fc.record({ name, emptyDir: optional({ medium: fc.constant('Memory') }) }),
  fc.record({ name, configMap: fc.record({ name, optional: fc.boolean() }) }),
);

const toleration = optional({ key: name, operator: fc.constant('Exists') });

const podSpec = fc.record(
  {
    containers: fc.uniqueArray(container, { selector: (entry) => entry.name, minLength: 1, maxLength: 3 }),
    initContainers: fc.uniqueArray(container, { selector: (entry) => entry.name, minLength: 1, maxLength: 2 }),
    volumes: listBy(volume, (entry) => entry.name, 4),
    nodeSelector: map(text),
    tolerations: fc.array(toleration, { maxLength: 3 }),
    hostAliases: listBy(
      fc.record({ ip: fc.constantFrom('10.0.0.1', '10.0.0.2'), hostnames: fc.array(name, { maxLength: 2 }) }),
      (entry) => entry.ip,
      2,
    ),
    terminationGracePeriodSeconds: fc.nat(60),
  },
  { requiredKeys: ['containers'] },
);

/** Keys that single objects have too. */
const commonLabels = fc.dictionary(fc.constantFrom('example.com/part-of', 'A', 'E-f'), fc.constantFrom('x', 'z'), {
  maxKeys: 2,
  noNullPrototype: true,
});
const commonAnnotations = fc.dictionary(fc.constantFrom('version', 'team', 'A'), text, {
  maxKeys: 2,
  noNullPrototype: true,
});
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
        template: fc.record({ metadata: optional({ labels, annotations: map(text, labelKey) }), spec: podSpec }),
        strategy: optional({
          type: fc.constant('RollingUpdate'),
          rollingUpdate: optional({ maxSurge: fc.oneof(fc.nat(3), fc.constant('50%')) }),
        }),
      },
      { requiredKeys: ['template'] },
    ),
  });

const configMap = (objectName: string) =>
  fc.record(
    { apiVersion: fc.constant('v1'), kind: fc.constant('ConfigMap'), metadata: meta(objectName), data: map(text) },
    { requiredKeys: ['apiVersion', 'kind', 'metadata'] },
  );

const namespace = fc.record({
  apiVersion: fc.constant('v1'),
  kind: fc.constant('Namespace'),
  metadata: meta('space'),
});

const cronJob = fc.record({
  apiVersion: fc.constant('batch/v1'),
  kind: fc.constant('CronJob'),
  metadata: meta('a'),
  spec: fc.record({
    schedule: fc.constantFrom('0 1 * * *', '* * * * *'),
    jobTemplate: fc.record({
      metadata: optional({ labels, annotations: map(text, labelKey) }),
      spec: fc.record({ template: fc.record({ metadata: optional({ labels }), spec: podSpec }) }),
    }),
  }),
});

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
const file = (...objects: fc.Arbitrary<unknown>[]): fc.Arbitrary<LayerFile> =>
  fc
    .tuple(...objects.map((object) => fc.option(object, { nil: undefined, freq: 5 })))
    .map((all) => ({ objects: all.filter((each) => each !== undefined) as KubernetesObject[] }));

const files = fc.record({
  'namespace.yaml': file(namespace),
  'configmap.yaml': file(configMap('a'), configMap('a.b')),
  'deployment.yaml': file(workload('Deployment', 'a')),
  'statefulset.yaml': file(workload('StatefulSet', 'no')),
  'cronjob.yaml': file(cronJob),
  'service.yaml': file(service),
  'networkpolicy.yaml': file(networkPolicy),
  'thing.yaml': file(custom),
});

/** What an edit may put into the list, or under the key, of each name. */
const fresh: fc.Arbitrary<Fresh> = fc.record({
  entries: fc.record({
    containers: container,
    initContainers: container,
    env: envEntry,
    envFrom: envFromEntry,
    volumes: volume,
    volumeMounts: volumeMount,
    tolerations: toleration,
    command: text,
    list: text,
    hostnames: name,
  }),
  image,
  key,
  labelKey,
  text,
  number: fc.nat(9),
});

const edit: fc.Arbitrary<Edit> = fc.record({
  what: fc.constantFrom('change', 'add', 'remove', 'replace'),
  object: fc.nat(),
  choice: fc.nat(),
  at: fc.constantFrom(0, 0.5, 1),
  fresh,
});

/** An environment as people write it: base with a few small edits. */
const similar = fc
  .record({
    base: files,
    other: files,
    swapped: fc.option(fc.constantFrom('thing.yaml', 'service.yaml', 'configmap.yaml'), { freq: 4 }),
    edits: fc.array(edit, { minLength: 1, maxLength: 6 }),
  })
  .map(({ base, other, swapped, edits }) => {
    const after = edits.reduce<Readonly<Record<string, LayerFile>>>(edited, base);
    return { base, staging: swapped === null ? after : { ...after, [swapped]: other[swapped] } };
  });

const unrelated = fc.record({ base: files, staging: files });

const pinned = fc.record({
  file: fc.constantFrom('configmap.yaml', 'deployment.yaml', 'networkpolicy.yaml'),
  leaf: fc.nat(),
});

export interface RandomService {
  readonly base: Layer;
  readonly staging: Layer;
}

/** A base and an overlay of one service that differ in a few values, or, one time in four, in everything. */
export const randomService: fc.Arbitrary<RandomService> = fc
  .record({
    layers: fc.oneof({ arbitrary: similar, weight: 3 }, { arbitrary: unrelated, weight: 1 }),
    labels: fc.tuple(commonLabels, commonLabels),
    annotations: fc.tuple(commonAnnotations, commonAnnotations),
    nameSuffix: fc.constantFrom('', '-staging'),
    pinned: fc.array(pinned, { maxLength: 2 }),
  })
  .map(({ layers: { base, staging }, labels, annotations, nameSuffix, pinned }) => ({
    base: { namespace: 'space', labels: labels[0], annotations: annotations[0], files: base },
    staging: {
      namespace: 'space-staging',
      nameSuffix,
      labels: { ...labels[0], ...labels[1] },
      annotations: { ...annotations[0], ...annotations[1] },
      files: staging,
      pinned: pinned.flatMap(({ file, leaf }) => pinnedIn(staging, file, leaf)),
    },
  }));

function pinnedIn(files: Readonly<Record<string, LayerFile>>, file: string, leaf: number): PinnedValue[] {
  const object = files[file]?.objects[0];
  const leaves = object === undefined ? [] : leavesOf(object);
  const path = leaves[leaf % leaves.length];
  return path === undefined ? [] : [{ file, index: 0, path }];
}
