/** What deploy leaves and deletes, over revisions of a stack, on a real control plane; skipped without it. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '@k8s-blocks/cli';
import { type Cluster, connectCluster } from '@k8s-blocks/cluster';
import { CONTEXT, type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { lockStack } from '@k8s-blocks/deploy';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const TIMEOUT = 300_000;
const skipped = whySkipped({ nodes: 1 });
if (skipped !== undefined) process.stderr.write(`${skipped}\n`);

const PACKAGES = fileURLToPath(new URL('../../../node_modules/@k8s-blocks', import.meta.url));

/** What differs between revisions. */
interface Revision {
  /** Whether api has an admin port, which web calls, and a ConfigMap for it. */
  readonly admin?: boolean;
  /** Whether web is on the map. */
  readonly web?: boolean;
}

const mapSource = ({ admin = false, web = true }: Revision) => `
import { connection, contract, stack } from '@k8s-blocks/topology';
export const api = contract({ name: 'api', ports: { http: 8080${admin ? ', admin: 8081' : ''} } });
export const web = contract({ name: 'web', ports: { http: 3000 } });
export const map = stack({
  name: 'prune-test',
  services: [api${web ? ', web' : ''}],
  environments: { base: {}, staging: { suffix: '-staging' } },
  connections: [
    ${web ? "connection(web, api.ports.http, 'read')," : ''}
    ${web && admin ? "connection(web, api.ports.admin, 'administer')," : ''}
  ],
});
export default map;
`;

const appSource = (name: string, files: string) => `
import { app } from '@k8s-blocks/app';
import { configMap, deployment, service, withBaseline } from '@k8s-blocks/objects';
import { map, ${name} } from './map.mjs';
export default app(map, ${name}, {
  settings: { base: {}, staging: {} },
  manifests: (env) =>
    withBaseline(env, {
      files: {
        'deployment.yaml': deployment(env, {
          replicas: 1,
          container: {
            image: '${name}:1',
            resources: { requests: { memory: '16Mi', cpu: '10m' }, limits: { memory: '16Mi', cpu: '10m' } },
          },
        }),
        'service.yaml': service(env),
        ${files}
      },
    }),
});
`;

