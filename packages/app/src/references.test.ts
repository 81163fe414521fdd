import { type KubernetesObject, parsePath, valueAt } from '@k8s-blocks/manifest';
import { contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { builtAsSaid } from './built-as-said.test-helper.ts';
import { app } from './index.ts';
import { problemsOf } from './problems-of.test-helper.ts';

const till = contract({ name: 'till', ports: {} });
const map = stack({
  services: [till],
  environments: { base: {}, staging: { suffix: '-staging' } },
  connections: [],
});

/** A reference: the object that refers, with a name in the place of `NAME`, the field, and the kind that it refers to. */
interface ReferenceCase {
  readonly from: string;
  readonly fields: object;
  readonly field: string;
  readonly to: string;
}

const NAME = 'NAME';
const SPEC = 'spec.template.spec';

const inPod = (podFields: object) => ({ spec: { template: { spec: { containers: [], ...podFields } } } });
const inClaim = (claim: object) => ({ spec: claim });
const reference = (from: string, field: string, to: string, fields: object): ReferenceCase => ({
  from,
  field,
  to,
  fields,
});
const volume = (fields: object) => inPod({ volumes: [{ name: 'v', ...fields }] });
const envOf = (valueFrom: object) => ({ containers: [{ name: 'c', env: [{ name: 'A', valueFrom }] }] });
const binding = { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' } };
const subjects = { subjects: [{ kind: 'ServiceAccount', name: NAME, namespace: 'OWN' }] };
const webhook = { name: 'a.example.com', clientConfig: { service: { name: NAME, namespace: 'OWN' } } };
const rule = (apiGroups: string[], resources: string[]) => ({
  rules: [{ apiGroups, resources, resourceNames: [NAME], verbs: ['get'] }],
});

/** References that every Kustomize from 5.0 on follows. */
const FOLLOWED: readonly ReferenceCase[] = [
  reference(
    'apps/v1 Deployment',
    `${SPEC}.volumes[0].configMap.name`,
    'v1 ConfigMap',
    volume({ configMap: { name: NAME } }),
  ),
  reference(
    'apps/v1 Deployment',
    `${SPEC}.containers[0].env[0].valueFrom.configMapKeyRef.name`,
    'v1 ConfigMap',
    inPod(envOf({ configMapKeyRef: { name: NAME, key: 'a' } })),
  ),
  reference(
    'apps/v1 StatefulSet',
    `${SPEC}.initContainers[0].envFrom[0].configMapRef.name`,
    'v1 ConfigMap',
    inPod({ initContainers: [{ name: 'c', envFrom: [{ configMapRef: { name: NAME } }] }] }),
  ),
  reference(
    'apps/v1 DaemonSet',
    `${SPEC}.volumes[0].secret.secretName`,
    'v1 Secret',
    volume({ secret: { secretName: NAME } }),
  ),
  reference(
    'batch/v1 Job',
    `${SPEC}.volumes[0].projected.sources[0].secret.name`,
    'v1 Secret',
    volume({ projected: { sources: [{ secret: { name: NAME } }] } }),
  ),
  reference(
    'apps/v1 Deployment',
    `${SPEC}.imagePullSecrets[0].name`,
    'v1 Secret',
    inPod({ imagePullSecrets: [{ name: NAME }] }),
  ),
  reference(
    'apps/v1 Deployment',
    `${SPEC}.serviceAccountName`,
    'v1 ServiceAccount',
    inPod({ serviceAccountName: NAME }),
  ),
  reference(
    'apps/v1 Deployment',
    `${SPEC}.volumes[0].persistentVolumeClaim.claimName`,
    'v1 PersistentVolumeClaim',
    volume({ persistentVolumeClaim: { claimName: NAME } }),
  ),
  reference(
    'apps/v1 Deployment',
    `${SPEC}.priorityClassName`,
    'scheduling.k8s.io/v1 PriorityClass',
    inPod({ priorityClassName: NAME }),
  ),
  reference('v1 ServiceAccount', 'imagePullSecrets[0].name', 'v1 Secret', { imagePullSecrets: [{ name: NAME }] }),
  reference('networking.k8s.io/v1 Ingress', 'spec.tls[0].secretName', 'v1 Secret', {
    spec: { tls: [{ secretName: NAME }] },
  }),
  reference('networking.k8s.io/v1 Ingress', 'spec.defaultBackend.service.name', 'v1 Service', {
    spec: { defaultBackend: { service: { name: NAME } } },
  }),
  reference('apps/v1 StatefulSet', 'spec.serviceName', 'v1 Service', { spec: { serviceName: NAME } }),
  reference('autoscaling/v2 HorizontalPodAutoscaler', 'spec.scaleTargetRef.name', 'apps/v1 Deployment', {
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: NAME } },
  }),
  reference('rbac.authorization.k8s.io/v1 RoleBinding', 'roleRef.name', 'rbac.authorization.k8s.io/v1 Role', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: NAME },
  }),
  reference('rbac.authorization.k8s.io/v1 RoleBinding', 'subjects[0].name', 'v1 ServiceAccount', {
    ...binding,
    ...subjects,
  }),
  reference('rbac.authorization.k8s.io/v1 ClusterRoleBinding', 'subjects[0].name', 'v1 ServiceAccount', {
    ...binding,
    ...subjects,
  }),
  reference('rbac.authorization.k8s.io/v1 Role', 'rules[0].resourceNames[0]', 'v1 Secret', rule([''], ['secrets'])),
  reference('v1 PersistentVolumeClaim', 'spec.volumeName', 'v1 PersistentVolume', inClaim({ volumeName: NAME })),
  reference(
    'v1 PersistentVolumeClaim',
    'spec.storageClassName',
    'storage.k8s.io/v1 StorageClass',
    inClaim({ storageClassName: NAME }),
  ),
  reference(
    'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration',
    'webhooks[0].clientConfig.service.name',
    'v1 Service',
    { webhooks: [webhook] },
  ),
  reference('apiregistration.k8s.io/v1 APIService', 'spec.service.name', 'v1 Service', {
    spec: { service: { name: NAME, namespace: 'OWN' } },
  }),
];

