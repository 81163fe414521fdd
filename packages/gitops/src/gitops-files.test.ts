import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { Refusal } from '@k8s-blocks/refusal';
import { connection, contract, type EnvironmentOptions, secret, stack } from '@k8s-blocks/topology';
import { afterEach, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { gitopsFiles } from './index.ts';

const certificate = secret({
  name: 'payments-tls',
  why: 'serve HTTPS',
  type: 'kubernetes.io/tls',
  madeBy: 'Certificate',
});
const ledger = contract({ name: 'ledger', namespace: 'bank', ports: { db: 3000 } });
const payments = contract({
  name: 'payments',
  namespace: 'bank',
  ports: { http: 80 },
  secrets: { KEY: 'signs transfers' },
  otherSecrets: [certificate],
});

const repoURL = 'https://git.example.com/bank.git';

function filesWith(staging: EnvironmentOptions, name = 'bank') {
  const map = stack({
    name,
    services: [payments, ledger],
    environments: { base: {}, staging: { suffix: '-staging', ...staging } },
    connections: [connection(payments, ledger.ports.db, 'keep the books')],
  });
  return gitopsFiles(map, 'k8s');
}

function objectsOf(files: ReadonlyMap<string, string>, path: string) {
  return parseAllDocuments(files.get(path) ?? '').map((document) => document.toJS());
}

describe('an environment that says nothing', () => {
  it('has no objects of a tool', () => {
    expect([...filesWith({})]).toEqual([]);
  });
});

describe('an environment that Flux applies', () => {
  const services = 'gitops/flux/staging/services.yaml';

  it('has a Kustomization for each service, in start order, and what applies them', () => {
    const files = filesWith({ gitops: 'flux' });
    expect([...files.keys()]).toEqual(['gitops/flux/staging/kustomization.yaml', services]);
    expect(files.get('gitops/flux/staging/kustomization.yaml')).toBe(
      `# The stack in staging, which Flux applies from the repository. To have it do so, once:
#   kubectl apply --server-side -k k8s/gitops/flux/staging
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - services.yaml
`,
    );
    expect(objectsOf(files, services).map(({ metadata }) => metadata)).toEqual([
      { name: 'bank-staging-ledger', namespace: 'flux-system' },
      { name: 'bank-staging-payments', namespace: 'flux-system' },
    ]);
  });

  it('says in each what it waits for and why, where its tree is, and that what goes is pruned', () => {
    const files = filesWith({ gitops: 'flux' });
    expect(files.get(services)).toContain('  dependsOn:\n    # keep the books\n    - name: bank-staging-ledger\n');
    expect(objectsOf(files, services)[1].spec).toMatchObject({
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      path: './k8s/payments/overlays/staging',
      interval: '10m',
      retryInterval: '1m',
      timeout: '5m',
      prune: true,
      wait: true,
    });
    expect(files.get(services)).not.toContain('deletionPolicy');
  });

  it('leaves what it applied when the objects of production are deleted', () => {
    const files = filesWith({ gitops: 'flux', production: true });
    expect(objectsOf(files, services)[0].spec).toMatchObject({ prune: true, deletionPolicy: 'Orphan' });
  });

  it('says how the custom resources are judged of which operators make Secrets, and those that it names itself', () => {
    const [ofLedger, ofPayments] = objectsOf(filesWith({ gitops: 'flux' }), services);
    expect(ofLedger.spec).not.toHaveProperty('healthCheckExprs');
    expect(ofPayments.spec.healthCheckExprs).toMatchObject([{ apiVersion: 'cert-manager.io/v1', kind: 'Certificate' }]);
    const queue = { apiVersion: 'example.com/v1', kind: 'Queue', current: 'status.ready' };
    const own = { ...queue, apiVersion: 'cert-manager.io/v1', kind: 'Certificate' };
    const given = filesWith({ gitops: { tool: 'flux', healthCheckExprs: [queue, own] } });
    expect(objectsOf(given, services)[1].spec.healthCheckExprs).toEqual([queue, own]);
  });

  it('has the source, path, times and fields that it gives', () => {
    const sourceRef = { kind: 'OCIRepository', name: 'bank', namespace: 'sources' } as const;
    const spec = { serviceAccountName: 'deployer', wait: false };
    const options = { namespace: 'apps', sourceRef, path: './deploy/k8s', timeout: '1h', spec };
    const [object] = objectsOf(filesWith({ gitops: { tool: 'flux', ...options } }), services);
    expect(object).toMatchObject({
      metadata: { namespace: 'apps' },
      spec: { sourceRef, path: './deploy/k8s/ledger/overlays/staging', timeout: '1h', ...spec },
    });
  });

  it('applies the ClusterNetworkPolicy of the stack without the services, and no service waits for it', () => {
    const files = filesWith({ gitops: 'flux', clusterNetworkPolicy: { name: 'bank-staging' } });
    expect([...files.keys()]).toEqual([
      'gitops/flux/staging/kustomization.yaml',
      services,
      'gitops/flux/staging/stack.yaml',
      'gitops/flux/staging/stack/kustomization.yaml',
      'gitops/flux/staging/stack/clusternetworkpolicy.yaml',
    ]);
    const [object] = objectsOf(files, 'gitops/flux/staging/stack.yaml');
    expect(object.spec.path).toBe('./k8s/gitops/flux/staging/stack');
    expect(files.get(services)).not.toContain(`name: ${object.metadata.name}`);
  });
});

describe('an environment that Argo CD applies', () => {
  const folder = 'gitops/argocd/staging';
  const services = `${folder}/applications/services.yaml`;

  it('has one Application that is applied, and applies those of the services, wave by wave', () => {
    const files = filesWith({ gitops: { tool: 'argocd', repoURL } });
    expect([...files.keys()]).toEqual([
      `${folder}/kustomization.yaml`,
      `${folder}/application.yaml`,
      `${folder}/argocd-cm.yaml`,
      `${folder}/applications/kustomization.yaml`,
      services,
    ]);
    expect(objectsOf(files, `${folder}/kustomization.yaml`)[0].resources).toEqual(['application.yaml']);
    expect(objectsOf(files, `${folder}/application.yaml`)).toMatchObject([
      {
        metadata: { name: 'bank-staging', namespace: 'argocd' },
        spec: {
          source: { repoURL, targetRevision: 'HEAD', path: `k8s/${folder}/applications` },
          destination: { server: 'https://kubernetes.default.svc', namespace: 'argocd' },
        },
      },
    ]);
    const waves = objectsOf(files, services).map(({ metadata }) => [metadata.name, metadata.annotations]);
    expect(waves).toEqual([
      ['bank-staging-ledger', { 'argocd.argoproj.io/sync-wave': '0' }],
      ['bank-staging-payments', { 'argocd.argoproj.io/sync-wave': '1' }],
    ]);
  });

  it('syncs each by itself, server-side, into the namespace of the service, which its tree has', () => {
    const [object] = objectsOf(filesWith({ gitops: { tool: 'argocd', repoURL } }), services);
    expect(object.spec).toMatchObject({
      project: 'default',
      source: { path: 'k8s/ledger/overlays/staging' },
      destination: { server: 'https://kubernetes.default.svc', namespace: 'bank-staging' },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ['ServerSideApply=true', 'CreateNamespace=false'],
      },
    });
  });

  it('removes what it applied with an Application, but in production', () => {
    const gitops = { tool: 'argocd', repoURL } as const;
    const finalizersWith = (options: EnvironmentOptions) =>
      objectsOf(filesWith({ gitops, ...options }), services).map(({ metadata }) => metadata.finalizers);
    const removes = ['resources-finalizer.argocd.argoproj.io/foreground'];
    expect(finalizersWith({})).toEqual([removes, removes]);
    expect(finalizersWith({ production: true })).toEqual([undefined, undefined]);
  });

  it('has the Applications where Argo CD is, and the services in the cluster that it names', () => {
    const gitops = { tool: 'argocd', repoURL, namespace: 'gitops', destination: { name: 'blue' } } as const;
    const files = filesWith({ gitops });
    expect(objectsOf(files, `${folder}/application.yaml`)[0].spec.destination).toEqual({
      server: 'https://kubernetes.default.svc',
      namespace: 'gitops',
    });
    expect(objectsOf(files, services)[0].spec.destination).toEqual({ name: 'blue', namespace: 'bank-staging' });
  });

  it('applies the ClusterNetworkPolicy of the stack last', () => {
    const gitops = { tool: 'argocd', repoURL } as const;
    const files = filesWith({ gitops, clusterNetworkPolicy: { name: 'bank-staging' } });
    expect(objectsOf(files, `${folder}/applications/kustomization.yaml`)[0].resources).toEqual([
      'services.yaml',
      'stack.yaml',
    ]);
    expect(objectsOf(files, `${folder}/applications/stack.yaml`)).toMatchObject([
      {
        metadata: { annotations: { 'argocd.argoproj.io/sync-wave': '2' } },
        spec: { source: { path: `k8s/${folder}/stack` } },
      },
    ]);
    expect(objectsOf(files, `${folder}/stack/clusternetworkpolicy.yaml`)[0].metadata.name).toBe('bank-staging');
  });
});

