import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeStack } from '@k8s-blocks/cli';
import { readManifests } from '@k8s-blocks/read-manifests';
import { contract, stack } from '@k8s-blocks/topology';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const web = contract({ name: 'web', ports: {} });
const map = stack({
  services: [web],
  environments: { base: {}, staging: { suffix: '-staging' } },
  connections: [],
});

/** An object of base: its kind, its name and its fields, as JSON. */
const object = (apiVersion: string, kind: string, name: string, fields: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name },
  ...fields,
});
const RBAC = 'rbac.authorization.k8s.io';

/** What refers to others by names that Kustomize does not rename, each with the field that is found. */
const LEFT: readonly (readonly [field: string, object: object])[] = [
  [
    'spec.ingressClassName',
    object('networking.k8s.io/v1', 'Ingress', 'by-class', { spec: { ingressClassName: 'class' } }),
  ],
  [
    'spec.rules[0].backendRefs[0].name',
    object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'route', {
      spec: { rules: [{ backendRefs: [{ name: 'service' }] }] },
    }),
  ],
  [
    'spec.parentRefs[0].name',
    object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'parent', { spec: { parentRefs: [{ name: 'gateway' }] } }),
  ],
  [
    'spec.secretStoreRef.name',
    object('external-secrets.io/v1', 'ExternalSecret', 'external', {
      spec: { secretStoreRef: { name: 'store' }, target: { name: 'made' } },
    }),
  ],
  [
    'spec.issuerRef.name',
    object('cert-manager.io/v1', 'Certificate', 'cert', { spec: { secretName: 'tls', issuerRef: { name: 'issuer' } } }),
  ],
  [
    'spec.dataSource.name',
    object('v1', 'PersistentVolumeClaim', 'clone', {
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
        dataSource: { kind: 'PersistentVolumeClaim', name: 'claim' },
      },
    }),
  ],
  [
    'rules[0].resourceNames[0]',
    object(`${RBAC}/v1`, 'Role', 'scaler', {
      rules: [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'], resourceNames: ['web'] }],
    }),
  ],
  [
    'subjects[0].namespace',
    object(`${RBAC}/v1`, 'ClusterRoleBinding', 'bound', {
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'view' },
      subjects: [{ kind: 'ServiceAccount', name: 'robot-staging', namespace: 'web' }],
    }),
  ],
];

/** What Kustomize renames, and what is referred to. */
const RENAMED: readonly object[] = [
  object('v1', 'Namespace', 'web'),
  object('v1', 'ServiceAccount', 'robot', { imagePullSecrets: [{ name: 'registry' }] }),
  object('v1', 'Secret', 'registry', { stringData: { a: 'b' } }),
  object('v1', 'Secret', 'served', { stringData: { a: 'b' } }),
  object('networking.k8s.io/v1', 'Ingress', 'ingress', {
    spec: {
      tls: [{ secretName: 'served' }],
      defaultBackend: { service: { name: 'service', port: { number: 80 } } },
    },
  }),
  object('v1', 'Service', 'service', { spec: { selector: { app: 'web' }, ports: [{ name: 'web', port: 80 }] } }),
  object('v1', 'PersistentVolumeClaim', 'claim', {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  }),
  object('apps/v1', 'Deployment', 'web', {
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: {
          serviceAccountName: 'robot',
          containers: [
            { name: 'web', image: 'web:1', ports: [{ containerPort: 80 }], env: [{ name: 'NAME', value: 'web' }] },
          ],
        },
      },
    },
  }),
  object('networking.k8s.io/v1', 'IngressClass', 'class', { spec: { controller: 'example.com/c' } }),
  object('gateway.networking.k8s.io/v1', 'Gateway', 'gateway'),
  object('external-secrets.io/v1', 'SecretStore', 'store'),
  object('cert-manager.io/v1', 'Issuer', 'issuer'),
];

const folder = mkdtempSync(join(tmpdir(), 'bare-names-'));
let findings: ReturnType<typeof judgeStack>['findings'];
beforeAll(async () => {
  const objects = [...RENAMED, ...LEFT.map(([, each]) => each)];
  writeFileSync(join(folder, 'objects.yaml'), objects.map((each) => JSON.stringify(each)).join('\n---\n'));
  writeFileSync(
    join(folder, 'kustomization.yaml'),
    'namespace: web-staging\nnameSuffix: -staging\nresources: [objects.yaml]\n',
  );
  const built = await readManifests([folder]);
  expect(built.findings).toEqual([]);
  const staging = built.objects.map((each) => each.object);
  findings = judgeStack(map, { staging: [{ service: 'web', file: 'kustomization.yaml', objects: staging }] }).findings;
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('in an environment with a suffix, as Kustomize builds it', () => {
  const fieldsFoundBy = (rule: string) => findings.filter((each) => each.rule === rule).map(({ field }) => field);

  it('each reference that it does not rename is found', () => {
    expect(fieldsFoundBy('bare-name').toSorted()).toEqual(LEFT.map(([field]) => field).toSorted());
  });

  it('what it renames is found neither there, nor as missing or unused', () => {
    expect(findings.filter(({ rule }) => rule === 'missing-reference' || rule === 'unused-object')).toEqual([]);
  });
});