const GATEWAY = 'gateway.networking.k8s.io';
const target = (kind: string, more: object = {}) => ({ name: NAME, kind, ...more });

/** References that some or all Kustomize versions leave as they are. */
const NOT_FOLLOWED: readonly ReferenceCase[] = [
  reference('networking.k8s.io/v1 Ingress', 'spec.ingressClassName', 'networking.k8s.io/v1 IngressClass', {
    spec: { ingressClassName: NAME },
  }),
  reference('networking.k8s.io/v1 Ingress', 'spec.defaultBackend.resource.name', 'example.com/v1 Bucket', {
    spec: { defaultBackend: { resource: target('Bucket', { apiGroup: 'example.com' }) } },
  }),
  reference('networking.k8s.io/v1 IngressClass', 'spec.parameters.name', 'v1 ConfigMap', {
    spec: { parameters: target('ConfigMap', { namespace: 'OWN' }) },
  }),
  reference('apps/v1 Deployment', `${SPEC}.serviceAccount`, 'v1 ServiceAccount', inPod({ serviceAccount: NAME })),
  reference(
    'apps/v1 ReplicaSet',
    `${SPEC}.serviceAccountName`,
    'v1 ServiceAccount',
    inPod({ serviceAccountName: NAME }),
  ),
  reference(
    'apps/v1 ReplicaSet',
    `${SPEC}.volumes[0].persistentVolumeClaim.claimName`,
    'v1 PersistentVolumeClaim',
    volume({ persistentVolumeClaim: { claimName: NAME } }),
  ),
  reference(
    'apps/v1 ReplicaSet',
    `${SPEC}.priorityClassName`,
    'scheduling.k8s.io/v1 PriorityClass',
    inPod({ priorityClassName: NAME }),
  ),
  reference(
    'v1 ReplicationController',
    `${SPEC}.volumes[0].configMap.name`,
    'v1 ConfigMap',
    volume({ configMap: { name: NAME } }),
  ),
  reference(
    'v1 ReplicationController',
    `${SPEC}.imagePullSecrets[0].name`,
    'v1 Secret',
    inPod({ imagePullSecrets: [{ name: NAME }] }),
  ),
  reference('v1 PodTemplate', 'template.spec.serviceAccountName', 'v1 ServiceAccount', {
    template: { spec: { serviceAccountName: NAME } },
  }),
  reference(
    'apps/v1 Deployment',
    `${SPEC}.runtimeClassName`,
    'node.k8s.io/v1 RuntimeClass',
    inPod({ runtimeClassName: NAME }),
  ),
  reference(
    'apps/v1 Deployment',
    `${SPEC}.volumes[0].csi.volumeAttributes.secretProviderClass`,
    'secrets-store.csi.x-k8s.io/v1 SecretProviderClass',
    volume({ csi: { driver: 'secrets-store.csi.k8s.io', volumeAttributes: { secretProviderClass: NAME } } }),
  ),
  reference(
    'apps/v1 Deployment',
    `${SPEC}.volumes[0].csi.nodePublishSecretRef.name`,
    'v1 Secret',
    volume({ csi: { driver: 'a', nodePublishSecretRef: { name: NAME } } }),
  ),
  reference(
    'apps/v1 Deployment',
    `${SPEC}.volumes[0].ephemeral.volumeClaimTemplate.spec.storageClassName`,
    'storage.k8s.io/v1 StorageClass',
    volume({ ephemeral: { volumeClaimTemplate: { spec: { storageClassName: NAME } } } }),
  ),
  reference(
    'apps/v1 Deployment',
    `${SPEC}.resourceClaims[0].resourceClaimTemplateName`,
    'resource.k8s.io/v1 ResourceClaimTemplate',
    inPod({ resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: NAME }] }),
  ),
  reference('v1 PersistentVolumeClaim', 'spec.dataSource.name', 'v1 PersistentVolumeClaim', {
    spec: { dataSource: target('PersistentVolumeClaim') },
  }),
  reference('v1 PersistentVolumeClaim', 'spec.dataSourceRef.name', 'snapshot.storage.k8s.io/v1 VolumeSnapshot', {
    spec: { dataSourceRef: target('VolumeSnapshot', { apiGroup: 'snapshot.storage.k8s.io' }) },
  }),
  reference(
    'v1 PersistentVolumeClaim',
    'spec.volumeAttributesClassName',
    'storage.k8s.io/v1 VolumeAttributesClass',
    inClaim({ volumeAttributesClassName: NAME }),
  ),
  reference('v1 PersistentVolume', 'spec.claimRef.name', 'v1 PersistentVolumeClaim', {
    spec: { claimRef: { name: NAME, namespace: 'OWN' } },
  }),
  reference('v1 PersistentVolume', 'spec.csi.nodeStageSecretRef.name', 'v1 Secret', {
    spec: { csi: { driver: 'a', volumeHandle: 'b', nodeStageSecretRef: { name: NAME, namespace: 'OWN' } } },
  }),
  reference('v1 ServiceAccount', 'secrets[0].name', 'v1 Secret', { secrets: [{ name: NAME }] }),
  reference('discovery.k8s.io/v1 EndpointSlice', 'metadata.labels["kubernetes.io/service-name"]', 'v1 Service', {
    metadata: { labels: { 'kubernetes.io/service-name': NAME } },
  }),
  reference(
    'rbac.authorization.k8s.io/v1 Role',
    'rules[0].resourceNames[0]',
    'apps/v1 Deployment',
    rule(['apps'], ['deployments/scale']),
  ),
  reference(
    'autoscaling/v2 HorizontalPodAutoscaler',
    'spec.metrics[0].object.describedObject.name',
    'networking.k8s.io/v1 Ingress',
    {
      spec: { metrics: [{ object: { describedObject: target('Ingress', { apiVersion: 'networking.k8s.io/v1' }) } }] },
    },
  ),
  reference('autoscaling/v2 HorizontalPodAutoscaler', 'spec.scaleTargetRef.name', 'argoproj.io/v1alpha1 Rollout', {
    spec: { scaleTargetRef: target('Rollout', { apiVersion: 'argoproj.io/v1alpha1' }) },
  }),
  reference(
    'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding',
    'spec.policyName',
    'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy',
    { spec: { policyName: NAME } },
  ),
  reference(
    'apiextensions.k8s.io/v1 CustomResourceDefinition',
    'spec.conversion.webhook.clientConfig.service.name',
    'v1 Service',
    { spec: { conversion: { webhook: { clientConfig: { service: { name: NAME, namespace: 'OWN' } } } } } },
  ),
  reference(`${GATEWAY}/v1 HTTPRoute`, 'spec.rules[0].backendRefs[0].name', 'v1 Service', {
    spec: { rules: [{ backendRefs: [{ name: NAME, port: 80 }] }] },
  }),
  reference(`${GATEWAY}/v1 HTTPRoute`, 'spec.parentRefs[0].name', `${GATEWAY}/v1 Gateway`, {
    spec: { parentRefs: [{ name: NAME }] },
  }),
  reference(`${GATEWAY}/v1 Gateway`, 'spec.gatewayClassName', `${GATEWAY}/v1 GatewayClass`, {
    spec: { gatewayClassName: NAME },
  }),
  reference(`${GATEWAY}/v1 Gateway`, 'spec.listeners[0].tls.certificateRefs[0].name', 'v1 Secret', {
    spec: { listeners: [{ name: 'a', tls: { certificateRefs: [{ name: NAME }] } }] },
  }),
  reference('external-secrets.io/v1 ExternalSecret', 'spec.secretStoreRef.name', 'external-secrets.io/v1 SecretStore', {
    spec: { secretStoreRef: target('SecretStore') },
  }),
  reference('cert-manager.io/v1 Certificate', 'spec.issuerRef.name', 'cert-manager.io/v1 Issuer', {
    spec: { issuerRef: { name: NAME } },
  }),
  reference('cert-manager.io/v1 Certificate', 'spec.issuerRef.name', 'cert-manager.io/v1 ClusterIssuer', {
    spec: { issuerRef: target('ClusterIssuer') },
  }),
  reference('monitoring.coreos.com/v1 ServiceMonitor', 'spec.endpoints[0].basicAuth.password.name', 'v1 Secret', {
    spec: { endpoints: [{ basicAuth: { password: { name: NAME, key: 'a' } } }] },
  }),
  reference('keda.sh/v1alpha1 ScaledObject', 'spec.scaleTargetRef.name', 'apps/v1 Deployment', {
    spec: { scaleTargetRef: { name: NAME } },
  }),
  reference('autoscaling.k8s.io/v1 VerticalPodAutoscaler', 'spec.targetRef.name', 'apps/v1 StatefulSet', {
    spec: { targetRef: target('StatefulSet', { apiVersion: 'apps/v1' }) },
  }),
  reference('networking.istio.io/v1 VirtualService', 'spec.http[0].route[0].destination.host', 'v1 Service', {
    spec: { http: [{ route: [{ destination: { host: NAME } }] }] },
  }),
  reference('sparkoperator.k8s.io/v1beta2 SparkApplication', 'spec.driver.serviceAccount', 'v1 ServiceAccount', {
    spec: { driver: { serviceAccount: NAME } },
  }),
  reference(
    'serving.knative.dev/v1 Service',
    `${SPEC}.containers[0].envFrom[0].configMapRef.name`,
    'v1 ConfigMap',
    inPod({ containers: [{ name: 'c', envFrom: [{ configMapRef: { name: NAME } }] }] }),
  ),
  reference('argoproj.io/v1alpha1 Rollout', 'spec.strategy.canary.stableService', 'v1 Service', {
    spec: { strategy: { canary: { stableService: NAME } } },
  }),
];

