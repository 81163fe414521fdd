import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@k8s-blocks/refusal';
import { type Answer, ApiClient } from './api-client.ts';
import { checkPrograms, controlPlaneAssets, programsFor } from './assets.ts';
import { freePorts } from './free-ports.ts';
import { Kubectl, type KubectlResult } from './kubectl.ts';
import {
  apiserverArgs,
  certificateOf,
  controllerManagerArgs,
  etcdArgs,
  kubeconfigOf,
  kwokArgs,
  type Layout,
  schedulerArgs,
  signingKeyOf,
  tokensOf,
  urlOf,
} from './programs.ts';
import { type Manifest, ResourcePaths } from './resource-paths.ts';
import { ProgramEnded, Supervisor } from './supervisor.ts';

export type { KubectlResult };

/** Options of {@link startControlPlane}. */
export interface ControlPlaneOptions {
  /**
   * Also run kube-controller-manager and kube-scheduler, and have a default StorageClass, so that claims become Bound.
   * Default: if there are nodes.
   */
  readonly controllers?: boolean;
  /** The number of simulated nodes: pods that are scheduled to them become Ready, but do not run. Default: 0. */
  readonly nodes?: number;
  /** The folder of the programs. Default: `$KUBEBUILDER_ASSETS`. */
  readonly assets?: string;
}

/** Options of {@link ControlPlane.create}. */
export interface CreateOptions {
  /** Whether the server only validates and admits the object, and does not store it. Default: false. */
  readonly dryRun?: boolean;
}

/** The name of the kube context of each control plane, in its own kubeconfig. */
export const CONTEXT = 'control-plane';

/** A running control plane. */
export interface ControlPlane {
  /** `https://127.0.0.1:<port>` */
  readonly url: string;
  /** The path of a kubeconfig of a cluster administrator. */
  readonly kubeconfig: string;
  /** Runs kubectl in the current folder. A failure is an exit code, not an error. */
  kubectl(args: readonly string[], input?: string): Promise<KubectlResult>;
  /** Sends a request as a cluster administrator. A refusal is an answer, not an error. A PATCH is a JSON merge patch. */
  request(method: string, path: string, body?: unknown): Promise<Answer>;
  /**
   * Creates the object (in the namespace `default` if it names none), with `fieldValidation=Strict`: unknown fields are
   * refused. Also for a dry run, the namespace must exist. Throws a {@link Refusal} if the server does not know the kind.
   */
  create<T extends Manifest>(object: T, options?: CreateOptions): Promise<Answer>;
  /** Ends all processes, and removes all folders. Called again, it waits for the same end. */
  stop(): Promise<void>;
}

/** Generous, for a busy machine: two idle cores take 4 to 5 s, with or without controllers and nodes. */
const READY_WITHIN_MS = 120_000;
const ATTEMPTS = 3;

/**
 * Starts a real control plane on 127.0.0.1 and waits until it can be used: `/readyz` is ok and the namespace `default`
 * exists; with controllers, also its ServiceAccount `default`; with nodes, all of them are Ready and schedulable.
 *
 * Its processes end with {@link ControlPlane.stop}, and also when this process ends in any other way.
 */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const { nodes = 0, controllers = nodes > 0, assets = controlPlaneAssets() } = options;
  if (assets === undefined) {
    throw new Refusal({
      problem: 'KUBEBUILDER_ASSETS is not set, so there is no control plane to start.',
      remedy: 'Set it to a folder with the programs, as `setup-envtest use -p path` prints it.',
    });
  }
  checkPrograms(assets, programsFor({ nodes, controllers }));
  for (let attempt = 1; ; attempt++) {
    const supervisor = await Supervisor.start();
    try {
      return await start(supervisor, { assets, controllers, nodes });
    } catch (error) {
      await supervisor.stop();
      if (attempt < ATTEMPTS && error instanceof ProgramEnded && error.portWasTaken) continue;
      throw error;
    }
  }
}

