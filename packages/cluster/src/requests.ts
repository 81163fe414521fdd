import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { hideSecretsOf, type KubectlProxy } from '@k8s-blocks/kubectl';
import { isFields, printable } from '@k8s-blocks/manifest';
import type { ObjectAddress } from './cluster-object.ts';
import { type ApiAnswer, type ApiRequest, Http, NoAnswer, type OpenAnswer } from './http.ts';
import { refusalDetails, ServerRefusal } from './server-refusal.ts';
import { UnreachableCluster } from './unreachable-cluster.ts';

/** How long to wait before each further try, in milliseconds: five tries in four seconds. */
const PAUSES: readonly number[] = [250, 500, 1000, 2000];

/** The longest time to wait because the server says so. */
const MAX_PAUSE = 15_000;

/** The server is too busy, or does not work right now. */
const MAY_PASS: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** What is said of etcd while it has no leader, with the status 500. */
const ETCD = /^(?:etcdserver|rpc error): /;

/** What the proxy answers when kubectl has no credentials, or does not take those of the server: a program fails, a certificate is wrong. */
const NO_CREDENTIALS = /^getting credentials: |\bx509: /;

/**
 * Whether another try may be answered otherwise. With the status 500, a server says that a webhook fails, that etcd has no leader, or
 * that it cannot read the fields of an apply: the last never passes, and has no reason.
 */
function mayPass({ status, body }: ApiAnswer): boolean {
  if (typeof body === 'string') return !NO_CREDENTIALS.test(body) && (status === 500 || MAY_PASS.has(status));
  if (status !== 500 || !isFields(body)) return MAY_PASS.has(status);
  return body.reason === 'InternalError' || (typeof body.message === 'string' && ETCD.test(body.message));
}

/** How long an answer may take. Longer than the longest time of a webhook, 30 s. */
const TIMEOUT_MS = 60_000;

/** A text that the server sent along with an answer: of a deprecated version, or of an admission policy. */
export interface ServerWarning {
  /** Made printable, without values of Secrets. */
  readonly text: string;
  /** What the request was about; undefined for a list or a watch. */
  readonly about?: ObjectAddress;
}

/** How a client asks. */
export interface RequestsOptions {
  /** How many milliseconds an answer may take. Default: a minute. */
  readonly timeout?: number;
  /** Is given each warning of the server. Default: they are dropped. */
  readonly onWarning?: (warning: ServerWarning) => void;
  /** Waits before another try. Default: as long as it is told. */
  readonly pause?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** A request, with what is known of it. */
export interface AboutRequest extends ApiRequest {
  /** Whether it may be sent again when it is not known what became of it. */
  readonly mayRepeat: boolean;
  /** What it is about. */
  readonly about?: ObjectAddress;
  /** Is given its warnings. Default: that of the client. */
  readonly onWarning?: ((text: string) => void) | undefined;
  /** What is sent, of which no values of Secrets may be shown. */
  readonly object?: unknown;
}

/** Requests to one API server, with further tries, and refusals that say what is wrong. */
export class Requests {
  readonly context: string;
  readonly #http: Http;
  readonly #proxy: Pick<KubectlProxy, 'whyEnded'>;
  readonly #onWarning: (warning: ServerWarning) => void;
  readonly #pause: NonNullable<RequestsOptions['pause']>;

  constructor(
    context: string,
    proxy: Pick<KubectlProxy, 'address' | 'prefix' | 'whyEnded'>,
    { timeout = TIMEOUT_MS, onWarning = () => undefined, pause = waitFor }: RequestsOptions,
  ) {
    this.context = context;
    this.#http = new Http(proxy, { timeout });
    this.#proxy = proxy;
    this.#onWarning = onWarning;
    this.#pause = pause;
  }

  /**
   * Sends a request, and returns the answer, which is a success.
   *
   * @throws ServerRefusal, UnreachableCluster, or the reason of the signal.
   */
  async send(request: AboutRequest): Promise<ApiAnswer> {
    const { answer } = await this.#repeat(request, async () => ({ answer: await this.#http.send(request) }));
    return answer;
  }