describe('placeholders of Secrets', () => {
  const flux = 'gitops/flux/staging/services.yaml';
  const argoCd = 'gitops/argocd/staging/applications/services.yaml';

  it('are not put back over real values, by either tool', () => {
    const [, ofPayments] = objectsOf(filesWith({ gitops: 'flux' }), flux);
    expect(ofPayments.spec.patches[1].patch).toContain('kustomize.toolkit.fluxcd.io/ssa: IfNotPresent');
    const [, application] = objectsOf(filesWith({ gitops: { tool: 'argocd', repoURL } }), argoCd);
    expect(application.spec.ignoreDifferences).toEqual([{ kind: 'Secret', jsonPointers: ['/data', '/stringData'] }]);
    expect(application.spec.syncPolicy.syncOptions).toContain('RespectIgnoreDifferences=true');
  });

  it('are not spoken of where Secrets are provided, or a service has none', () => {
    expect(filesWith({ gitops: 'flux', secretsProvided: true }).get(flux)).not.toContain('IfNotPresent');
    const gitops = { tool: 'argocd', repoURL } as const;
    expect(filesWith({ gitops, secretsProvided: true }).get(argoCd)).not.toContain('ignoreDifferences');
    expect(objectsOf(filesWith({ gitops: 'flux' }), flux)[0].spec.patches).toHaveLength(1);
  });
});

