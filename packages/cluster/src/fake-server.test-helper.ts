import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ProxyAddress } from '@k8s-blocks/kubectl';
import { onTestFinished } from 'vitest';
import { clusterClient } from './client.ts';
import type { Cluster } from './cluster.ts';
import { Discovery } from './discovery.ts';
import { Requests, type RequestsOptions } from './requests.ts';

/** A request as a fake server got it. */
export interface Received {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly body: string;
}

/** Answers one request. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A fake API server with a client of it. It serves ConfigMaps, and otherwise answers what a test says. */
export interface FakeServer {
  readonly cluster: Omit<Cluster, 'close'>;
  /** The requests besides discovery. */
  readonly received: readonly Received[];
  /** How long the client was told to wait before each further try, in milliseconds: it does not wait. */
  readonly pauses: readonly number[];
  readonly close: () => void;
  readonly proxy: { readonly address: ProxyAddress; readonly prefix: string };
}

/** What a client is told of its proxy. */
export interface FakeOptions extends RequestsOptions {
  readonly whyEnded?: () => string | undefined;
}

/**
 * Starts a fake server, which ends with the test.
 *
 * @param answers what it answers, one after the other; the last one again and again.
 */
export async function fakeServer(
  answers: readonly Answer[],
  { whyEnded = () => undefined, ...options }: FakeOptions = {},
): Promise<FakeServer> {
  const received: Received[] = [];
  const pauses: number[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const known = DISCOVERY[url];
    if (known !== undefined) return json(200, known)(response, request);
    const answer = answers[Math.min(received.length, answers.length - 1)];
    const entry = { method, url, body: '' };
    received.push(entry);
    entry.body = await text(request);
    answer?.(response, request);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It has no port.');
  const proxy = { address: { host: '127.0.0.1', port: address.port }, prefix: '', whyEnded };
  const requests = new Requests('fake', proxy, { pause: async (length) => void pauses.push(length), ...options });
  onTestFinished(() => {
    requests.close();
    server.closeAllConnections();
    server.close();
  });
  return {
    cluster: clusterClient(requests, new Discovery(requests)),
    received,
    pauses,
    close: () => requests.close(),
    proxy,
  };
}

const VERBS = ['get', 'list', 'watch', 'create', 'patch', 'delete'];

const DISCOVERY: Readonly<Record<string, object>> = {
  '/api': {
    items: [
      {
        metadata: {},
        versions: [
          {
            version: 'v1',
            resources: [
              { resource: 'configmaps', responseKind: { kind: 'ConfigMap' }, scope: 'Namespaced', verbs: VERBS },
            ],
          },
        ],
      },
    ],
  },
  '/apis': { items: [] },
};

/** Answers with JSON. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

/** Answers with plain text, as `kubectl proxy` itself does. */
export function plain(status: number, body: string): Answer {
  return (response) => void response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
}

/** Refuses, as an API server does. */
export function status(
  code: number,
  reason: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return json(code, { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, message, code }, headers);
}

/** Breaks the connection without an answer. */
export const breaks: Answer = (response) => void response.destroy();

/** Answers lines of JSON, and then ends, breaks, or waits. */
export function lines(events: readonly unknown[], then: 'breaks' | 'ends' | 'waits' = 'ends'): Answer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const text = events.map((event) => `${JSON.stringify(event)}\n`).join('');
    response.write(text, () => {
      if (then === 'ends') response.end();
      else if (then === 'breaks') response.destroy();
    });
  };
}