  /**
   * Opens a stream.
   *
   * @param silence after how many milliseconds without a byte it is given up.
   * @throws as {@link send} does.
   */
  async open(request: AboutRequest, silence: number): Promise<IncomingMessage> {
    const { stream } = await this.#repeat(request, () => this.#http.open(request, silence));
    if (stream === undefined) throw this.unreachable('There is no stream.');
    return stream;
  }

  /**
   * Waits before another try.
   *
   * @param failures how often it failed before, from 0 on.
   */
  async pause(failures: number, signal: AbortSignal | undefined): Promise<void> {
    await this.#pause(PAUSES[Math.min(failures, PAUSES.length - 1)] ?? 0, signal);
  }

  /** Calls a function that asks the server, again and again where that may help, and checks the answer. */
  async #repeat(request: AboutRequest, ask: () => Promise<OpenAnswer>): Promise<OpenAnswer> {
    const hide = hideSecretsOf(request.object === undefined ? [] : [request.object]);
    for (let failures = 0; ; failures += 1) {
      const asked = await ask().catch(noAnswer);
      const isLast = failures >= (request.mayRepeat ? PAUSES.length : 0) || this.#proxy.whyEnded() !== undefined;
      if (asked instanceof NoAnswer) {
        if (isLast || !asked.mayPass) throw this.unreachable(hide(asked.message));
        await this.pause(failures, request.signal);
      } else {
        const { retryAfter } = asked.answer;
        if (isLast || !mayPass(asked.answer)) {
          this.#check(asked.answer, request, hide);
          return asked;
        }
        if (retryAfter === undefined) await this.pause(failures, request.signal);
        else await this.#pause(Math.min(retryAfter, MAX_PAUSE), request.signal);
      }
    }
  }

  /** Passes on the warnings of an answer, and throws if it is a refusal. */
  #check(answer: ApiAnswer, { about, onWarning }: AboutRequest, hide: (text: string) => string): void {
    for (const warning of answer.warnings) {
      const text = printable(hide(warning));
      if (onWarning !== undefined) onWarning(text);
      else this.#onWarning({ text, ...(about === undefined ? {} : { about }) });
    }
    if (answer.status < 400) return;
    if (answer.status === 401) throw this.#unauthorized('they are not valid, or have expired');
    // The proxy itself answers in plain text where it does not reach the server; the server's answers are a Status.
    if (answer.status >= 500 && typeof answer.body === 'string') throw this.#notReached(hide(answer.body).trim());
    throw new ServerRefusal(refusalDetails(answer, hide), about);
  }

  /** Ends all requests. */
  close(): void {
    this.#http.close();
  }

  /** The refusal of a server that gives no answer. */
  unreachable(reason: string): UnreachableCluster {
    const ended = this.#proxy.whyEnded();
    return new UnreachableCluster({
      problem: `The server of the kube context "${this.context}" does not answer: ${ended ?? reason.trim()}`,
      remedy: `See whether it is reached: kubectl --context ${this.context} version`,
    });
  }

  #notReached(reason: string): UnreachableCluster {
    const [credentials, program] = /^getting credentials: ([\s\S]*)/.exec(reason) ?? [];
    return credentials === undefined || program === undefined ? this.unreachable(reason) : this.#unauthorized(program);
  }

  #unauthorized(reason: string): UnreachableCluster {
    return new UnreachableCluster({
      problem: `The kube context "${this.context}" has no credentials that its server takes: ${reason}`,
      remedy: `Log in again, until this works: kubectl --context ${this.context} auth whoami`,
    });
  }
}

function noAnswer(error: unknown): NoAnswer {
  if (error instanceof NoAnswer) return error;
  throw error;
}

async function waitFor(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
    throw signal?.aborted ? signal.reason : error;
  });
}