describe.skipIf(skipped !== undefined)('deploy, over revisions of a stack,', { timeout: TIMEOUT }, () => {
  let folder: string;
  let controlPlane: ControlPlane;
  let cluster: Cluster;
  beforeAll(async () => {
    controlPlane = await startControlPlane({ nodes: 1 });
    vi.stubEnv('KUBECONFIG', controlPlane.kubeconfig);
    cluster = await connectCluster(CONTEXT);
    folder = await mkdtemp(join(tmpdir(), 'deploy-prune-'));
    await mkdir(join(folder, 'node_modules'));
    await symlink(PACKAGES, join(folder, 'node_modules/@k8s-blocks'));
    await write('with-admin', { admin: true });
    await write('without-admin', {});
    await write('without-web', { web: false });
  }, TIMEOUT);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await cluster?.close();
    await controlPlane?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true });
  }, TIMEOUT);

  /** Writes and emits a revision. */
  async function write(revision: string, { admin = false, web = true }: Revision): Promise<void> {
    const files = {
      'map.mjs': mapSource({ admin, web }),
      'api.mjs': appSource('api', admin ? "'admin.yaml': configMap(env, { PORT: 8081 }, 'admin')," : ''),
      ...(web ? { 'web.mjs': appSource('web', '') } : {}),
    };
    for (const [name, text] of Object.entries(files)) {
      const path = join(folder, revision, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    const apps = ['api', ...(web ? ['web'] : [])].map((name) => join(folder, revision, `${name}.mjs`));
    const { code, text } = await command(['emit', ...apps, '--root', join(folder, revision, 'k8s')]);
    expect([code, text]).toEqual([0, expect.any(String)]);
  }

  async function command(args: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
    const lines: string[] = [];
    const print = (text: string) => void lines.push(text);
    return { code: await run(args, { print, printError: print }), text: lines.join('\n') };
  }

  const onStaging = (name: string, revision: string, options: readonly string[]) =>
    command([
      name,
      join(folder, revision, 'map.mjs'),
      ...['--root', join(folder, revision, 'k8s'), '--environment', 'staging', '--context', CONTEXT],
      ...options,
    ]);
  const deploy = (revision: string, ...options: readonly string[]) =>
    onStaging('deploy', revision, ['--yes', ...options]);
  const drift = (revision: string) => onStaging('drift', revision, []);
  const get = (kind: string, name: string, namespace = 'api-staging') =>
    cluster.get({ apiVersion: 'v1', kind, name, namespace });

  it('deploys the first revision, beside objects of others', async () => {
    expect(await deploy('with-admin')).toMatchObject({ code: 0, text: expect.stringContaining('staging is ready.') });
    const metadata = { name: 'by-hand', namespace: 'api-staging' };
    await cluster.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
    expect(await drift('with-admin')).toMatchObject({ code: 0 });
  });

  it('refuses to cut a connection of a service that is not deployed from the new revision', async () => {
    const { code, text } = await deploy('without-admin', '--service', 'api', '--prune');
    expect(code).toBe(1);
    expect(text).toContain(
      'api › staging › Service api-staging in api-staging\n  web calls it on port 8081/TCP (Deployment web-staging)',
    );
    expect(text).toContain('Nothing was changed.');
    expect((await get('Service', 'api-staging'))?.spec).toMatchObject({ ports: [{ port: 8080 }, { port: 8081 }] });
  });

  it('says what is left over, and leaves it', async () => {
    const { code, text } = await deploy('without-admin');
    expect(code).toBe(0);
    expect(text).toContain('left over: ConfigMap api-config-staging in api-staging (of api)');
    expect(text).toContain('To delete it: --prune');
    expect(await get('ConfigMap', 'api-config-staging')).toBeDefined();
    const drifted = await drift('without-admin');
    expect(drifted.code).toBe(1);
    expect(drifted.text).toContain(
      '  left over: ConfigMap api-config-staging in api-staging (api)\n\n0 missing, 0 changed',
    );
  });

  it('prunes it, and nothing of others', async () => {
    const before = await get('ConfigMap', 'by-hand');
    const { code, text } = await deploy('without-admin', '--prune');
    expect([code, text]).toEqual([0, expect.stringContaining('deletes ConfigMap api-config-staging in api-staging')]);
    expect(await get('ConfigMap', 'api-config-staging')).toBeUndefined();
    expect(await get('ConfigMap', 'by-hand')).toEqual(before);
    expect(await drift('without-admin')).toMatchObject({ code: 0 });
  });

  it('prunes a service that left the map, but its namespace only with its data', async () => {
    const first = await deploy('without-web', '--prune');
    expect([first.code, first.text]).toEqual([0, expect.stringContaining('keeps Namespace web-staging')]);
    expect(await get('Service', 'web-staging', 'web-staging')).toBeUndefined();
    expect(await get('Namespace', 'web-staging')).toBeDefined();
    expect(await get('ConfigMap', 'prune-test.staging.web', 'default')).toBeDefined();
    const second = await deploy('without-web', '--prune', '--delete-data');
    expect([second.code, second.text]).toEqual([0, expect.stringContaining('deletes Namespace web-staging')]);
    expect(await get('Namespace', 'web-staging')).toBeUndefined();
    expect(await get('ConfigMap', 'prune-test.staging.web', 'default')).toBeUndefined();
  });

  it('is waited for by another run that deploys the same, and both succeed', async () => {
    const runs = await Promise.all([deploy('with-admin', '--wait'), deploy('without-web', '--wait', '--prune')]);
    expect(runs).toMatchObject([{ code: 0 }, { code: 0 }]);
    const { items } = await cluster.list('coordination.k8s.io/v1', 'Lease', { namespace: 'default' });
    expect(items).toEqual([]);
  });

  it('is refused while another run deploys the same', async () => {
    const stack = { stack: 'prune-test', environment: 'staging', namespace: 'default' };
    const lock = await lockStack(cluster, stack);
    try {
      const { code, text } = await deploy('without-web');
      expect([code, text]).toEqual([1, expect.stringMatching(/Another run deploys prune-test there: .+@.+, since 20/)]);
    } finally {
      await lock.release();
    }
    expect(await deploy('without-web')).toMatchObject({ code: 0 });
  });
});
