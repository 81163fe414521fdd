import fc from 'fast-check';
import type { KubernetesObject } from '../../src/index.ts';
import { bare, ELSEWHERE, followed, NAMESPACE, ownName, uniqueName, VERSION } from './names.ts';
import { objectOf } from './object.ts';
import { shaped } from './shape.ts';
import { labels, text, word } from './values.ts';

/** Something odd that a service may have: objects, or a change of each of its objects. */
export interface OddIngredient {
  readonly name: string;
  readonly objects?: readonly unknown[];
  /** Whether the service has what the objects refer to. Default: by chance. */
  readonly isReferredTo?: boolean;
  readonly change?: (object: KubernetesObject) => KubernetesObject;
}

/** Annotations that Kustomize does not keep, or not with every value. */
const ANNOTATION_KEYS = [
  ...['1', '0123', 'true', 'null', '~', '1e3', '.5', '0x1F', '1_000', '0o14', '2001-01-01', '.inf', '1:30', 'yes', '='],
  ...['config.kubernetes.io/index', 'config.k8s.io/id', 'internal.config.kubernetes.io/path'],
  ...['config.kubernetes.io/local-config', 'config.kubernetes.io/function', 'config.kubernetes.io/origin'],
  ...['kustomize.config.k8s.io/needs-hash', 'kustomize.config.k8s.io/behavior', 'kustomize.config.k8s.io/id'],
  ...['config.kubernetes.io/merge-source', 'config.kubernetes.io/formatting', 'config.kubernetes.io/depends-on'],
  ...['nginx.ingress.kubernetes.io/auth-secret', 'ingress.kubernetes.io/auth-secret', 'a.b/c', '$a', '$patch'],
];
const VALUES = ['true', 'false', 'enabled', 'merge', 'replace', '@{own0}', '@{own1}@{suffix}', 'a/b', ''];

const annotation = fc.tuple(fc.constantFrom(...ANNOTATION_KEYS), fc.constantFrom(...VALUES)).map(([key, value]) => ({
  name: 'annotation',
  change: (object: KubernetesObject): KubernetesObject => {
    const metadata = object.metadata as Record<string, unknown> & { annotations?: object };
    return {
      ...object,
      metadata: { ...metadata, annotations: { ...metadata.annotations, [key]: value } },
    } as KubernetesObject;
  },
}));

/** Lists that have one entry twice, by the name of the list. */
const twice = fc
  .constantFrom(
    'env',
    'volumeMounts',
    'ports',
    'volumes',
    'imagePullSecrets',
    'tolerations',
    'secrets',
    'webhooks',
    'containers',
    'initContainers',
    'hostAliases',
    'topologySpreadConstraints',
    'subjects',
    'finalizers',
  )
  .map((list) => ({
    name: `twice in ${list}`,
    change: (object: KubernetesObject) => withRepeated(object, list) as KubernetesObject,
  }));

function withRepeated(value: unknown, list: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => withRepeated(entry, list));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) => {
    const repeated = key === list && Array.isArray(entry) ? [...entry, ...entry.slice(0, 1)] : entry;
    return [key, withRepeated(repeated, list)];
  });
  return Object.fromEntries(entries);
}

const oddObject = (name: string, ...shapes: Parameters<typeof shaped>[0][]) =>
  fc.tuple(...shapes.map(shaped)).map((objects) => ({ name, objects }));

/** References by the name of base where Kustomize does not replace it. */
const bareReference = fc
  .oneof(
    objectOf('cert-manager.io/v1', 'Certificate', ownName, { spec: { issuerRef: { name: bare } } }),
    objectOf('gateway.networking.k8s.io/v1', 'HTTPRoute', ownName, {
      spec: { rules: fc.tuple(shaped({ backendRefs: fc.tuple(shaped({ name: bare, port: 80 })) })) },
    }),
    objectOf('networking.k8s.io/v1', 'Ingress', ownName, { spec: { ingressClassName: bare } }),
    shaped({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: ownName, labels: { 'kubernetes.io/service-name': bare } },
      addressType: 'IPv4',
    }),
    objectOf('autoscaling/v2', 'HorizontalPodAutoscaler', ownName, {
      spec: { scaleTargetRef: { kind: fc.constantFrom('Deployment', 'Rollout', 'StatefulSet'), name: bare } },
    }),
    objectOf('apps/v1', 'ReplicaSet', ownName, {
      spec: { template: { spec: { containers: [{ name: 'a', image: 'web:1' }], serviceAccountName: bare } } },
    }),
  )
  .map((object) => ({ name: 'bare reference', objects: [object], isReferredTo: true }));