/** The objects of a reference, with names by its number: the one that refers as the app would write it, and its target. */
function objectsOf({ from, to, fields }: ReferenceCase, number: number, name: string, namespace: string) {
  const filled = JSON.parse(
    JSON.stringify(fields).replaceAll('"NAME"', JSON.stringify(name)).replaceAll('"OWN"', JSON.stringify(namespace)),
  );
  const referrer = objectOf(from, `from-${number}`);
  return [
    { ...referrer, ...filled, metadata: { ...filled.metadata, ...referrer.metadata } },
    objectOf(to, `to-${number}`),
  ] as KubernetesObject[];
}

function objectOf(type: string, name: string) {
  const [apiVersion = '', kind = ''] = type.split(' ');
  return { apiVersion, kind, metadata: { name } };
}

/** An app with references, whose names are the bare ones or those of the environment. */
function appWith(cases: readonly ReferenceCase[], names: 'bare' | 'of the environment') {
  return app(map, till, {
    settings: { base: {}, staging: {} },
    manifests: (env) => ({
      'objects.yaml': cases.flatMap((each, number) => {
        const name = names === 'bare' ? `to-${number}` : env.nameOf(`to-${number}`);
        return objectsOf(each, number, name, env.namespace);
      }),
    }),
  });
}

/** Kinds whose names are not their author's to choose. */
const NOT_RENAMED = ['APIService', 'CustomResourceDefinition'];

