import { describe, expect, it, onTestFinished } from 'vitest';
import { type Answer, breaks, fakeServer, json, plain, status } from './fake-server.test-helper.ts';
import { Http } from './http.ts';
import { ServerRefusal, UnreachableCluster } from './index.ts';
import { configMap, rejection } from './server.test-helper.ts';

const object = { ...configMap('a'), metadata: { name: 'a', namespace: 'default', uid: '1', resourceVersion: '1' } };
const address = { apiVersion: 'v1', kind: 'ConfigMap', name: 'a', namespace: 'default' };
const found = json(200, object);
const by = { fieldManager: 'tests' };

describe('a request', () => {
  it.each<[string, Answer, number]>([
    ['breaks', breaks, 250],
    ['is answered "too many requests"', status(429, 'TooManyRequests', 'slow down', { 'retry-after': '3' }), 3000],
    [
      'is answered "too many requests" for an hour',
      status(429, 'TooManyRequests', 'slow down', { 'retry-after': '3600' }),
      15_000,
    ],
    ['is answered "unavailable"', status(503, 'ServiceUnavailable', 'not now'), 250],
    ['is answered "timeout"', status(504, 'Timeout', 'too late'), 250],
    ['fails in a webhook', status(500, 'InternalError', 'failed calling webhook'), 250],
    ['finds etcd without a leader', status(500, '', 'etcdserver: leader changed'), 250],
    ['does not reach the server', plain(502, 'dial tcp: connection refused'), 250],
    [
      'is answered with half of an object',
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":'),
      250,
    ],
    [
      'breaks in the middle of the answer',
      (response) => void response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy()),
      250,
    ],
  ])('that %s is sent again, if it may be repeated', async (_, fails, pause) => {
    const { cluster, received, pauses } = await fakeServer([fails, found]);
    expect(await cluster.get(address)).toEqual(object);
    expect({ pauses, count: received.length }).toEqual({ pauses: [pause], count: 2 });
    const applying = await fakeServer([fails, found]);
    expect((await applying.cluster.apply(configMap('a'), by)).object).toEqual(object);
    expect(applying.received.map(({ method }) => method)).toEqual(['PATCH', 'PATCH']);
  });

  it.each([
    ['create', 'POST', ({ create }: Client) => create(configMap('a'))],
    ['update', 'PUT', ({ update }: Client) => update(configMap('a'))],
    ['deletion without uid', 'DELETE', ({ delete: remove }: Client) => remove(address)],
  ])('that is a %s is never sent again', async (_, method, ask) => {
    const { cluster, received } = await fakeServer([breaks]);
    expect(await rejection(ask(cluster))).toBeInstanceOf(UnreachableCluster);
    expect(received.map((each) => each.method)).toEqual([method]);
  });

  it('that is a deletion by uid is sent again', async () => {
    const { cluster, received } = await fakeServer([breaks, status(404, 'NotFound', 'gone')]);
    expect(await cluster.delete(address, { uid: '1' })).toBe(false);
    expect(received.map(({ body }) => JSON.parse(body).preconditions)).toEqual([{ uid: '1' }, { uid: '1' }]);
  });

  it('is given up after five tries, and says which context does not answer, and why', async () => {
    const { cluster, received, pauses } = await fakeServer([plain(502, 'dial tcp 10.0.0.1: connection refused\n')]);
    const refusal = await rejection(cluster.get(address));
    expect(refusal).toBeInstanceOf(UnreachableCluster);
    expect(String(refusal)).toContain(
      'The server of the kube context "fake" does not answer: dial tcp 10.0.0.1: connection refused\nSee whether it is reached: kubectl --context fake version',
    );
    expect({ pauses, count: received.length }).toEqual({ pauses: [250, 500, 1000, 2000], count: 5 });
  });

  it.each([
    [400, 'BadRequest'],
    [403, 'Forbidden'],
    [409, 'Conflict'],
    [422, 'Invalid'],
    [500, ''],
  ])('that is refused with the status %i is sent once', async (code, reason) => {
    const { cluster, received } = await fakeServer([status(code, reason, 'It is no good.')]);
    const refusal = await rejection(cluster.apply(configMap('a'), by));
    expect(refusal).toBeInstanceOf(ServerRefusal);
    expect(refusal).toMatchObject({ status: code, reason, serverMessage: 'It is no good.' });
    expect(received).toHaveLength(1);
  });

  it('with credentials that have expired says how to see that', async () => {
    const { cluster } = await fakeServer([status(401, 'Unauthorized', 'Unauthorized')]);
    const refusal = await rejection(cluster.get(address));
    expect(refusal).toBeInstanceOf(UnreachableCluster);
    expect(String(refusal)).toContain('has no credentials that its server takes: they are not valid');
    expect(String(refusal)).toContain('kubectl --context fake auth whoami');
  });

  it('of a proxy that has ended says why that has', async () => {
    const { cluster, received } = await fakeServer([breaks], { whyEnded: () => 'kubectl was killed' });
    await expect(cluster.get(address)).rejects.toThrow('does not answer: kubectl was killed');
    expect(received).toHaveLength(1);
  });

  it('is ended by its signal, also while it waits for the answer or for another try', async () => {
    const stop = new AbortController();
    const waiting = await fakeServer([() => stop.abort(new Error('enough'))]);
    await expect(waiting.cluster.get(address, { signal: stop.signal })).rejects.toThrow('enough');
    const again = new AbortController();
    const failing = await fakeServer([breaks], {
      pause: async (_, signal) => {
        again.abort(new Error('enough'));
        signal?.throwIfAborted();
      },
    });
    await expect(failing.cluster.get(address, { signal: again.signal })).rejects.toThrow('enough');
  });

  it('has a limit of time', async () => {
    const { proxy } = await fakeServer([() => undefined]);
    const http = new Http(proxy, { timeout: 20 });
    onTestFinished(() => http.close());
    await expect(http.send({ method: 'GET', path: '/' })).rejects.toThrow('There was no answer within 0.02 s.');
    await expect(http.open({ method: 'GET', path: '/' }, 20)).rejects.toThrow('There was no answer within 0.02 s.');
  });

  it('has a limit of size', async () => {
    const megabyte = 'x'.repeat(1024 * 1024);
    const { cluster } = await fakeServer([
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const more = () => void (response.destroyed || response.write(megabyte, more));
        more();
      },
    ]);
    await expect(cluster.get(address)).rejects.toThrow('The answer has more than 67108864 bytes.');
  });

  it('is ended when the client is closed', async () => {
    const { cluster, close } = await fakeServer([() => close()]);
    await expect(cluster.get(address)).rejects.toThrow('The connection to the cluster was closed.');
  });

  it('that is not answered with an object says so', async () => {
    for (const body of [null, [], 'text', { kind: 'ConfigMap' }, { metadata: { name: 1 } }]) {
      const { cluster } = await fakeServer([json(200, body)]);
      await expect(cluster.get(address)).rejects.toThrow('What it answered is no object.');
    }
  });

  it('has what the server says printable, and in parts of any shape', async () => {
    const causes = [
      null,
      'text',
      { message: 1 },
      { message: 'a\u001b[31m', field: 'spec\u0000' },
      { message: 'whole', field: '<nil>' },
    ];
    const body = { reason: 3, message: '\u001b]0;title\u0007', details: { causes } };
    const { cluster } = await fakeServer([json(422, body)]);
    const refusal = await rejection(cluster.apply(configMap('a\u001b[1m'), by));
    expect(refusal).toMatchObject({
      reason: '',
      serverMessage: '\\u001b]0;title\\u0007',
      causes: [{ message: 'a\\u001b[31m', field: 'spec\\u0000' }, { message: 'whole' }],
    });
    expect(String(refusal)).not.toMatch(/[\p{Cc}](?<!\n)/u);
  });

  it('goes on where a list is continued, and reads all of it at once where the position has expired', async () => {
    const page = (names: readonly string[], position?: string) =>
      json(200, {
        items: names.map((name) => ({ metadata: { name } })),
        metadata: { continue: position, resourceVersion: '7' },
      });
    const { cluster, received } = await fakeServer([page(['a'], 'next&'), page(['b'])]);
    const { items, resourceVersion } = await cluster.list('v1', 'ConfigMap');
    expect([items.map(({ metadata }) => metadata.name), resourceVersion]).toEqual([['a', 'b'], '7']);
    expect(received.map(({ url }) => url)).toEqual([
      '/api/v1/configmaps?limit=500',
      '/api/v1/configmaps?limit=500&continue=next%26',
    ]);
    const expired = await fakeServer([page(['a'], 'next'), status(410, 'Expired', 'too old'), page(['a', 'b'])]);
    expect((await expired.cluster.list('v1', 'ConfigMap')).items.map(({ metadata }) => metadata.name)).toEqual([
      'a',
      'b',
    ]);
  });
});

type Client = Awaited<ReturnType<typeof fakeServer>>['cluster'];
