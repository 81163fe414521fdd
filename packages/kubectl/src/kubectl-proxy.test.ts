/** Runs the real `kubectl proxy`, with a small server of HTTP as the API server. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { script, temporaryFolder, withPinnedKubectl } from './fakes.ts';
import { findKubectl } from './find-kubectl.ts';
import { type KubectlProxy, startKubectlProxy } from './kubectl-proxy.ts';

withPinnedKubectl();

let server: Server;
beforeAll(async () => {
  server = createServer((asked, answer) => answer.end(`${asked.method} ${asked.url}`)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  const { port } = server.address() as AddressInfo;
  const cluster = { server: `http://127.0.0.1:${port}/below` };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'shop', cluster }],
    users: [{ name: 'shop', user: { token: 'a' } }],
    contexts: [{ name: 'shop', context: { cluster: 'shop', user: 'shop' } }],
  };
  const path = join(folder, 'config');
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  const { KUBECONFIG } = process.env;
  vi.stubEnv('KUBECONFIG', path);
  onTestFinished(() => void vi.stubEnv('KUBECONFIG', KUBECONFIG));
});

async function started(context = 'shop', options: Parameters<typeof startKubectlProxy>[1] = {}): Promise<KubectlProxy> {
  const proxy = await startKubectlProxy(context, options);
  onTestFinished(() => proxy.close());
  return proxy;
}

async function get({ address }: Pick<KubectlProxy, 'address'>, path: string): Promise<string> {
  const asked = request({ ...address, path, agent: false }).end();
  const [answer] = await once(asked, 'response');
  return text(answer);
}

/** The command lines of the processes that name a path. */
function processesOf(path: string): readonly string[] {
  const lines = execFileSync('ps', ['-ww', '-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(path) && !line.includes('ps -ww'));
}

describe('a kubectl proxy', () => {
  it('reaches the server of its context, below the path of that, over a socket that only this user can reach', async () => {
    const proxy = await started();
    expect(await get(proxy, '/api?a=b')).toBe('GET /below/api?a=b');
    const { address } = proxy;
    if (!('socketPath' in address)) throw new Error('It has no socket.');
    expect(statSync(dirname(address.socketPath)).mode & 0o777).toBe(0o700);
    expect(proxy.whyEnded()).toBeUndefined();
  });

  it('reaches it over a port under a path that nobody knows', async () => {
    const proxy = await started('shop', { listen: 'port' });
    expect(proxy.prefix).toMatch(/^\/[0-9a-f]{48}$/);
    expect(await get(proxy, `${proxy.prefix}/api`)).toBe('GET /below/api');
    expect(await get(proxy, '/api')).not.toContain('GET');
  });

  it('ends when it is closed, with the folder of its socket', async () => {
    const { address, close, whyEnded } = await started();
    const path = 'socketPath' in address ? dirname(address.socketPath) : '';
    expect(processesOf(path)).not.toEqual([]);
    await Promise.all([close(), close()]);
    expect({ why: whyEnded(), exists: existsSync(path), processes: processesOf(path) }).toEqual({
      why: 'kubectl proxy was closed.',
      exists: false,
      processes: [],
    });
  });

  it('has a socket where the path of the temporary folder is too long for one', async () => {
    const long = join(folder, 'x'.repeat(100));
    mkdirSync(long);
    vi.stubEnv('TMPDIR', long);
    onTestFinished(() => void vi.stubEnv('TMPDIR', undefined));
    expect(await get(await started(), '/api')).toBe('GET /below/api');
    expect(readdirSync(long)).toEqual([]);
  });

  it('does not start for a context that there is not, and says so', async () => {
    const error = await startKubectlProxy('--other').catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      ending: 'exit',
      stderr: expect.stringContaining('context "--other" does not exist'),
    });
  });

  it('says why it has ended by itself', async () => {
    const kubectl = script(folder, 'ends', 'echo Starting to serve on 127.0.0.1:1; echo it is broken >&2; exit 3');
    const real = await findKubectl();
    const chosen = script(folder, 'kubectl', `case "$1" in version) exec '${real}' "$@";; *) exec '${kubectl}';; esac`);
    vi.resetModules();
    const { KUBECTL } = process.env;
    vi.stubEnv('KUBECTL', chosen);
    onTestFinished(() => void vi.stubEnv('KUBECTL', KUBECTL));
    const module = await import('./kubectl-proxy.ts');
    const proxy = await module.startKubectlProxy('shop');
    await expect.poll(proxy.whyEnded).toBe('it is broken');
    await proxy.close();
  });
});

describe('a process with a kubectl proxy', () => {
  /** A process that has a proxy. */
  async function child(then: string): Promise<ReturnType<typeof spawn>> {
    const program = join(folder, 'program.mjs');
    const module = new URL('./kubectl-proxy.ts', import.meta.url).href;
    const lines = [
      `import { startKubectlProxy } from ${JSON.stringify(module)};`,
      "await startKubectlProxy('shop');",
      "process.stdout.write('started');",
      then,
    ];
    writeFileSync(program, lines.join('\n'));
    const made = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), program], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, TMPDIR: folder },
    });
    onTestFinished(() => void made.kill('SIGKILL'));
    await once(made.stdout, 'data');
    return made;
  }

  const socketFolders = () => readdirSync(folder).filter((name) => name.startsWith('k8s-blocks-'));
  const remains = () => ({ processes: processesOf(join(folder, 'k8s-blocks-')), folders: socketFolders() });

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('leaves nothing after %s', async (signal) => {
    const process = await child('setInterval(() => {}, 1000);');
    expect(socketFolders()).toHaveLength(1);
    const ended = once(process, 'exit');
    process.kill(signal);
    expect(await ended).toEqual([null, signal]);
    await expect.poll(remains, { timeout: 10_000 }).toEqual({ processes: [], folders: [] });
  });

  it('ends although it forgets to close it, and leaves nothing', async () => {
    const process = await child('');
    const [code] = process.exitCode === null ? await once(process, 'exit') : [process.exitCode];
    expect(code).toBe(0);
    await expect.poll(remains, { timeout: 10_000 }).toEqual({ processes: [], folders: [] });
  });

  it('leaves nothing where it is killed while the proxy starts', async () => {
    const process = await child("for (let more = 0; more < 3; more += 1) startKubectlProxy('shop');");
    process.kill('SIGKILL');
    await expect.poll(remains, { timeout: 10_000 }).toEqual({ processes: [], folders: [] });
  });
});
