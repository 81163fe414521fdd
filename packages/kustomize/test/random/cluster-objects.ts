import fc from 'fast-check';
import { followed, followedUnique, NAMESPACE, unfollowed, unfollowedUnique, uniqueName } from './names.ts';
import { subjects } from './namespaced-objects.ts';
import { clusterObject } from './object.ts';
import { keyedList } from './pods.ts';
import { type Shape, shaped } from './shape.ts';
import { count, mapOf, quantities, text, word } from './values.ts';

const ADMISSION = 'admissionregistration.k8s.io';
const RBAC = 'rbac.authorization.k8s.io';

/** Whom an API server asks: a Service of the service, or of others. */
const clientConfig = fc.oneof(
  shaped({ service: { name: followed, namespace: NAMESPACE, 'path?': '/x' } }),
  shaped({ service: { name: 'external', namespace: 'kube-system' } }),
  shaped({ url: 'https://hooks.example' }),
);
const webhook: Shape = {
  name: fc.constantFrom('a.example.com', 'b.example.com'),
  clientConfig,
  'rules?': [{ apiGroups: [''], apiVersions: ['v1'], operations: [fc.constant('*')], resources: [word] }],
  'namespaceSelector?': {},
  sideEffects: 'None',
};
/** RBAC lets names have characters that mean something in patterns. */
const roleName = fc.oneof(
  { arbitrary: uniqueName, weight: 2 },
  { arbitrary: uniqueName.map((name) => `system:${name}`), weight: 1 },
  { arbitrary: uniqueName.map((name) => `a+(${name})`), weight: 1 },
);

/** Objects of Kubernetes' own kinds that are of the whole cluster. */
export const clusterObjects: readonly fc.Arbitrary<unknown>[] = [
  clusterObject('v1', 'Namespace', {}, NAMESPACE),
  clusterObject('v1', 'PersistentVolume', {
    spec: {
      capacity: quantities,
      'storageClassName?': followedUnique,
      'claimRef?': { name: unfollowed, namespace: NAMESPACE },
      'mountOptions?': [text],
    },
  }),
  clusterObject('storage.k8s.io/v1', 'StorageClass', { provisioner: 'csi.example', 'parameters?': mapOf(text) }),
  clusterObject('networking.k8s.io/v1', 'IngressClass', {
    spec: {
      controller: 'example.com/ingress',
      'parameters?': { kind: 'ConfigMap', name: unfollowed, namespace: NAMESPACE, scope: 'Namespace' },
    },
  }),
  clusterObject(
    `${RBAC}/v1`,
    'ClusterRole',
    {
      rules: [{ apiGroups: [fc.constant('')], resources: [word], verbs: [word], 'resourceNames?': [unfollowed] }],
    },
    roleName,
  ),
  clusterObject(
    `${RBAC}/v1`,
    'ClusterRoleBinding',
    {
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: fc.oneof(followedUnique, fc.constant('view')) },
      'subjects?': subjects,
    },
    roleName,
  ),
  ...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map((kind) =>
    clusterObject(`${ADMISSION}/v1`, kind, { webhooks: keyedList(webhook, ['name'], 2) }),
  ),
  clusterObject(
    'apiregistration.k8s.io/v1',
    'APIService',
    {
      spec: {
        group: 'metrics.example.com',
        version: 'v1',
        'service?': { name: followed, namespace: fc.constantFrom(NAMESPACE, 'kube-system'), 'port?': 443 },
        groupPriorityMinimum: count,
      },
    },
    fc.constant('v1.tag0.example.com'),
  ),
  clusterObject(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    {
      spec: {
        group: 'tag0.example.com',
        names: { kind: 'Thing', plural: 'things', 'shortNames?': [word] },
        scope: 'Namespaced',
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                'properties?': { containers: { type: 'array', 'default?': [{ name: 'a', image: 'web:1' }] } },
              },
            },
          },
        ],
        'conversion?': fc.oneof(
          shaped({ strategy: 'None' }),
          shaped({
            strategy: 'Webhook',
            webhook: {
              clientConfig: { service: { name: unfollowed, namespace: fc.constantFrom(NAMESPACE, 'kube-system') } },
            },
          }),
        ),
      },
    },
    fc.constant('things.tag0.example.com'),
  ),
  clusterObject('scheduling.k8s.io/v1', 'PriorityClass', { value: count, 'description?': text }),
  clusterObject('node.k8s.io/v1', 'RuntimeClass', { handler: word }),
  clusterObject(`${ADMISSION}/v1`, 'ValidatingAdmissionPolicy', {
    spec: { 'validations?': [{ expression: text, 'message?': text }], 'failurePolicy?': 'Fail' },
  }),
  clusterObject(`${ADMISSION}/v1`, 'ValidatingAdmissionPolicyBinding', {
    spec: { policyName: unfollowedUnique, validationActions: [fc.constantFrom('Deny', 'Audit')] },
  }),
  clusterObject('gateway.networking.k8s.io/v1', 'GatewayClass', { spec: { controllerName: 'example.com/gateway' } }),
  clusterObject('cert-manager.io/v1', 'ClusterIssuer', {
    spec: { 'ca?': { secretName: unfollowed }, 'selfSigned?': {} },
  }),
  clusterObject('external-secrets.io/v1', 'ClusterSecretStore', {
    spec: { provider: { fake: { data: [{ key: word, value: text }] } }, 'conditions?': [{ namespaces: [word] }] },
  }),
  clusterObject('keda.sh/v1alpha1', 'ClusterTriggerAuthentication', {
    spec: { secretTargetRef: [{ parameter: word, name: unfollowed, key: word }] },
  }),
  clusterObject('flowcontrol.apiserver.k8s.io/v1', 'FlowSchema', {
    spec: {
      priorityLevelConfiguration: { name: unfollowedUnique },
      'rules?': [{ subjects: [{ kind: 'Group', group: { name: text } }] }],
    },
  }),
  clusterObject(
    'storage.k8s.io/v1',
    'CSIDriver',
    { spec: { 'podInfoOnMount?': fc.boolean() } },
    fc.constant('tag0.csi.example'),
  ),
  clusterObject('resource.k8s.io/v1', 'DeviceClass', { spec: { selectors: [{ cel: { expression: text } }] } }),
];
