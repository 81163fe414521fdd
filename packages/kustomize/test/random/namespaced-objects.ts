import fc from 'fast-check';
import { followed, followedUnique, NAMESPACE, ownName, unfollowed, unfollowedUnique, uniqueName } from './names.ts';
import { foreignObject, objectOf } from './object.ts';
import { claimSpecOf, keyedList } from './pods.ts';
import { type Shape, shaped } from './shape.ts';
import { count, host, labels, mapOf, port, protocol, quantities, text, word } from './values.ts';

const servicePort = fc.oneof(shaped({ port, 'name?': word }), shaped({ port, 'name?': word, protocol }));
const peer: Shape = { 'podSelector?': { 'matchLabels?': labels }, 'namespaceSelector?': { 'matchLabels?': labels } };
const policy: Shape = {
  podSelector: { 'matchLabels?': labels },
  policyTypes: fc.constantFrom(['Ingress'], ['Ingress', 'Egress']),
  'ingress?': [{ 'from?': [peer], 'ports?': [{ port, 'protocol?': protocol }] }],
};
const backend: Shape = { service: { name: followed, port: { number: port } } };

/** Who gets a role: accounts of the service and of others, users and groups, also of equal names. */
const subject = fc.oneof(
  shaped({ kind: 'ServiceAccount', name: followedUnique, namespace: NAMESPACE }),
  shaped({ kind: 'ServiceAccount', name: 'default', namespace: fc.constantFrom(NAMESPACE, 'kube-system') }),
  shaped({ kind: 'ServiceAccount', name: followedUnique, namespace: fc.constantFrom('kube-system', 'monitoring') }),
  shaped({ kind: 'ServiceAccount', name: word, namespace: fc.constantFrom(NAMESPACE, 'monitoring') }),
  shaped({
    kind: fc.constantFrom('User', 'Group'),
    name: fc.constantFrom('default', 'audit', 'a', 'system:nodes'),
    apiGroup: 'rbac.authorization.k8s.io',
  }),
);
export const subjects: Shape = fc.array(subject, { maxLength: 3 });
const roleRef = (kind: fc.Arbitrary<string>, name: Shape): Shape => ({
  apiGroup: 'rbac.authorization.k8s.io',
  kind,
  name,
});
export const rule: Shape = {
  apiGroups: [fc.constantFrom('', 'apps', 'example.com')],
  resources: [fc.constantFrom('pods', 'secrets', 'configmaps', 'deployments', 'things')],
  verbs: [word],
  'resourceNames?': [unfollowed],
};
const dataRule: Shape = {
  apiGroups: fc.constant(['']),
  resources: fc.constantFrom(['secrets'], ['configmaps']),
  verbs: fc.constant(['get']),
  resourceNames: [followed],
};
const binding = (kind: fc.Arbitrary<string>, name: Shape) => ({ roleRef: roleRef(kind, name), 'subjects?': subjects });

/** Objects of Kubernetes' own kinds in the namespace of the service. */
export const namespacedObjects: readonly fc.Arbitrary<unknown>[] = [
  objectOf('v1', 'ConfigMap', ownName, { 'data?': mapOf(text), 'binaryData?': mapOf(fc.constant('AAE=')) }),
  objectOf('v1', 'Secret', ownName, { 'type?': 'Opaque', 'stringData?': mapOf(text) }),
  objectOf('v1', 'Service', ownName, {
    spec: {
      'clusterIP?': 'None',
      'selector?': labels,
      'ports?': keyedList(servicePort, ['port', 'protocol'], 3),
    },
  }),
  objectOf('v1', 'ServiceAccount', uniqueName, {
    'imagePullSecrets?': keyedList({ name: followed }, ['name'], 2),
    'secrets?': keyedList({ name: unfollowed }, ['name'], 2),
    'automountServiceAccountToken?': fc.boolean(),
  }),
  objectOf('v1', 'PersistentVolumeClaim', ownName, {
    spec: {
      ...claimSpecOf(followedUnique),
      'volumeName?': followedUnique,
      'dataSource?': { kind: 'PersistentVolumeClaim', name: unfollowed },
    },
  }),
  objectOf('v1', 'ResourceQuota', ownName, { spec: { hard: quantities } }),
  objectOf('v1', 'LimitRange', ownName, { spec: { limits: [{ type: 'Container', 'default?': quantities }] } }),
  objectOf('v1', 'Endpoints', ownName, {
    'subsets?': [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ port, 'name?': word, 'protocol?': protocol }] }],
  }),
  objectOf('discovery.k8s.io/v1', 'EndpointSlice', ownName, {
    addressType: 'IPv4',
    endpoints: [{ addresses: fc.constant(['10.0.0.1']), 'conditions?': { ready: fc.boolean() } }],
    'ports?': [{ port, 'name?': word, 'protocol?': protocol }],
  }),
  objectOf('networking.k8s.io/v1', 'Ingress', ownName, {
    spec: {
      'ingressClassName?': unfollowedUnique,
      'defaultBackend?': backend,
      'rules?': [{ 'host?': host, http: { paths: [{ path: '/x', pathType: 'Prefix', backend }] } }],
      'tls?': [{ 'hosts?': [host], 'secretName?': followed }],
    },
  }),
  objectOf('networking.k8s.io/v1', 'NetworkPolicy', ownName, { spec: policy }),
  foreignObject('networking.k8s.io/v1', 'NetworkPolicy', { spec: policy }),
  ...['autoscaling/v2', 'autoscaling/v1'].map((apiVersion) =>
    objectOf(apiVersion, 'HorizontalPodAutoscaler', ownName, {
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: fc.constantFrom('Deployment', 'StatefulSet'), name: followed },
        'minReplicas?': count,
        'metrics?': [{ type: 'Resource', resource: { name: fc.constantFrom('cpu', 'memory') } }],
      },
    }),
  ),
  objectOf('policy/v1', 'PodDisruptionBudget', ownName, {
    spec: { 'minAvailable?': fc.oneof(count, fc.constant('50%')), 'selector?': { matchLabels: labels } },
  }),
  objectOf('rbac.authorization.k8s.io/v1', 'Role', ownName, { rules: [fc.oneof(shaped(rule), shaped(dataRule))] }),
  objectOf('rbac.authorization.k8s.io/v1', 'RoleBinding', ownName, binding(fc.constant('Role'), followed)),
  objectOf('rbac.authorization.k8s.io/v1', 'RoleBinding', ownName, binding(fc.constant('ClusterRole'), followedUnique)),
  foreignObject('rbac.authorization.k8s.io/v1', 'RoleBinding', {
    roleRef: roleRef(fc.constant('Role'), 'extension-apiserver-authentication-reader'),
    subjects,
  }),
  foreignObject('v1', 'ServiceAccount', {}),
  foreignObject('v1', 'ConfigMap', { data: mapOf(text) }),
  objectOf('coordination.k8s.io/v1', 'Lease', ownName, { spec: { 'leaseDurationSeconds?': count } }),
];
