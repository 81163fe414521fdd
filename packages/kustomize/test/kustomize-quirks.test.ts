import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { readDocuments } from '@k8s-blocks/read-yaml';
import { formatProblem } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { buildDifferences, finalObjects, type KubernetesObject, kustomizeTree, type Layer } from '../src/index.ts';
import { configMap, layer } from './example.ts';

const object = (apiVersion: string, kind: string, name: string, more: object = {}): KubernetesObject =>
  ({ apiVersion, kind, metadata: { name }, ...more }) as KubernetesObject;

const BASE = { namespace: 'shop' };
const STAGING = { namespace: 'shop-staging', baseNamespace: 'shop', nameSuffix: '-staging' };

/** The kustomization of an overlay, of which Kustomize builds what its layer says. */
async function overlayBuiltAsSaid(base: readonly KubernetesObject[], staging = base): Promise<string> {
  const target = layer(staging, STAGING);
  const tree = treeOf(layer(base, BASE), target);
  expect(await differencesOf(tree, 'base', layer(base, BASE))).toEqual([]);
  expect(await differencesOf(tree, 'overlays/staging', target)).toEqual([]);
  return tree.get('overlays/staging/kustomization.yaml') ?? '';
}

const treeOf = (base: Layer, staging: Layer) => kustomizeTree({ title: 'Shop', base, overlays: { staging } });

async function differencesOf(tree: ReadonlyMap<string, string>, folder: string, said: Layer) {
  const root = mkdtempSync(join(tmpdir(), 'kustomize-quirks-'));
  try {
    for (const [path, text] of tree) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const { yaml } = await kustomizeBuild(join(root, folder));
    return buildDifferences(finalObjects(said), readDocuments(Buffer.from(yaml)).data).map(formatProblem);
  } finally {
    await rm(root, { recursive: true });
  }
}

describe('what Kustomize builds is what was said', () => {
  it('where annotations are empty, which is as none', async () => {
    await overlayBuiltAsSaid([object('v1', 'ConfigMap', 'a', { metadata: { name: 'a', annotations: {} } })]);
  });

  it('where a suffix leaves the names of definitions and APIServices as they are', async () => {
    await overlayBuiltAsSaid([
      object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'things.example.com'),
      object('apiregistration.k8s.io/v1', 'APIService', 'v1.example.com', { spec: { group: 'example.com' } }),
      object('apiregistration.k8s.io/v1', 'APIService', 'v2.example.com'),
    ]);
  });

  it('where the name of an object to correct has characters that mean something in patterns', async () => {
    const subjects = [{ kind: 'ServiceAccount', name: 'default', namespace: 'kube-system' }];
    await overlayBuiltAsSaid([
      object('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'a+(b)', { subjects }),
      object('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'aab', {
        subjects: [{ ...subjects[0], namespace: 'a' }],
      }),
    ]);
  });

  it('where an object of the core group is patched beside one of its version, kind and name in another group', async () => {
    const services = (port: number) => [
      object('v1', 'Service', 'web', { spec: { ports: [{ port }] } }),
      object('serving.knative.dev/v1', 'Service', 'web', { spec: { ports: [{ port: 1 }] } }),
    ];
    expect(await overlayBuiltAsSaid(services(80), services(81))).toContain('group: ^$\n');
  });

  it('where a key is added that YAML reads as a number: Kustomize 5.0 cannot merge it', async () => {
    const overlay = await overlayBuiltAsSaid([configMap({ a: '1' })], [configMap({ a: '1', '0123': '2' })]);
    expect(overlay).toContain("- op: add\n        path: /data/0123\n        value: '2'\n");
  });

  it('where a finalizer is there twice: a merge would drop one', async () => {
    const metadata = { name: 'a', finalizers: ['example.com/a', 'example.com/a'] };
    const said = (a: string) => object('v1', 'ConfigMap', 'a', { metadata, data: { a } });
    expect(await overlayBuiltAsSaid([said('1')], [said('2')])).toContain('- op: replace');
  });

  it('where a role and a role of the cluster have one name, of which a binding refers to one that is elsewhere', async () => {
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader-staging' };
    await overlayBuiltAsSaid([
      object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'reader'),
      object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'reader', { roleRef }),
    ]);
  });

  it('where an object that gets no suffix refers to one of two Services of one name', async () => {
    const said = (name: string, namespace: string) => [
      object('v1', 'Service', 'web'),
      object('serving.knative.dev/v1', 'Service', 'web'),
      object('apiregistration.k8s.io/v1', 'APIService', 'v1.example.com', { spec: { service: { name, namespace } } }),
    ];
    await overlayBuiltAsSaid(said('web', 'shop'), said('web-staging', 'shop-staging'));
  });

  it('where pods name an account that the service has in another namespace only', async () => {
    const metadata = { name: 'agent', namespace: 'monitoring' };
    await overlayBuiltAsSaid([
      object('v1', 'ServiceAccount', 'agent', { metadata }),
      object('v1', 'Pod', 'web', { spec: { serviceAccountName: 'agent' } }),
    ]);
  });

  it('where an account is in another namespace than in base, and a RoleBinding refers to it there', async () => {
    const said = (namespace: string) => [
      object('v1', 'ServiceAccount', 'agent', { metadata: { name: 'agent', namespace } }),
      object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'agent', {
        subjects: [{ kind: 'ServiceAccount', name: 'agent', namespace }],
      }),
    ];
    await overlayBuiltAsSaid(said('kube-system'), said('default'));
  });

  it('where an object moves from the namespace of the service to default, and back', async () => {
    const said = (metadata: object) => [configMap({ a: '1' }), object('v1', 'ConfigMap', 'a', { metadata })];
    const [here, there] = [said({ name: 'a' }), said({ name: 'a', namespace: 'default' })];
    await overlayBuiltAsSaid(here, there);
    await overlayBuiltAsSaid(there, here);
  });

  it('where an object of the whole cluster names a namespace, which an API server drops', async () => {
    const metadata = { name: 'a', namespace: 'kube-system' };
    await overlayBuiltAsSaid([object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'a', { metadata })]);
  });

  it('where the Namespace of the service has its name of the environment: it is not another object than in base', async () => {
    const overlay = await overlayBuiltAsSaid(
      [object('v1', 'Namespace', 'shop')],
      [object('v1', 'Namespace', 'shop-staging')],
    );
    expect(overlay).not.toContain('patches:');
  });
});

describe('what Kustomize does not build is refused', () => {
  it.each([
    [
      'a list of objects',
      object('v1', 'List', 'a', { items: [] }),
      'List a › kind\n  Kustomize takes an object whose kind ends in "List"',
    ],
    [
      'an object that Kustomize 5.0 takes for a list',
      object('example.com/v1', 'AllowList', 'a'),
      'AllowList a › kind\n',
    ],
    [
      'a Namespace of others, also in base',
      object('v1', 'Namespace', 'others'),
      'Kustomize names every Namespace "shop"',
    ],
    ['a kind Namespace of another group', object('example.com/v1', 'Namespace', 'a'), 'also one of group example.com'],
    [
      'a subject without a name',
      object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'a', { subjects: [{ kind: 'ServiceAccount' }] }),
      'RoleBinding a › subjects[0].name\n  Kustomize does not build an object that lacks this name.',
    ],
  ])('%s', (_, said, words) => {
    expect(() => treeOf(layer([said], BASE), layer([said], STAGING))).toThrow(words);
  });
});