describe('what the tools patch on the way', () => {
  let folder = '';
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['Flux', { gitops: 'flux' }, 'gitops/flux/staging/services.yaml', 'kustomize.toolkit.fluxcd.io/prune: disabled'],
    [
      'Argo CD',
      { gitops: { tool: 'argocd', repoURL } },
      'gitops/argocd/staging/applications/services.yaml',
      'argocd.argoproj.io/sync-options: Prune=false,Delete=false',
    ],
  ] as const)(
    'keeps %s from removing namespaces and claims, and changes nothing else',
    async (_, options, path, kept) => {
      const [{ spec }] = objectsOf(filesWith(options), path);
      folder = await mkdtemp(join(tmpdir(), 'k8s-blocks-'));
      const objects = ['Namespace', 'PersistentVolumeClaim', 'ConfigMap'].map((kind) => ({
        apiVersion: 'v1',
        kind,
        metadata: { name: 'bank', ...(kind === 'Namespace' ? {} : { namespace: 'bank', annotations: { own: 'yes' } }) },
      }));
      await writeFile(join(folder, 'objects.yaml'), objects.map((each) => JSON.stringify(each)).join('\n---\n'));
      const patches = spec.patches ?? spec.source.kustomize.patches;
      await writeFile(join(folder, 'kustomization.yaml'), JSON.stringify({ resources: ['objects.yaml'], patches }));
      const { yaml } = await kustomizeBuild(folder, {});
      const [key = '', value] = kept.split(': ');
      const built = parseAllDocuments(yaml).map((document) => document.toJS());
      expect(Object.fromEntries(built.map(({ kind, metadata }) => [kind, metadata.annotations]))).toEqual({
        Namespace: { [key]: value },
        PersistentVolumeClaim: { [key]: value, own: 'yes' },
        ConfigMap: { own: 'yes' },
      });
    },
  );
});

describe('the names of the objects', () => {
  const problemOf = (make: () => unknown) => {
    try {
      return make();
    } catch (error) {
      return error instanceof Refusal ? error.problems : error;
    }
  };

  it('are cut where the tools could not write them into a label, and stay different', () => {
    const files = filesWith({ gitops: 'flux' }, 'b'.repeat(60));
    const objects = objectsOf(files, 'gitops/flux/staging/services.yaml');
    const [ledgerName, paymentsName] = objects.map(({ metadata }) => metadata.name);
    for (const name of [ledgerName, paymentsName]) expect(name).toMatch(/^b{54}-[0-9a-f]{8}$/);
    expect(ledgerName).not.toBe(paymentsName);
    expect(objects[1].spec.dependsOn).toEqual([{ name: ledgerName }]);
  });

  it('are refused where two objects would have one', () => {
    const map = stack({
      services: [contract({ name: 'eu', ports: {} })],
      environments: {
        base: {},
        prod: { suffix: '-prod', gitops: 'flux' },
        'prod-eu': { suffix: '-eu', gitops: { tool: 'argocd', repoURL } },
      },
      connections: [],
    });
    expect(problemOf(() => gitopsFiles(map, 'k8s'))).toMatchObject([
      { environment: 'prod', problem: 'An object of "prod-eu" would be named "prod-eu", too.' },
    ]);
  });
});
