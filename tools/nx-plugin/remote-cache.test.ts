import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { WorkspaceCopy } from '@k8s-blocks/testing/workspace-copy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Tasks with and without outputs. */
const TASKS = ['agent-runtime:build', 'agent-runtime:lint'];

describe('a cache that machines share', () => {
  let copy: WorkspaceCopy;
  let cache: CacheServer;
  beforeAll(async () => {
    copy = await WorkspaceCopy.make();
    cache = await CacheServer.start();
  });
  afterAll(() => Promise.all([cache?.stop(), copy?.remove()]));

  /** Runs the tasks on a machine that has run nothing yet: without a local cache, and without what is built. */
  async function run(token: string, server = cache.url) {
    await copy.git('clean', '--quiet', '--force', '-dx', '.nx', 'dist');
    return copy.runMany(['-t', 'build', 'lint', '-p', 'agent-runtime'], {
      NX_SELF_HOSTED_REMOTE_CACHE_SERVER: server,
      NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: token,
    });
  }

  it('is written to by no one whose token may only read, which fails no run', async () => {
    expect(await run('reader')).toMatchObject({ exitCode: 0, ran: TASKS });
    expect(cache.refused).toBe(TASKS.length);
    expect(cache.stored.size).toBe(0);
  });

  it('is written to by one that may, and then spares every other machine the run', async () => {
    expect(await run('writer')).toMatchObject({ exitCode: 0, ran: TASKS });
    expect(cache.stored.size).toBe(TASKS.length);
    const built = await copy.filesBelow('dist');
    expect(built.size).toBeGreaterThan(0);
    expect(await run('reader')).toMatchObject({ exitCode: 0, ran: [], remote: TASKS });
    expect(await copy.filesBelow('dist')).toEqual(built);
  });

  it('is done without, where it does not answer', async () => {
    const gone = await CacheServer.start();
    const { url } = gone;
    await gone.stop();
    const answer = await run('reader', url);
    expect(answer).toMatchObject({ exitCode: 0, ran: TASKS });
    expect(answer.output).toContain(
      `The remote cache is not used in this run: ${new URL(url).host} does not answer (ECONNREFUSED)`,
    );
  });

  it('is done without, where it does not know the token', async () => {
    const answer = await run('nobody');
    expect(answer).toMatchObject({ exitCode: 0, ran: TASKS });
    expect(answer.output).toContain('answers with status 401');
  });
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