const subject = shaped({ kind: fc.constantFrom('User', 'Group', 'ServiceAccount'), name: bare });
const sameSubject = fc
  .tuple(
    objectOf('rbac.authorization.k8s.io/v1', 'RoleBinding', ownName, {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: fc.array(subject, { minLength: 1, maxLength: 2 }),
    }),
    objectOf('v1', 'ServiceAccount', uniqueName, {}),
  )
  .map((objects) => ({ name: 'subject of the name of an account', objects }));

/** Objects that Kustomize treats in a way of its own. */
const oddObjects: readonly fc.Arbitrary<OddIngredient>[] = [
  oddObject('a directive of patches', {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    metadata: { name: ownName },
    spec: { map: { $patch: fc.constantFrom('delete', 'replace'), 'a?': word }, list: [{ $patch: 'delete', a: word }] },
  }),
  oddObject('a ServiceAccount of another group', {
    apiVersion: 'example.com/v1',
    kind: 'ServiceAccount',
    metadata: { name: uniqueName },
    'spec?': { text },
  }),
  oddObject(
    'an object that moves',
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: uniqueName, namespace: ELSEWHERE }, data: { a: text } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: uniqueName, namespace: ELSEWHERE, 'labels?': labels },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: uniqueName },
      subjects: [subject],
    },
  ),
  oddObject(
    'an account that moves',
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: uniqueName, namespace: ELSEWHERE } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: fc.constantFrom('RoleBinding', 'ClusterRoleBinding'),
      metadata: { name: uniqueName },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: [{ kind: 'ServiceAccount', name: uniqueName, namespace: ELSEWHERE }],
    },
  ),
  oddObject('a namespace where there is none', {
    apiVersion: fc.constantFrom('rbac.authorization.k8s.io/v1', 'example.com/v1'),
    kind: 'ClusterRole',
    metadata: { name: uniqueName, namespace: ELSEWHERE, 'labels?': labels },
    rules: fc.constant([]),
  }),
  oddObject('another version', {
    apiVersion: `autoscaling/${VERSION}`,
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: ownName, 'labels?': labels },
    spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: followed } },
  }),
  oddObject('the ServiceAccount default', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: NAMESPACE },
  }),
  oddObject('a key that needs an escape', {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    metadata: { name: ownName },
    spec: { map: { 'a/b~c': text, 'a[0]': text } },
  }),
];

/** Objects that are refused. */
const refusedObjects: readonly fc.Arbitrary<OddIngredient>[] = [
  oddObject(
    'suffix twice',
    objectOf(
      'v1',
      'ConfigMap',
      ownName.map((name) => `${name}-staging`),
      { data: { a: text } },
    ),
  ),
  oddObject(
    'prefix twice',
    objectOf(
      'v1',
      'ConfigMap',
      ownName.map((name) => `stg-${name}`),
      { data: { a: text } },
    ),
  ),
  oddObject(
    'one name in two namespaces',
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: uniqueName, namespace: 'kube-system' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: uniqueName } },
  ),
  oddObject('a Namespace of others', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: uniqueName, labels } }),
  oddObject('a Namespace of another group', {
    apiVersion: 'example.com/v1',
    kind: 'Namespace',
    metadata: { name: ownName, 'labels?': labels },
    'spec?': { text },
  }),
  oddObject('a List', {
    apiVersion: 'v1',
    kind: 'List',
    metadata: { name: ownName },
    items: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: word } }],
  }),
  oddObject(
    'a kind that ends in List',
    objectOf('example.com/v1', 'AllowList', ownName, { spec: { entries: [text] } }),
  ),
];

/** At most one of these is in a service, so that it is not refused for one while another goes untried. */
export const oddIngredient: fc.Arbitrary<OddIngredient> = fc.oneof(
  { arbitrary: annotation, weight: 3 },
  { arbitrary: twice, weight: 5 },
  { arbitrary: bareReference, weight: 3 },
  { arbitrary: sameSubject, weight: 1 },
  { arbitrary: fc.oneof(...oddObjects), weight: 5 },
  { arbitrary: fc.oneof(...refusedObjects), weight: 2 },
);