const title = ({ from, field, to }: ReferenceCase) => `${from} › ${field} to ${to}`;

describe('a reference by the name of the environment is built in every environment', () => {
  const all = [...FOLLOWED, ...NOT_FOLLOWED];
  const built = builtAsSaid(appWith(all, 'of the environment'), 'staging');
  const base = builtAsSaid(appWith(all, 'of the environment'), 'base');

  it.each(all.map((each, number) => [title(each), each, number] as const))('%s', async (_, { from, field }, number) => {
    const kind = from.split(' ')[1] ?? '';
    const path = parsePath(field) ?? [];
    const name = NOT_RENAMED.includes(kind) ? `from-${number}` : `from-${number}-staging`;
    expect(valueAt((await built).object(kind, name), path)).toBe(`to-${number}-staging`);
    expect(valueAt((await base).object(kind, `from-${number}`), path)).toBe(`to-${number}`);
  });
});

describe('a reference by the bare name', () => {
  const built = builtAsSaid(appWith(FOLLOWED, 'bare'), 'staging');

  it.each(FOLLOWED.map((each, number) => [title(each), each, number] as const))(
    'is built with the name of the environment where every Kustomize follows it: %s',
    async (_, { from, field }, number) => {
      const kind = from.split(' ')[1] ?? '';
      const name = NOT_RENAMED.includes(kind) ? `from-${number}` : `from-${number}-staging`;
      const referrer = (await built).object(kind, name);
      expect(valueAt(referrer, parsePath(field) ?? [])).toBe(`to-${number}-staging`);
    },
  );

  it.each(NOT_FOLLOWED.map((each) => [title(each), each] as const))(
    'is refused everywhere else, with the field and what to write: %s',
    (_, each) => {
      const problems = problemsOf(() => appWith([each], 'bare').tree());
      expect(problems).toMatchObject([
        {
          service: 'till',
          environment: 'staging',
          file: 'objects.yaml',
          object: `${each.from.split(' ')[1]} from-0`,
          field: each.field,
          remedy: "Write env.nameOf('to-0').",
        },
      ]);
    },
  );
});

it('is tested once for each of the references, of which 37 and more are not followed', () => {
  const all = [...FOLLOWED, ...NOT_FOLLOWED].map(title);
  expect(new Set(all).size).toBe(all.length);
  expect(NOT_FOLLOWED.length).toBeGreaterThanOrEqual(37);
});
