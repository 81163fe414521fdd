import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { WorkspaceCopy } from '@k8s-blocks/testing/workspace-copy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const RUN = ['-t', 'build', 'typecheck', '-p', 'labels', 'agent-runtime'];
const TASKS = ['agent-runtime:build', 'agent-runtime:typecheck', 'labels:typecheck'];

describe('a cache that machines share', () => {
  let clones: readonly WorkspaceCopy[] = [];
  let cache: CacheServer;
  beforeAll(async () => {
    clones = await Promise.all([1, 2, 3, 4].map(() => WorkspaceCopy.make()));
    cache = await CacheServer.start();
  }, 120_000);
  afterAll(() => Promise.all([cache?.stop(), ...clones.map((clone) => clone.remove())]));

  const run = (clone: number, token: string, server = cache.url) =>
    clones[clone]?.runMany(RUN, {
      NX_SELF_HOSTED_REMOTE_CACHE_SERVER: server,
      NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: token,
    });

  it('is written to by no one whose token may only read, which fails no run', async () => {
    expect(await run(0, 'reader')).toMatchObject({ exitCode: 0, ran: TASKS });
    expect(cache.refused).toBe(TASKS.length);
    expect(cache.stored.size).toBe(0);
  }, 60_000);

  it('is written to by one that may, and then spares every other clone the run', async () => {
    expect(await run(1, 'writer')).toMatchObject({ exitCode: 0, ran: TASKS });
    expect(cache.stored.size).toBe(TASKS.length);
    expect(await run(2, 'reader')).toMatchObject({ exitCode: 0, ran: [], remote: TASKS });
    const built = ['diff', '--no-index', '--stat', 'dist', `${clones[1]?.folder}/dist`];
    expect(await clones[2]?.git(...built)).toBe('');
  }, 60_000);

  it('is done without, where it does not answer', async () => {
    const gone = await CacheServer.start();
    const { url } = gone;
    await gone.stop();
    const answer = await run(3, 'reader', url);
    expect(answer).toMatchObject({ exitCode: 0, ran: TASKS });
    expect(answer?.output).toContain(
      `The remote cache is not used in this run: ${new URL(url).host} does not answer (ECONNREFUSED)`,
    );
  }, 60_000);

  it('is done without, where it does not know the token', async () => {
    await clones[3]?.git('clean', '--quiet', '--force', '-dx', '.nx');
    const answer = await run(3, 'nobody');
    expect(answer).toMatchObject({ exitCode: 0, ran: TASKS });
    expect(answer?.output).toContain('answers with status 401');
  }, 60_000);
});

/** What Nx documents of a cache server, in memory: GET and PUT of /v1/cache/{hash}; what is stored is never replaced. */
class CacheServer {
  readonly stored = new Map<string, Buffer>();
  refused = 0;
  readonly #server = createServer(async (request, response) => {
    const answer = (status: number, body?: Buffer) => response.writeHead(status).end(body);
    const body = await buffer(request);
    const [, hash = ''] = /^\/v1\/cache\/(\w+)$/.exec(request.url ?? '') ?? [];
    const token = request.headers.authorization?.replace('Bearer ', '');
    if (token !== 'writer' && token !== 'reader') return answer(401);
    const stored = this.stored.get(hash);
    if (request.method === 'GET') return stored === undefined ? answer(404) : answer(200, stored);
    if (token === 'reader') {
      this.refused += 1;
      return answer(403);
    }
    if (stored !== undefined) return answer(409);
    this.stored.set(hash, body);
    return answer(200);
  });

  static async start(): Promise<CacheServer> {
    const cache = new CacheServer();
    await new Promise<void>((resolve) => cache.#server.listen(0, '127.0.0.1', resolve));
    return cache;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
