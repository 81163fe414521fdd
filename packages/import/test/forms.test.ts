import { report } from '@k8s-blocks/findings';
import { describe, expect, it } from 'vitest';
import { importManifests, prove } from '../src/index.ts';
import { environment, web } from './manifests.ts';
import { importedAndProved, inFolder, load } from './trial.ts';

describe('what manifests are like', () => {
  it('names with a prefix are those of base, which is not deployed where it is not given', async () => {
    const { project, proof } = await importedAndProved([
      environment('staging', web({ name: 'stg-web', namespace: 'stg-shop', labels: '{ app: web }' })),
      environment('live', web()),
    ]);
    expect(proof).toEqual({ compared: 2, remainder: [] });
    expect(project.stack.definitions).toEqual({
      base: { deployed: false },
      staging: { prefix: 'stg-' },
      live: { production: true },
    });
  });

  it('namespaces may have other affixes than objects, or names of their own', async () => {
    const two = (one: string, other: string) => web({ namespace: one }) + web({ name: 'api', namespace: other });
    const all = await importedAndProved([
      environment('base', two('shop', 'back')),
      environment('staging', two('shop-stg', 'back-stg')),
      environment('live', two('front', 'other')),
    ]);
    expect(all.proof.remainder).toEqual([]);
    expect(all.project.stack.definitions).toMatchObject({
      staging: { namespaces: { suffix: '-stg' } },
      live: { namespaceTable: { shop: 'front', back: 'other' } },
    });
    expect(all.project.files.get('map.ts')).toContain(
      'namespaces: (namespace) => namespacesOfLive.get(namespace) ?? namespace',
    );
  });

  it('an object or a field may be in some environments alone', async () => {
    const config =
      '\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: web-extra, namespace: shop }\ndata: { A: b }\n';
    const { project, proof } = await importedAndProved([
      environment('base', web()),
      environment('live', web({ pod: 'nodeSelector: { disk: ssd }, ' }) + config),
    ]);
    expect(proof).toEqual({ compared: 3, remainder: [] });
    const text = project.files.get('apps/web/src/app.ts');
    expect(text).toContain("...(env.name === 'live' && { pod: { nodeSelector: { disk: 'ssd' } } })");
    expect(text).toContain("env.name === 'base' ? omitted('It was not there before the import.') : config");
  });

  it('a service may be in some environments alone', async () => {
    const { project, proof } = await importedAndProved([
      environment('base', web()),
      environment('live', web() + web({ name: 'api' })),
    ]);
    expect(proof).toEqual({ compared: 3, remainder: [] });
    const api = project.stack.services.find(({ name }) => name === 'api');
    expect(api?.contract.environments).toEqual(['live']);
  });

  it('a service that is not in base has its namespace named like those of others', async () => {
    const two = (suffix: string, api: string) => web({ namespace: `shop${suffix}` }) + api;
    const api = `
${web({ name: 'api', namespace: 'back-dev', pod: 'hostname: back-dev, ' })}
apiVersion: v1
kind: Namespace
metadata: { name: back-dev, labels: { app.kubernetes.io/name: back-dev } }
`;
    const { project, proof } = await importedAndProved([
      environment('dev', two('-dev', api)),
      environment('live', two('', '')),
    ]);
    expect(proof).toEqual({ compared: 4, remainder: [] });
    expect(project.stack.definitions.dev).toEqual({ namespaces: { suffix: '-dev' } });
    expect(project.stack.services.find(({ name }) => name === 'api')?.namespace).toBe('back');
    expect(project.files.get('apps/api/src/app.ts')).not.toContain('back-dev');
  });

  it('objects that name no namespace are in the one that is given, and that is said', async () => {
    const yaml = web().replace(', namespace: shop', '');
    const { project, proof } = await importedAndProved([environment('base', yaml)], { namespace: 'shop' });
    expect(proof.remainder).toEqual([]);
    expect(project.changes).toEqual(['1 object: the namespace "shop" is written, since it names none.']);
    expect(project.stack.services[0]?.namespace).toBe('shop');
  });

  it('a workload whose selector matches the pods of another gets a contract with labels of its own', async () => {
    const labels = { one: '{ app: web, tier: front }', other: '{ app: web, tier: back }' };
    const yaml =
      web({ name: 'front', labels: labels.one, selector: '{ app: web }' }) +
      web({ name: 'back', labels: labels.other });
    const { project, proof } = await importedAndProved([environment('base', yaml)]);
    expect(proof.remainder).toEqual([]);
    expect(project.findings.filter(({ rule }) => rule === 'labels-apart').map(({ service }) => service)).toEqual([
      'front',
    ]);
  });

  it('workloads that run as the ServiceAccount of another are of one service', () => {
    const labels = (component: string) => `{ app.kubernetes.io/name: web, app.kubernetes.io/component: ${component} }`;
    const account = 'serviceAccountName: web, ';
    const yaml =
      web({ labels: labels('web'), pod: account }) +
      web({ name: 'web-worker', labels: labels('worker'), pod: account });
    const { stack } = importManifests([environment('base', yaml)]);
    expect(stack.services.map(({ name, definition }) => [name, definition.workloads])).toEqual([
      ['web', { worker: 'Deployment' }],
    ]);
  });

  it('two workloads of one name, in two namespaces, are two services', async () => {
    const yaml = web({ namespace: 'one' }) + web({ namespace: 'two' });
    const { project, proof } = await importedAndProved([environment('base', yaml)]);
    expect(proof.remainder).toEqual([]);
    expect(project.stack.services.map(({ name }) => name)).toEqual(['web', 'two-web']);
    const findings = project.findings.filter(({ rule }) => rule === 'workload-without-budget');
    const text = report({ findings, waived: [] }, 'text');
    expect(text).toContain('web › Deployment web in one\n');
    expect(text).toContain('And 1 like it: Deployment web in two.');
  });

  it('of two workloads of one name, of two kinds, one is left out and listed', async () => {
    const job = `
apiVersion: batch/v1
kind: Job
metadata: { name: web, namespace: shop }
spec:
  template:
    spec: { restartPolicy: Never, containers: [{ name: web, image: 'example.com/web:1', args: [migrate] }] }
---`;
    const { project, proof } = await importedAndProved([environment('base', job + web())]);
    expect(project.stack.services.map(({ name, workloads }) => [name, workloads.length])).toEqual([['web', 1]]);
    expect(proof.compared).toBe(1);
    expect(proof.remainder.map(({ object, problem }) => [object, problem])).toEqual([
      ['Job web', expect.stringMatching(/^It is left out: Deployment web has its name/)],
    ]);
  });

  it('objects of no workload are of a service without one', async () => {
    const yaml = `${web()}
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: example.com/disk
---
apiVersion: example.com/v1
kind: Widget
metadata: { name: wheel, namespace: garage }
spec: { round: true }
`;
    const { project, proof } = await importedAndProved([environment('base', yaml)]);
    expect(proof).toEqual({ compared: 3, remainder: [] });
    expect(project.stack.services.map(({ name, workloads }) => [name, workloads.length])).toEqual([
      ['web', 1],
      ['cluster', 0],
      ['garage', 0],
    ]);
  });

  it('values of Secrets become placeholders, also where kubectl keeps a copy', () => {
    const yaml = `
apiVersion: v1
kind: Secret
metadata:
  name: login
  namespace: shop
  annotations: { kubectl.kubernetes.io/last-applied-configuration: '{"data":{"password":"aHVudGVyMg=="}}' }
data: { password: aHVudGVyMg==, known: UkVQTEFDRV9XSVRIX0tFWQ== }
`;
    const text = [...importManifests([environment('base', yaml)]).files.values()].join('\n');
    expect(text).toContain("{ password: 'REPLACE_WITH_PASSWORD', known: 'REPLACE_WITH_KEY' }");
    expect(text).not.toMatch(/hunter2|aHVudGVyMg|last-applied/);
  });

  it('null and status say nothing', async () => {
    const yaml = web().replace(
      'metadata: { name: web,',
      'status: { replicas: 1 }\nmetadata: { creationTimestamp: null, name: web,',
    );
    const { project, proof } = await importedAndProved([environment('base', yaml)]);
    expect(proof.remainder).toEqual([]);
    expect(project.changes).toEqual(['1 object: status is left out: the cluster writes it.']);
  });

  it('ServiceAccounts of a RoleBinding are in its namespace', async () => {
    const yaml = `${web()}
apiVersion: v1
kind: ServiceAccount
metadata: { name: web, namespace: shop }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: web, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ kind: ServiceAccount, name: web }]
`;
    const { project, proof } = await importedAndProved([environment('base', yaml)]);
    expect(proof).toEqual({ compared: 3, remainder: [] });
    expect(project.changes).toEqual(['1 object: the namespace of its subjects is written, which is its own.']);
  });

  it('one object twice is one, in whatever order its keys are', async () => {
    const configs = ['labels: { a: b, c: d }, name: c', 'name: c, labels: { c: d, a: b }'].map(
      (metadata, index) =>
        `{ apiVersion: v1, kind: ConfigMap, metadata: { namespace: shop, ${metadata} }, data: { ${index ? 'a: b, c: d' : 'c: d, a: b'} } }\n---\n`,
    );
    const { proof } = await importedAndProved([environment('base', configs.join('') + web())]);
    expect(proof).toEqual({ compared: 2, remainder: [] });
  });

  it('one object twice with other values is refused, with the paths that have it', () => {
    const [{ objects }, other] = [environment('base', web()), environment('base', web({ pod: 'hostNetwork: true, ' }))];
    const read = { name: 'base', objects: [...objects, ...other.objects] };
    expect(() => importManifests([read])).toThrow(
      'base › Deployment web\n  Deployment web is among its manifests twice, with other values.\n  Leave one of both out.',
    );
    expect(() => importManifests([{ ...read, paths: ['deploy/aws', 'deploy/kind'] }])).toThrow(
      'Give one of these at a time: "deploy/aws", "deploy/kind". Where they are environments, name each: --environment <name>=deploy/aws.',
    );
  });

  it('an app of which the module throws is refused, with its file', async () => {
    const project = importManifests([environment('base', web())]);
    const path = 'apps/web/src/app.ts';
    const proofOf = (text: string) => {
      const broken = { ...project, files: new Map([...project.files, [path, text]]) };
      return inFolder(broken, (folder) => prove(broken, { folder, load }));
    };
    const text = project.files.get(path) ?? '';
    await expect(proofOf(text.replace('deployment(', 'missing('))).rejects.toThrow(
      'web › apps/web/src/app.ts\n  The app that was made of the manifests throws an error: ReferenceError: missing is not defined.\n  It is a fault of k8s-blocks',
    );
    await expect(proofOf(`throw new TypeError('no');${text}`)).rejects.toThrow(/^web › apps.*\n.*TypeError: no\./);
  });

  it('objects without a name or a kind are left out, and listed', async () => {
    const yaml = `${web()}
{ apiVersion: batch/v1, kind: Job, metadata: { generateName: migrate-, namespace: shop } }
---
{ apiVersion: v1, metadata: { name: nothing } }
`;
    const { proof } = await importedAndProved([environment('base', yaml)]);
    expect(proof.compared).toBe(1);
    expect(proof.remainder.map(({ object, problem }) => [object, problem])).toEqual([
      ['Job migrate-…', expect.stringMatching(/^It has no name, so it cannot be imported/)],
      ['object nothing', 'It has no kind, so it cannot be imported.'],
    ]);
  });
});
