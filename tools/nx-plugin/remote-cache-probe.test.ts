import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { preTasksExecution } from './remote-cache.mjs';

const SERVER = 'NX_SELF_HOSTED_REMOTE_CACHE_SERVER';
const TOKEN = 'NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN';
const REFUSED = 'The remote cache is not used in this run: ';

/** What Nx itself asks the cache with. */
interface NxCache {
  retrieve(hash: string, folder: string): Promise<unknown>;
}
const require = createRequire(import.meta.url);
const nx = dirname(require.resolve('nx/package.json'));
const { HttpRemoteCache }: { HttpRemoteCache: new () => NxCache } = require(join(nx, 'dist/src/native'));

/** A server that answers with a status, and what it was asked. */
class Recorder {
  readonly asked: string[] = [];
  status = 404;
  headers: Readonly<Record<string, string>> = {};
  readonly #server: Server = createServer((request: IncomingMessage, response) => {
    this.asked.push([request.method, request.url, request.headers.authorization].join(' '));
    response.writeHead(this.status, this.headers).end();
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const cache = new Recorder();
const elsewhere = new Recorder();
let printed = '';

beforeAll(() => Promise.all([cache.start(), elsewhere.start()]));
afterAll(() => [cache, elsewhere].forEach((each) => void each.stop()));
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  cache.asked.length = 0;
  elsewhere.asked.length = 0;
  Object.assign(cache, { status: 404, headers: {} });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** What is left of the address once the cache has been asked: nothing, if it is not used. */
async function probe(server: string, token?: string): Promise<string | undefined> {
  vi.stubEnv(SERVER, server);
  vi.stubEnv(TOKEN, token);
  await preTasksExecution();
  return process.env[SERVER];
}

describe('the probe of a remote cache', () => {
  it.each([
    ['an address', (host: string) => `http://${host}`, 'token'],
    ['one that ends in a slash', (host: string) => `http://${host}/`, 'token'],
    ['one with a path', (host: string) => `http://${host}/teams/a`, 'token'],
    ['one with a path that ends in a slash', (host: string) => `http://${host}/teams/a/`, 'token'],
    ['one with a path of dots', (host: string) => `http://${host}/teams/../a b/ä`, 'token'],
    ['one with a query', (host: string) => `http://${host}/a?team=1&key=2`, 'token'],
    ['one with a fragment', (host: string) => `http://${host}/a#b`, 'token'],
    ['one with a name and a password', (host: string) => `http://user:pa%20ss%C3%A4@${host}/a`, 'token'],
    ['one with a name alone', (host: string) => `http://user@${host}`, 'token'],
    ['one with a password that is encoded wrongly', (host: string) => `http://u:p%zz@${host}`, 'token'],
    ['one in capitals', (host: string) => `HTTP://${host}`, 'token'],
    ['no token', (host: string) => `http://${host}/a`, undefined],
    ['a token beyond ASCII', (host: string) => `http://${host}/a`, 'tökèn→'],
  ])('asks what Nx asks, with %s', async (_, addressOf, token) => {
    const address = addressOf(cache.host);
    expect(await probe(address, token)).toBe(address);
    expect(printed).toBe('');
    await new HttpRemoteCache().retrieve('0', tmpdir());
    const [probed, asked, ...others] = cache.asked;
    expect(probed).toBe(asked);
    expect(others).toEqual([]);
  });

  it.each([301, 302, 303, 307, 308])('follows no redirect, as by %i: no token goes elsewhere', async (status) => {
    Object.assign(cache, { status, headers: { location: `http://${elsewhere.host}/v1/cache/0` } });
    expect(await probe(`http://${cache.host}`, 'token')).toBe('');
    expect(elsewhere.asked).toEqual([]);
    expect(printed).toBe(`${REFUSED}${cache.host} answers with status ${status}.\n`);
  });

  it.each([
    ['a path', (host: string) => `http://${host}/s3cret`],
    ['a query', (host: string) => `http://${host}/?key=s3cret`],
    ['a password', (host: string) => `http://user:s3cret@${host}`],
    ['a name', (host: string) => `http://s3cret@${host}`],
    ['a fragment', (host: string) => `http://${host}#s3cret`],
  ])('prints the host alone, and not a secret in %s, where it is refused or not answered', async (_, addressOf) => {
    cache.status = 403;
    expect(await probe(addressOf(cache.host), 's3cret')).toBe('');
    expect(printed).toBe(`${REFUSED}${cache.host} answers with status 403.\n`);
    printed = '';
    expect(await probe(addressOf('127.0.0.1:1'), 's3cret')).toBe('');
    expect(printed).toMatch(/: 127\.0\.0\.1:1 does not answer \([\w ]+\)\.\n$/);
  });

  it.each([
    's3cret',
    'user:s3cret@host',
    'localhost:8080/s3cret',
    '//host/s3cret',
    'ftp://user:s3cret@host',
    'file:///s3cret',
    'http://',
    'http://[s3cret',
    'http://user:s3cret@host:port',
    '\u001b[2J::error::s3cret',
  ])('prints nothing of what is no address of a server: %j', async (address) => {
    expect(await probe(address, 's3cret')).toBe('');
    expect(printed).toBe(`${REFUSED}${SERVER} is not a URL that begins with http:// or https://.\n`);
  });

  it.each(['s3cret\n', 's3\r\ncret', '\u001bs3cret'])(
    'prints nothing of a token that no header can have: %j',
    async (token) => {
      expect(await probe(`http://${cache.host}`, token)).toBe('');
      expect(printed).toBe(`${REFUSED}${TOKEN} has a line break or another control character.\n`);
      expect(cache.asked).toEqual([]);
    },
  );
});
