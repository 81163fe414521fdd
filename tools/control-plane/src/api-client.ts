import { Agent, request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { warningsIn } from './warnings.ts';

/** An answer of the API server. */
export interface Answer {
  readonly status: number;
  /** Parsed if it is JSON, else the text. */
  readonly body: unknown;
  /** The server's message if it refused: that of the Status in the body. */
  readonly message?: string;
  /** The texts of the `Warning` headers. */
  readonly warnings: readonly string[];
}

/** How many requests are sent at a time; others wait. */
const CONNECTIONS = 16;
const TIMEOUT_MS = 60_000;

/** A client of one API server. It keeps connections open, so that hundreds of requests are fast. */
export class ApiClient {
  readonly #url: string;
  readonly #token: string;
  readonly #agent: Agent;

  constructor({ url, token, ca }: { url: string; token: string; ca: string }) {
    this.#url = url;
    this.#token = token;
    this.#agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, ca });
  }

  async request(method: string, path: string, body?: unknown): Promise<Answer> {
    try {
      return await this.#send(method, path, body);
    } catch (error) {
      throw new Error(`${method} ${path}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, path: string, body: unknown): Promise<Answer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = httpsRequest(new URL(path, this.#url), {
        method,
        agent: this.#agent,
        timeout: TIMEOUT_MS,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${this.#token}`,
          ...(payload === undefined
            ? {}
            : { 'content-type': contentType(method), 'content-length': Buffer.byteLength(payload) }),
        },
      });
      request.once('timeout', () => request.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
      request.once('error', reject);
      request.once('response', (response) => {
        const { statusCode: status = 0, headers, rawHeaders } = response;
        text(response)
          .then((raw) => answer(status, headers['content-type'] ?? '', raw, warningsIn(rawHeaders)))
          .then(resolve, reject);
      });
      request.end(payload);
    });
  }
}

/** A PATCH is a JSON merge patch, which the server accepts for every kind. */
function contentType(method: string): string {
  return method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
}

function answer(status: number, type: string, raw: string, warnings: readonly string[]): Answer {
  const body: unknown = type.startsWith('application/json') ? JSON.parse(raw) : raw;
  if (status < 400) return { status, body, warnings };
  const message = typeof body === 'string' ? body : (body as { message?: unknown }).message;
  return { status, body, warnings, ...(typeof message === 'string' ? { message } : {}) };
}
