import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import type { KubectlProxy } from '@k8s-blocks/kubectl';

/** How many bytes an answer may have. An API server's own objects have at most 1.5 MiB; lists are read in pages. */
export const MAX_ANSWER = 64 * 1024 * 1024;

/** How many requests are sent at a time; others wait. Watches are not among them. */
const CONNECTIONS = 16;

/** A request to the API server. */
export interface ApiRequest {
  readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';
  /** With its query: `/api/v1/namespaces?limit=500`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends the request. */
  readonly signal?: AbortSignal | undefined;
}

/** An answer of the API server, or of the proxy. */
export interface ApiAnswer {
  readonly status: number;
  /** Parsed if it is JSON, else the text. */
  readonly body: unknown;
  /** After how many milliseconds to ask again, if the server says so. */
  readonly retryAfter?: number;
  /** The texts of the `Warning` headers, as the server wrote them. */
  readonly warnings: readonly string[];
}

/** An answer whose body is read as it comes. */
export interface OpenAnswer {
  /** Without a body if there is a stream. */
  readonly answer: ApiAnswer;
  /** Absent if the server refused. */
  readonly stream?: IncomingMessage;
}

/** There was no answer: no connection, one that broke, too slow, too large or not to be read. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** Whether another try may be answered. */
  readonly mayPass: boolean;

  constructor(message: string, { mayPass }: { readonly mayPass: boolean }) {
    super(message);
    this.mayPass = mayPass;
  }
}

/** HTTP to the API server through a proxy. It keeps connections open, so that hundreds of requests are fast. */
export class Http {
  readonly #proxy: Pick<KubectlProxy, 'address' | 'prefix'>;
  readonly #timeout: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  readonly #open = new Set<AbortController>();

  constructor(proxy: Pick<KubectlProxy, 'address' | 'prefix'>, { timeout }: { readonly timeout: number }) {
    this.#proxy = proxy;
    this.#timeout = timeout;
  }

  /**
   * Sends a request, and reads the answer.
   *
   * @throws NoAnswer if there is none; and the reason of the signal, if that ended it.
   */
  async send(request: ApiRequest): Promise<ApiAnswer> {
    const late = AbortSignal.timeout(this.#timeout);
    try {
      const response = await this.#respond(request, late, this.#agent);
      const raw = await textOf(response);
      return answerOf(response, raw);
    } catch (error) {
      throw this.#reasonOf(error, request, late);
    }
  }

  /**
   * Opens a stream, which has a connection of its own. The caller reads it to its end, or destroys it.
   *
   * @param silence after how many milliseconds without a byte it is given up.
   * @returns the stream, or the answer of a server that refuses.
   * @throws as {@link send} does.
   */
  async open(request: ApiRequest, silence: number): Promise<OpenAnswer> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), this.#timeout);
    try {
      const stream = await this.#respond(request, late.signal, false);
      stream.setTimeout(silence, () => stream.destroy(new Error('nothing came for too long')));
      const { statusCode: status = 0, rawHeaders } = stream;
      if (status >= 400) return { answer: answerOf(stream, await textOf(stream)) };
      return { answer: { status, body: undefined, warnings: warningsIn(rawHeaders) }, stream };
    } catch (error) {
      throw this.#reasonOf(error, request, late.signal);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends all requests. */
  close(): void {
    for (const each of this.#open)
      each.abort(new NoAnswer('The connection to the cluster was closed.', { mayPass: false }));
    this.#agent.destroy();
  }

  #respond(
    { method, path, headers = {}, body, signal }: ApiRequest,
    late: AbortSignal,
    agent: Agent | false,
  ): Promise<IncomingMessage> {
    const ending = new AbortController();
    this.#open.add(ending);
    const signals = [ending.signal, late, ...(signal === undefined ? [] : [signal])];
    return new Promise<IncomingMessage>((resolve, reject) => {
      const request = httpRequest({
        ...this.#proxy.address,
        path: `${this.#proxy.prefix}${path}`,
        method,
        agent,
        signal: AbortSignal.any(signals),
        headers: {
          accept: 'application/json',
          ...headers,
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
      });
      request.once('error', reject);
      request.once('response', resolve);
      request.once('close', () => this.#open.delete(ending));
      request.end(body);
    });
  }

  /** What is thrown for an error of a request: what ended it, or why there was no answer. */
  #reasonOf(error: unknown, { signal }: ApiRequest, late: AbortSignal): unknown {
    if (signal?.aborted) return signal.reason;
    if (error instanceof NoAnswer) return error;
    if (late.aborted) return new NoAnswer(`There was no answer within ${this.#timeout / 1000} s.`, { mayPass: false });
    if (error instanceof Error && error.cause instanceof NoAnswer) return error.cause;
    return new NoAnswer(error instanceof Error ? error.message : String(error), { mayPass: true });
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > MAX_ANSWER) {
      response.destroy();
      throw new NoAnswer(`The answer has more than ${MAX_ANSWER} bytes.`, { mayPass: false });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function answerOf({ statusCode: status = 0, headers, rawHeaders }: IncomingMessage, raw: string): ApiAnswer {
  const seconds = Number(headers['retry-after']);
  return {
    status,
    body: bodyOf(headers['content-type'] ?? '', raw),
    ...(Number.isFinite(seconds) && seconds >= 0 ? { retryAfter: seconds * 1000 } : {}),
    warnings: warningsIn(rawHeaders),
  };
}

function bodyOf(type: string, raw: string): unknown {
  if (!type.startsWith('application/json')) return raw;
  try {
    return JSON.parse(raw);
  } catch {
    throw new NoAnswer('The answer is said to be JSON, and is not.', { mayPass: true });
  }
}

/**
 * The texts of the `Warning` headers of an answer: `299 - "unknown field \"spec.x\""` is `unknown field "spec.x"`.
 *
 * @param rawHeaders names and values alternately, as in Node's `rawHeaders`, where repeated headers are not joined.
 * @see https://www.rfc-editor.org/rfc/rfc7234#section-5.5
 */
function warningsIn(rawHeaders: readonly string[]): readonly string[] {
  const warnings: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== 'warning') continue;
    const text = /^\d{3} \S+ "((?:[^"\\]|\\.)*)"/.exec(rawHeaders[index + 1] ?? '')?.[1];
    // The API server writes UTF-8, Node reads headers as Latin-1.
    if (text !== undefined) warnings.push(Buffer.from(text.replace(/\\(.)/g, '$1'), 'latin1').toString('utf8'));
  }
  return warnings;
}
