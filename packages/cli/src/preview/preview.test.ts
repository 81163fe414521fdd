import { join } from 'node:path';
import { app } from '@k8s-blocks/app';
import { configMap, deployment, imagePullSecret, service as serviceOf, withBaseline } from '@k8s-blocks/objects';
import { type Contract, connection, contract, secret, stack } from '@k8s-blocks/topology';
import { beforeEach, describe, expect, it } from 'vitest';
import { provideModules } from '../import-module.ts';
import { command, inOwnFolder, treeOf, write } from '../in-process.test-helper.ts';

const registry = secret({ name: 'registry', why: 'pull images', type: 'kubernetes.io/dockerconfigjson' });
const ledger = contract({ name: 'ledger', ports: {}, otherSecrets: [registry] });
const shop = contract({ name: 'shop', ports: {} });
const audit = contract({ name: 'audit', ports: { http: { port: 80, scheme: 'http' } } });
const payments = contract({ name: 'payments', ports: { http: 80 } });

const map = stack({
  services: [ledger, shop, audit, payments],
  environments: {
    base: { deployed: false },
    staging: { suffix: '-staging', clusterNetworkPolicy: { name: 'bank-staging' } },
  },
  connections: [
    connection(shop, audit.ports.http, 'say what was sold', { needed: 'optional' }),
    connection(ledger, payments.ports.http, 'book payments'),
  ],
});

/** An app with one Deployment, and a ConfigMap that is of its environment. */
const appOf = (service: Contract, of = map, data: Readonly<Record<string, string>> = {}) =>
  app(of, service, {
    settings: { base: { level: 'info' }, staging: { level: 'debug' } },
    manifests(env) {
      const address = service === shop ? { AUDIT: env.url(audit.ports.http) } : {};
      const config = configMap(env, { LEVEL: env.settings.level, ...address, ...data });
      const pod = service === ledger ? { imagePullSecrets: [imagePullSecret(env, registry)] } : {};
      const workload = deployment(env, { replicas: 2, config, container: { image: `${service.name}:1` }, pod });
      const offered = service === payments ? { 'service.yaml': serviceOf(env) } : {};
      const files = { 'configmap.yaml': config, 'deployment.yaml': workload, ...offered };
      return withBaseline(env, { replicas: 2, files });
    },
  });

let folder = '';
inOwnFolder((given) => {
  folder = given;
});

function provide(modules: Readonly<Record<string, unknown>>): void {
  provideModules(
    Object.fromEntries(
      Object.entries(modules).map(([path, module]) => [join(folder, path), async () => ({ default: module })]),
    ),
  );
}

const APPS = ['shop.ts', 'ledger.ts', 'payments.ts'];

beforeEach(() => {
  provide({ 'shop.ts': appOf(shop), 'ledger.ts': appOf(ledger), 'payments.ts': appOf(payments) });
});

const preview = (service: string, ...options: string[]) =>
  command('preview', '--service', service, '--name', 'pr-42', ...options, ...APPS);

describe('preview', () => {
  it('writes the services below the folder of what is built, with what is of the whole stack, and nowhere else', async () => {
    const { code, stderr } = await preview('ledger');
    expect([code, stderr]).toEqual([0, '']);
    const paths = Object.keys(await treeOf(folder));
    expect(paths).toEqual(paths.filter((path) => path.startsWith('dist/k8s/preview/pr-42/')));
    expect([...new Set(paths.map((path) => path.split('/')[4]))]).toEqual([
      'clusternetworkpolicy.yaml',
      'kustomization.yaml',
      'ledger',
      'payments',
    ]);
  });

  it('says what must be there first, and how it is taken away, with what is of the whole cluster', async () => {
    const { stdout } = await preview('ledger');
    expect(stdout).toBe(`pr-42, made of staging: payments, ledger.
pr-42: 17 written, 0 removed, 0 unchanged
Provide these Secrets, in namespaces that you create before:
  registry-pr-42 in namespace ledger-pr-42: .dockerconfigjson
To apply it:
  kubectl apply --server-side -k dist/k8s/preview/pr-42
To take it away:
  kubectl delete namespace payments-pr-42 ledger-pr-42
  kubectl delete clusternetworkpolicy.policy.networking.k8s.io/bank-staging-pr-42
`);
  });

  it('has no error of what it goes without, whose address leads nowhere', async () => {
    expect(await preview('shop')).toMatchObject({ code: 0, stderr: '' });
    const { 'shop/configmap.yaml': text } = await treeOf('dist/k8s/preview/pr-42');
    expect(text).toContain('AUDIT: http://audit-pr-42.audit-pr-42.invalid:80\n');
    expect(text).toContain('LEVEL: debug\n');
  });

  it('takes the place of the one before of that name, and leaves others and files of yours', async () => {
    await preview('ledger');
    await write('dist/k8s/preview/pr-42/notes.txt', 'mine');
    await command('preview', '--service', 'payments', '--name', 'pr-7', ...APPS);
    const { stdout } = await preview('payments');
    expect(stdout).toContain('pr-42: 3 written, 7 removed, 7 unchanged');
    const paths = Object.keys(await treeOf('dist/k8s/preview'));
    expect(paths).toContain('pr-42/notes.txt');
    expect(paths).toContain('pr-7/kustomization.yaml');
    expect(paths).not.toContain('pr-42/ledger/kustomization.yaml');
  });

  it('exits 1 for an address of another environment, and shows where', async () => {
    const data = { PAYMENTS: 'http://payments-staging.payments-staging.svc.cluster.local' };
    provide({ 'ledger.ts': appOf(ledger, map, data) });
    const { code, stdout } = await preview('ledger');
    expect(code).toBe(1);
    expect(stdout).toContain('error in-stack-address');
    expect(stdout).toContain('ledger-config-pr-42');
  });
});

describe('preview refuses', () => {
  it('to write where the trees are', async () => {
    for (const out of ['k8s', 'k8s/dist']) {
      const { code, stderr } = await preview('ledger', '--out', out);
      expect([code, stderr]).toEqual([1, expect.stringContaining('The trees of all apps are emitted to this folder')]);
    }
    expect(await treeOf(folder)).toEqual({});
  });

  it('a service that is needed and whose app is not given', async () => {
    const { code, stderr } = await command('preview', '--service', 'ledger', '--name', 'pr-42', 'ledger.ts');
    expect([code, stderr]).toEqual([1, expect.stringContaining('needs "payments", whose apps are not given.')]);
  });

  it('apps of several stacks', async () => {
    const other = stack({ services: [payments], environments: { base: {}, staging: {} }, connections: [] });
    provide({ 'payments.ts': appOf(payments, other) });
    const { code, stderr } = await preview('ledger');
    expect([code, stderr]).toEqual([1, expect.stringContaining('The apps are of several stacks')]);
  });

  it.each([
    ['a service', ['--name', 'pr-42'], 'preview needs the service that is changed: --service <name>'],
    ['a name', ['--service', 'ledger'], 'preview needs a name, such as that of the change: --name pr-42'],
  ])('to guess %s', async (_, options, message) => {
    const { code, stderr } = await command('preview', ...options, ...APPS);
    expect([code, stderr]).toEqual([2, `${message}\nSee: k8s-blocks preview --help\n`]);
  });
});