async function start(supervisor: Supervisor, { assets, controllers, nodes }: Required<ControlPlaneOptions>) {
  const [api = 0, etcd = 0, etcdPeer = 0] = await freePorts(3);
  const layout: Layout = { folder: supervisor.folder, ports: { api, etcd, etcdPeer } };
  const url = urlOf(layout);
  const kubeconfig = kubeconfigOf(layout);
  const token = writeSecrets(layout);
  const run = (name: string, args: readonly string[]) => supervisor.run(name, join(assets, name), args);

  // The API server waits for etcd by itself.
  run('etcd', etcdArgs(layout));
  run('kube-apiserver', apiserverArgs(layout, { controllers }));
  const client = await until(supervisor, 'The API server is not ready', () => connect(layout, token));
  try {
    writeKubeconfig(layout, token);
    const paths = new ResourcePaths(client);
    const create = async (object: Manifest, { dryRun = false }: CreateOptions = {}) => {
      const query = `?fieldValidation=Strict${dryRun ? '&dryRun=All' : ''}`;
      return client.request('POST', `${await paths.of(object)}${query}`, object);
    };
    const exists = async (path: string) => (await client.request('GET', path)).status === 200 || undefined;

    if (controllers) {
      supervisor.removeVolumes(join(assets, 'kubectl'), kubeconfig);
      run('kube-controller-manager', controllerManagerArgs(layout));
      run('kube-scheduler', schedulerArgs(layout));
      await mustCreate(create, STORAGE_CLASS);
    }
    if (nodes > 0) {
      run('kwok', kwokArgs(layout));
      await Promise.all(Array.from({ length: nodes }, (_, index) => mustCreate(create, node(`node-${index + 1}`))));
    }
    // The server creates its namespaces after it is ready.
    const namespace = '/api/v1/namespaces/default';
    await until(supervisor, 'There is no namespace "default"', () => exists(namespace));
    if (controllers) {
      const account = `${namespace}/serviceaccounts/default`;
      await until(supervisor, 'There is no ServiceAccount "default"', () => exists(account));
    }
    if (nodes > 0) await until(supervisor, 'The nodes are not Ready', () => schedulable(client, nodes, controllers));

    const kubectl = new Kubectl({ program: join(assets, 'kubectl'), kubeconfig, home: supervisor.folder });
    const stop = async () => {
      kubectl.close();
      await supervisor.stop();
      client.close();
    };
    const controlPlane: ControlPlane = {
      url,
      kubeconfig,
      kubectl: (args, input) => kubectl.run(args, input),
      request: (method, path, body) => client.request(method, path, body),
      create,
      stop,
    };
    return controlPlane;
  } catch (error) {
    client.close();
    throw error;
  }
}

/** A client of the server, as soon as that is ready. Before, it has no certificate, and does not listen. */
async function connect(layout: Layout, token: string): Promise<ApiClient | undefined> {
  let client: ApiClient | undefined;
  try {
    client = new ApiClient({ url: urlOf(layout), token, ca: readFileSync(certificateOf(layout), 'utf8') });
    if ((await client.request('GET', '/readyz')).body === 'ok') return client;
  } catch {
    // Not yet.
  }
  client?.close();
  return undefined;
}

/** Calls a probe until it returns a result. Throws if a program ends, or if it takes too long. */
async function until<T>(supervisor: Supervisor, problem: string, probe: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    supervisor.check();
    const found = await probe();
    if (found !== undefined) return found;
    await sleep(50);
  }
  throw new Error(`${problem} after ${READY_WITHIN_MS / 1000} s.\n${supervisor.tails()}`);
}

/** A token of the group system:masters, which may do everything, and the key that signs the tokens of pods. */
function writeSecrets(layout: Layout): string {
  const token = randomBytes(24).toString('hex');
  writeFileSync(tokensOf(layout), `${token},admin,admin,"system:masters"\n`, { mode: 0o600 });
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // As SEC1: from that form, and not from PKCS #8, the API server derives the public key.
  writeFileSync(signingKeyOf(layout), privateKey.export({ type: 'sec1', format: 'pem' }), { mode: 0o600 });
  return token;
}

/** JSON is YAML too. */
function writeKubeconfig(layout: Layout, token: string): void {
  const ca = readFileSync(certificateOf(layout)).toString('base64');
  const name = CONTEXT;
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: urlOf(layout), 'certificate-authority-data': ca } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  };
  writeFileSync(kubeconfigOf(layout), `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
}

const STORAGE_CLASS = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'kubernetes.io/host-path',
};

function node(name: string) {
  const labels = { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' };
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels } };
}

async function mustCreate(create: (object: Manifest) => Promise<Answer>, object: Manifest): Promise<void> {
  const { status, message } = await create(object);
  if (status !== 201) throw new Error(`${object.kind} was not created: ${status} ${message}`);
}

/** Whether all nodes are Ready; a new one is tainted as not ready, until the controller manager has seen that it is. */
async function schedulable(client: ApiClient, nodes: number, controllers: boolean): Promise<true | undefined> {
  const { body } = await client.request('GET', '/api/v1/nodes');
  const ready = (body as { items: readonly SeenNode[] }).items.filter(
    ({ spec, status }) =>
      status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') &&
      (!controllers || (spec.taints ?? []).length === 0),
  );
  return ready.length === nodes || undefined;
}

interface SeenNode {
  readonly spec: { readonly taints?: readonly unknown[] };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}
