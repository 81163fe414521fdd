import { describe, expect, it } from 'vitest';
import { found, type Json, messagesOf, object } from '../testing.ts';

const suffix = '-staging';
const NAMESPACE = 'mall-staging';

/** An object of the staging environment, as Kustomize built it: its own name has the suffix. */
const staged = (apiVersion: string, kind: string, name: string, fields: Json = {}) =>
  object(apiVersion, kind, NAMESPACE, `${name}${suffix}`, fields);

/** What is found in an object beside one of the target's kind that is called `web-staging`. */
function foundIn(target: readonly [apiVersion: string, kind: string], fields: Json, kind = 'v1 Thing'): string[] {
  const [apiVersion = '', ownKind = ''] = kind.split(' ');
  const objects = [staged(...target, 'web'), staged(apiVersion, ownKind, 'other', fields)];
  return found('bare-name', objects, { suffix, connections: [] });
}

const SERVICE = ['v1', 'Service'] as const;

describe('the name that an object has in base', () => {
  const rules = [{ backendRefs: [{ name: 'web', port: 80 }] }];
  const pod = (spec: Json): Json => ({ spec: { template: { spec } } });

  it.each<[string, readonly [string, string], Json, string]>([
    [
      'networking.k8s.io/v1 Ingress',
      ['networking.k8s.io/v1', 'IngressClass'],
      { spec: { ingressClassName: 'web' } },
      'spec.ingressClassName',
    ],
    ['gateway.networking.k8s.io/v1 HTTPRoute', SERVICE, { spec: { rules } }, 'spec.rules[0].backendRefs[0].name'],
    [
      'gateway.networking.k8s.io/v1 HTTPRoute',
      ['gateway.networking.k8s.io/v1', 'Gateway'],
      { spec: { parentRefs: [{ name: 'web' }] } },
      'spec.parentRefs[0].name',
    ],
    [
      'external-secrets.io/v1 ExternalSecret',
      ['external-secrets.io/v1', 'SecretStore'],
      { spec: { secretStoreRef: { name: 'web', kind: 'SecretStore' } } },
      'spec.secretStoreRef.name',
    ],
    [
      'cert-manager.io/v1 Certificate',
      ['cert-manager.io/v1', 'Issuer'],
      { spec: { issuerRef: { name: 'web' } } },
      'spec.issuerRef.name',
    ],
    [
      'v1 PersistentVolumeClaim',
      ['snapshot.storage.k8s.io/v1', 'VolumeSnapshot'],
      { spec: { dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'web' } } },
      'spec.dataSource.name',
    ],
    [
      'discovery.k8s.io/v1 EndpointSlice',
      SERVICE,
      { metadata: { name: 'other-staging', namespace: NAMESPACE, labels: { 'kubernetes.io/service-name': 'web' } } },
      'metadata.labels["kubernetes.io/service-name"]',
    ],
    [
      'rbac.authorization.k8s.io/v1 Role',
      ['apps/v1', 'Deployment'],
      { rules: [{ resourceNames: ['web'] }] },
      'rules[0].resourceNames[0]',
    ],
    [
      'apps/v1 ReplicaSet',
      ['node.k8s.io/v1', 'RuntimeClass'],
      pod({ runtimeClassName: 'web' }),
      'pod.runtimeClassName',
    ],
    [
      'apps/v1 Deployment',
      ['secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass'],
      pod({ volumes: [{ name: 'web', csi: { volumeAttributes: { secretProviderClass: 'web' } } }] }),
      'pod.volumes[0].csi.volumeAttributes.secretProviderClass',
    ],
    ['apps/v1 Deployment', SERVICE, pod({ subdomain: 'web' }), 'pod.subdomain'],
    [
      'rbac.authorization.k8s.io/v1 RoleBinding',
      ['v1', 'ServiceAccount'],
      { subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'mall' }] },
      'subjects[0].name',
    ],
  ])('is found in %s, which refers to %j', (kind, target, fields, field) => {
    expect(foundIn(target, fields, kind).map((each) => each.split(' › ')[1])).toEqual([field]);
  });

  it('is found where it stands for a namespace', () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };
    const subjects = [{ kind: 'ServiceAccount', name: 'robot', namespace: 'mall' }];
    const binding = staged('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'robots', { subjects });
    expect(found('bare-name', [namespace, binding], { suffix })).toEqual([
      'ClusterRoleBinding robots-staging › subjects[0].namespace',
    ]);
  });

  it('is named with what is meant, and what would be right', () => {
    const certificate = staged('cert-manager.io/v1', 'Certificate', 'tls', { spec: { issuerRef: { name: 'ca' } } });
    const objects = [staged('cert-manager.io/v1', 'Issuer', 'ca'), certificate];
    expect(messagesOf('bare-name', objects, { suffix })).toEqual([
      'warning: "ca" is what Issuer ca-staging in mall-staging is called without the suffix "-staging", and nothing has that name here. It leads nowhere, or into another environment: Kustomize does not rename what this field holds. Write "ca-staging" if that is meant.',
    ]);
  });

  it.each<[string, string, Json]>([
    ['labels and selectors', 'v1 Service', { spec: { selector: { app: 'web' } } }],
    [
      'labels of pods',
      'apps/v1 Deployment',
      { spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } } } } },
    ],
    ['annotations', 'v1 Service', { metadata: { name: 'o', namespace: NAMESPACE, annotations: { for: 'web' } } }],
    ['the data of a ConfigMap', 'v1 ConfigMap', { data: { web: 'web' } }],
    [
      'variables, arguments and commands',
      'apps/v1 Deployment',
      pod({ containers: [{ env: [{ name: 'web', value: 'web' }], args: ['web'], command: ['web'] }] }),
    ],
    [
      'variables of a custom resource',
      'example.com/v1 Job',
      { spec: { driver: { env: [{ name: 'web', value: 'web' }] } } },
    ],
    [
      'names of containers, ports and volumes',
      'apps/v1 Deployment',
      pod({
        containers: [{ name: 'web', ports: [{ name: 'web' }], volumeMounts: [{ name: 'web' }] }],
        volumes: [{ name: 'web' }],
      }),
    ],
    ['names of ports', 'v1 Service', { spec: { ports: [{ name: 'web', targetPort: 'web' }] } }],
    [
      'names of ports',
      'networking.k8s.io/v1 Ingress',
      { spec: { defaultBackend: { service: { port: { name: 'web' } } } } },
    ],
    ['an image', 'example.com/v1 App', { spec: { image: 'web' } }],
    ['people', 'rbac.authorization.k8s.io/v1 RoleBinding', { subjects: [{ kind: 'Group', name: 'web' }] }],
    ['another kind', 'example.com/v1 App', { spec: { ref: { kind: 'Database', name: 'web' } } }],
    ['another namespace', 'example.com/v1 App', { spec: { ref: { name: 'web', namespace: 'elsewhere' } } }],
    ['longer texts', 'example.com/v1 App', { spec: { note: 'web server' } }],
  ])('is not looked for in %s', (_, kind, fields) => {
    expect(foundIn(SERVICE, fields, kind)).toEqual([]);
  });

  it('is right where something has that name', () => {
    const app = staged('example.com/v1', 'App', 'app', { spec: { ref: { name: 'web' } } });
    const objects = [staged('v1', 'Service', 'web'), app];
    expect(found('bare-name', [...objects, object('v1', 'Service', NAMESPACE, 'web')], { suffix })).toEqual([]);
    const providedSecrets = [{ namespace: NAMESPACE, name: 'web' }];
    expect(found('bare-name', objects, { suffix, providedSecrets })).toEqual([]);
  });

  it('is found without the prefix, where the environment has one', () => {
    const certificate = object('cert-manager.io/v1', 'Certificate', 'stg-mall', 'stg-tls', {
      spec: { issuerRef: { name: 'ca' } },
    });
    const objects = [object('cert-manager.io/v1', 'Issuer', 'stg-mall', 'stg-ca'), certificate];
    expect(messagesOf('bare-name', objects, { prefix: 'stg-' })).toEqual([
      'warning: "ca" is what Issuer stg-ca in stg-mall is called without the prefix "stg-", and nothing has that name here. It leads nowhere, or into another environment: Kustomize does not rename what this field holds. Write "stg-ca" if that is meant.',
    ]);
  });

  it('is found for a namespace that is named by itself', () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team-mall' } };
    const subjects = [{ kind: 'ServiceAccount', name: 'robot', namespace: 'mall' }];
    const binding = object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'team-mall', 'robots', { subjects });
    expect(messagesOf('bare-name', [namespace, binding], { namespaceNames: { mall: 'team-mall' } })).toEqual([
      'warning: "mall" is what Namespace team-mall is called in base, and nothing has that name here. It leads nowhere, or into another environment: Kustomize does not rename what this field holds. Write "team-mall" if that is meant.',
    ]);
  });

  it('is right in an environment without suffix', () => {
    const app = staged('example.com/v1', 'App', 'app', { spec: { ref: { name: 'web' } } });
    expect(found('bare-name', [staged('v1', 'Service', 'web'), app], { suffix: '' })).toEqual([]);
  });

  it('is left to the rule for missing references where that finds it', () => {
    expect(foundIn(['v1', 'ServiceAccount'], pod({ serviceAccountName: 'web' }), 'apps/v1 Deployment')).toEqual([]);
  });
});
