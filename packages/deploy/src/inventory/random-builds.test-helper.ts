import type { ObjectToSend } from '@k8s-blocks/cluster';
import fc from 'fast-check';

/** The kinds of which random builds are: those that are deleted as they are, one that has dependents, and two that hold data. */
const KINDS = [
  'ConfigMap',
  'Service',
  'Deployment',
  'ServiceAccount',
  'NetworkPolicy',
  'PersistentVolumeClaim',
] as const;
export type RandomKind = (typeof KINDS)[number];

/** Kinds that are only deleted with their data. */
export const DATA_KINDS: ReadonlySet<string> = new Set(['PersistentVolumeClaim', 'Namespace']);

const VERSIONS: Readonly<Record<RandomKind, string>> = {
  ConfigMap: 'v1',
  Service: 'v1',
  Deployment: 'apps/v1',
  ServiceAccount: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PersistentVolumeClaim: 'v1',
};

const FIELDS: Readonly<Record<RandomKind, (name: string) => object>> = {
  ConfigMap: () => ({ data: { a: '1' } }),
  Service: () => ({ spec: { ports: [{ port: 80 }] } }),
  Deployment: (app) => ({
    spec: {
      replicas: 0,
      selector: { matchLabels: { app } },
      template: { metadata: { labels: { app } }, spec: { containers: [{ name: 'main', image: 'main:1' }] } },
    },
  }),
  ServiceAccount: () => ({ automountServiceAccountToken: false }),
  NetworkPolicy: () => ({ spec: { podSelector: {} } }),
  PersistentVolumeClaim: () => ({
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName: 'none' },
  }),
};

/** An object of a kind. */
export function objectOf(kind: RandomKind, name: string, namespace: string): ObjectToSend {
  const metadata = { name, namespace };
  return { apiVersion: VERSIONS[kind], kind, metadata, ...FIELDS[kind](name) };
}

export const namespaceObject = (name: string): ObjectToSend => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});

/** Two namespaces: of the first, the stack has the Namespace; the second is of others. */
export const NAMESPACES = ['own', 'shared'] as const;

export interface RandomObject {
  readonly kind: RandomKind;
  readonly name: string;
  readonly namespace: (typeof NAMESPACES)[number];
}

const object = (names: readonly string[]): fc.Arbitrary<RandomObject> =>
  fc.record({
    kind: fc.constantFrom(...KINDS),
    name: fc.constantFrom(...names),
    namespace: fc.constantFrom(...NAMESPACES),
  });

const identity = ({ kind, name, namespace }: RandomObject) => `${kind} ${name} ${namespace}`;

export const SERVICES = ['api', 'database', 'web'] as const;
export type RandomService = (typeof SERVICES)[number];

/** The objects of a build, each with its service. An object is of one service. */
export type RandomBuild = readonly (RandomObject & { readonly service: RandomService })[];

const build: fc.Arbitrary<RandomBuild> = fc
  .uniqueArray(object(['one', 'two', 'three']), { maxLength: 10, selector: identity })
  .chain((objects) =>
    fc
      .array(fc.constantFrom(...SERVICES), { minLength: objects.length, maxLength: objects.length })
      .map((services) => objects.map((each, index) => ({ ...each, service: services[index] ?? 'web' }))),
  );

/** One deployment: a build, of which all services are deployed or some, and what of it is pruned. */
export interface RandomStep {
  readonly build: RandomBuild;
  /** Undefined for all, and those that left the map. */
  readonly services: readonly RandomService[] | undefined;
  readonly prunes: 'all' | 'nothing' | 'without data';
}

const step: fc.Arbitrary<RandomStep> = fc.record({
  build,
  services: fc.option(fc.uniqueArray(fc.constantFrom(...SERVICES), { minLength: 1 }), { nil: undefined, freq: 3 }),
  prunes: fc.constantFrom('all', 'without data', 'nothing'),
});

/** What an object of others looks like. */
export interface ForeignObject extends RandomObject {
  readonly looksLike: 'a member' | 'applied by us' | 'another stack' | 'nothing';
  readonly service: RandomService;
}

/** Their names are others than those of builds: an object of that name would be taken over by whoever applies it. */
const foreign: fc.Arbitrary<readonly ForeignObject[]> = fc.uniqueArray(
  fc
    .record({
      looksLike: fc.constantFrom('a member', 'applied by us', 'another stack', 'nothing'),
      service: fc.constantFrom(...SERVICES),
      object: object(['one-copy', 'foreign']),
    })
    .map(({ object: each, ...rest }) => ({ ...each, ...rest })),
  { minLength: 3, maxLength: 8, selector: identity },
);

/** Objects of others, and what happens next to them. */
export const SCENARIO = fc.record({ foreign, steps: fc.array(step, { minLength: 2, maxLength: 4 }) });
