import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onExit } from 'signal-exit';
import { findKubectl } from './find-kubectl.ts';
import { withoutLog } from './innermost-reason.ts';
import { endGroup, forget, HAS_GROUP, startTracked } from './process-group.ts';
import { CommandError } from './run.ts';

/** How long kubectl may take until it serves: it then only reads the kubeconfig. Generous, for a busy machine. */
const STARTS_WITHIN_MS = 60_000;

/** How much is kept of what kubectl prints: the last lines say why it ended. */
const MAX_KEPT = 16_384;

/**
 * The longest path of a socket: 104 bytes on macOS, 108 on Linux, with the byte that ends it.
 *
 * @see https://man7.org/linux/man-pages/man7/unix.7.html
 */
const MAX_SOCKET_PATH = 103;

/** The name of the socket in its folder. */
const SOCKET = 'api';

/** Where a proxy listens, as options of Node's `http.request`. */
export type ProxyAddress = { readonly socketPath: string } | { readonly host: string; readonly port: number };

/** A running `kubectl proxy`: it speaks HTTP here, and authenticates to the API server as kubectl does. */
export interface KubectlProxy {
  readonly address: ProxyAddress;
  /** What the path of every request begins with: empty, or `/` and a secret. */
  readonly prefix: string;
  /** Why it has ended by itself; undefined while it runs. */
  readonly whyEnded: () => string | undefined;
  /** Ends it, and waits for its end. It may be called again. */
  readonly close: () => Promise<void>;
}

/**
 * Starts `kubectl proxy` for one context of the user's kubeconfig. It can be reached by this user only, and ends with this process,
 * also if this process is killed; on Windows it then remains.
 *
 * @param options.listen on what it listens: a socket in a folder of its own, or a free port of 127.0.0.1 under a path that is a
 * secret. Default: the socket; the port on Windows, whose kubectl has no sockets.
 * @throws CommandError if kubectl does not serve, as for a context that does not exist: its standard error says why.
 * @throws Refusal if there is no kubectl.
 * @see https://kubernetes.io/docs/reference/kubectl/generated/kubectl_proxy/
 */
export async function startKubectlProxy(
  context: string,
  { listen = HAS_GROUP ? 'socket' : 'port' }: { readonly listen?: 'port' | 'socket' } = {},
): Promise<KubectlProxy> {
  const kubectl = await findKubectl();
  const common = [`--context=${context}`, 'proxy', '--append-server-path'];
  if (listen === 'port') {
    const prefix = `/${randomBytes(24).toString('hex')}`;
    const options = ['--address=127.0.0.1', '--port=0', `--api-prefix=${prefix}/`];
    return serving([kubectl, ...common, ...options], { prefix });
  }
  const folder = socketFolder();
  const socketPath = join(folder, SOCKET);
  return serving([kubectl, ...common, `--unix-socket=${socketPath}`], { prefix: '', folder, socketPath });
}

/** What a proxy is known by, besides its process. */
interface Layout {
  readonly prefix: string;
  /** The folder of the socket, which is removed when the proxy ends. */
  readonly folder?: string;
  readonly socketPath?: string;
}

/** A folder for the socket, which there is not yet. */
function socketFolder(): string {
  const name = `k8s-blocks-${randomBytes(8).toString('hex')}`;
  const path = join(tmpdir(), name);
  return Buffer.byteLength(join(path, SOCKET)) <= MAX_SOCKET_PATH ? path : join('/tmp', name);
}

/**
 * Runs a command until this process ends: its standard input closes then, also after a SIGKILL. The arguments are a folder, which it
 * makes for this user alone and removes, and the command. It is in a process group of its own, with all that the command starts.
 */
const UNTIL_INPUT_ENDS = `folder=$1; shift
exec 3<&0 </dev/null
mkdir -m 700 -- "$folder" || exit
{ read -r _ <&3; rm -rf -- "$folder"; kill -KILL 0; } >/dev/null 2>&1 &
reader=$!
"$@" 3<&- &
wait $!; code=$?
kill "$reader"; rm -rf -- "$folder"
exit "$code"`;

async function serving(command: readonly [string, ...string[]], layout: Layout): Promise<KubectlProxy> {
  const { folder } = layout;
  const stopListening = onExit(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });
  const [file, ...args] =
    folder === undefined ? command : (['/bin/sh', '-c', UNTIL_INPUT_ENDS, 'sh', folder, ...command] as const);
  const child = startTracked(() => spawn(file, args, { detached: HAS_GROUP, stdio: 'pipe', windowsHide: true }));
  const stderr = keepLast(child.stderr);
  let why: string | undefined;
  const ended = new Promise<void>((done) => {
    child.on('error', ({ message }) => {
      why ??= message;
    });
    child.on('exit', () => endGroup(child));
    child.on('close', (code, signal) => {
      const reason = withoutLog(stderr()).trim();
      why ??= reason === '' ? `It ended with ${signal === null ? `the exit code ${code}` : signal}.` : reason;
      forget(child);
      stopListening();
      if (folder === undefined) done();
      else rm(folder, { recursive: true, force: true }).then(done, done);
    });
  });
  const close = async () => {
    why ??= 'kubectl proxy was closed.';
    hold(child, true);
    endGroup(child);
    await ended;
  };
  try {
    const served = await firstLine(child, ended, () => why);
    hold(child, false);
    return { address: addressOf(layout, served), prefix: layout.prefix, whyEnded: () => why, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Whether this process waits for the end of the proxy: one that forgets to close it ends nevertheless, and the proxy with it. */
function hold(child: ChildProcess, isHeld: boolean): void {
  for (const each of [child, child.stdin, child.stdout, child.stderr]) {
    if (each === null) continue;
    const method: unknown = Reflect.get(each, isHeld ? 'ref' : 'unref');
    if (typeof method === 'function') method.call(each);
  }
}

/** Waits until kubectl says where it serves. */
async function firstLine(child: ChildProcess, ended: Promise<void>, why: () => string | undefined): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const line = new Promise<string>((found, failed) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString('utf8')).slice(-MAX_KEPT);
      const [, where] = /Starting to serve on (\S+)\n/.exec(text) ?? [];
      if (where !== undefined) found(where);
    });
    ended.then(() => failed(new CommandError('kubectl proxy did not start.', 'exit', why() ?? '')));
    const tooLong = () => failed(new CommandError(`kubectl proxy did not start in ${STARTS_WITHIN_MS} ms.`, 'time'));
    timer = setTimeout(tooLong, STARTS_WITHIN_MS);
  });
  return line.finally(() => clearTimeout(timer));
}

/** Where it serves: kubectl prints `127.0.0.1:41729`, or the path of the socket. */
function addressOf({ socketPath }: Layout, served: string): ProxyAddress {
  if (socketPath !== undefined) return { socketPath };
  const { hostname, port } = new URL(`http://${served}`);
  return { host: hostname, port: Number(port) };
}

/** Reads a stream, and keeps its end. */
function keepLast(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-MAX_KEPT);
  });
  return () => text;
}
