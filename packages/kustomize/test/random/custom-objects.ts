import fc from 'fast-check';
import { NAMESPACE, ownName, unfollowed, unfollowedUnique } from './names.ts';
import { foreignObject, objectOf } from './object.ts';
import { type Shape, shaped } from './shape.ts';
import { count, host, image, labels, mapOf, numberOrText, port, protocol, quantities, text, word } from './values.ts';

const env: Shape = [{ name: word, 'value?': text }];
const sparkPod: Shape = {
  'cores?': count,
  'serviceAccount?': unfollowedUnique,
  'env?': env,
  'envFrom?': [{ configMapRef: { name: unfollowed } }],
  'volumeMounts?': [{ name: word, mountPath: text }],
};
const route: Shape = {
  'parentRefs?': [{ name: unfollowed, 'namespace?': NAMESPACE, 'sectionName?': word }],
  'hostnames?': [host],
  rules: [
    {
      'matches?': [{ path: { type: 'PathPrefix', value: text } }],
      'backendRefs?': [{ name: unfollowed, port, 'weight?': count }],
      'filters?': [{ type: 'RequestMirror', requestMirror: { backendRef: { name: unfollowed, port } } }],
    },
  ],
};
const monitor: Shape = {
  'namespaceSelector?': { matchNames: fc.constant([NAMESPACE]) },
  selector: { matchLabels: labels },
  endpoints: [{ port: word, 'interval?': '30s', 'basicAuth?': { username: { name: unfollowed, key: word } } }],
};

/** Custom resources, and objects of a kind that nobody knows, whose lists are called as those of pods are. */
export const customObjects: readonly fc.Arbitrary<unknown>[] = [
  objectOf('gateway.networking.k8s.io/v1', 'HTTPRoute', ownName, { spec: route }),
  objectOf('gateway.networking.k8s.io/v1', 'Gateway', ownName, {
    spec: {
      gatewayClassName: unfollowedUnique,
      listeners: [{ name: word, port, protocol, 'tls?': { certificateRefs: [{ name: unfollowed }] } }],
    },
  }),
  objectOf('cert-manager.io/v1', 'Certificate', ownName, {
    spec: {
      secretName: text,
      issuerRef: fc.oneof(shaped({ name: unfollowed }), shaped({ kind: 'ClusterIssuer', name: unfollowedUnique })),
      'dnsNames?': [host],
    },
  }),
  objectOf('cert-manager.io/v1', 'Issuer', ownName, { spec: { 'ca?': { secretName: unfollowed }, 'selfSigned?': {} } }),
  objectOf('monitoring.coreos.com/v1', 'ServiceMonitor', ownName, { spec: monitor }),
  foreignObject('monitoring.coreos.com/v1', 'ServiceMonitor', { spec: monitor }),
  objectOf('external-secrets.io/v1', 'ExternalSecret', ownName, {
    spec: {
      'refreshInterval?': '1h',
      secretStoreRef: fc.oneof(
        shaped({ name: unfollowed }),
        shaped({ kind: 'ClusterSecretStore', name: unfollowedUnique }),
      ),
      'target?': { name: text },
      'data?': [{ secretKey: word, remoteRef: { key: text } }],
    },
  }),
  objectOf('external-secrets.io/v1', 'SecretStore', ownName, { spec: { provider: mapOf(mapOf(text)) } }),
  objectOf('keda.sh/v1alpha1', 'ScaledObject', ownName, {
    spec: {
      scaleTargetRef: { 'kind?': 'Deployment', name: unfollowed },
      'minReplicaCount?': count,
      triggers: [{ type: 'cron', metadata: mapOf(text), 'authenticationRef?': { name: unfollowed } }],
    },
  }),
  objectOf('autoscaling.k8s.io/v1', 'VerticalPodAutoscaler', ownName, {
    spec: {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: unfollowed },
      'resourcePolicy?': { containerPolicies: [{ containerName: word, 'minAllowed?': quantities }] },
    },
  }),
  objectOf('sparkoperator.k8s.io/v1beta2', 'SparkApplication', ownName, {
    spec: {
      image,
      'arguments?': [text],
      driver: sparkPod,
      executor: sparkPod,
      'volumes?': [{ name: word, 'emptyDir?': {} }],
    },
  }),
  objectOf('networking.istio.io/v1', 'VirtualService', ownName, {
    spec: { hosts: [host], http: [{ route: [{ destination: { host: unfollowed, 'port?': { number: port } } }] }] },
  }),
  objectOf('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', ownName, {
    spec: { path: text, sourceRef: { kind: 'GitRepository', name: unfollowed }, 'prune?': fc.boolean() },
  }),
  ...['example.com/v1', 'other.example.com/v1'].map((apiVersion) =>
    objectOf(apiVersion, 'Thing', ownName, {
      'spec?': {
        'env?': env,
        'containers?': [{ name: word, image, 'env?': env, 'ports?': [{ containerPort: port, 'protocol?': protocol }] }],
        'ports?': [{ port, 'protocol?': protocol }],
        'volumes?': [{ name: word, 'image?': { reference: image } }],
        'map?': mapOf(numberOrText),
        'list?': [text],
        'lists?': [[count]],
        'deep?': mapOf(mapOf(text)),
      },
    }),
  ),
];
