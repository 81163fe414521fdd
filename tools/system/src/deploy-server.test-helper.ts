import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '@k8s-blocks/cli';
import { type Cluster, connectCluster } from '@k8s-blocks/cluster';
import { CONTEXT, type ConnectedControlPlane, type ControlPlane, startConnected } from '@k8s-blocks/control-plane';
import { system } from '@k8s-blocks/stack';
import { providedSecrets } from '@k8s-blocks/topology';
import { vi } from 'vitest';

const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));

export type EnvironmentName = Exclude<keyof typeof system.environments, 'base'>;

/** What a run printed, and how it ended: the exit code, or the signal. */
export interface Ended {
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the command. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Waits until it has printed a text. */
  readonly printed: (text: string) => Promise<void>;
}

/** The arguments of the command, with the paths of this workspace. */
function argumentsFor(environment: EnvironmentName, options: readonly string[]): readonly string[] {
  const map = join(WORKSPACE, 'packages/stack/src/system.ts');
  return ['deploy', map, '--environment', environment, '--context', CONTEXT, ...options];
}

/** A real control plane with simulated nodes, to which stacks are deployed. Its kubeconfig is the user's until it is stopped. */
export class DeployTarget {
  readonly controlPlane: ControlPlane;
  readonly cluster: Cluster;
  readonly #stop: () => Promise<void>;
  readonly #folder: string;

  private constructor({ controlPlane, cluster, stop }: ConnectedControlPlane<Cluster>, folder: string) {
    this.controlPlane = controlPlane;
    this.cluster = cluster;
    this.#stop = stop;
    this.#folder = folder;
  }

  static async start(): Promise<DeployTarget> {
    const connected = await startConnected({ nodes: 3 }, connectCluster);
    vi.stubEnv('KUBECONFIG', connected.controlPlane.kubeconfig);
    return new DeployTarget(connected, await mkdtemp(join(tmpdir(), 'deploy-')));
  }

  async stop(): Promise<void> {
    vi.unstubAllEnvs();
    await this.#stop();
    await rm(this.#folder, { recursive: true });
  }

  /** Starts the command as a person without a terminal does. */
  begin(environment: EnvironmentName, ...options: readonly string[]): Running {
    const command = ['tools/nx-plugin/k8s-blocks.mjs', ...argumentsFor(environment, options)];
    const child = spawn(process.execPath, command, {
      cwd: WORKSPACE,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    const listeners = new Set<() => void>();
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      for (const listener of listeners) listener();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const ended = new Promise<Ended>((resolve) => {
      child.on('close', (code, signal) => resolve({ code: code ?? signal, stdout, stderr }));
    });
    const printed = (text: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => stdout.includes(text) && resolve();
        listeners.add(look);
        look();
        void ended.then((end) => reject(new Error(`It ended before it printed ${text}: ${JSON.stringify(end)}`)));
      });
    return { process: child, ended, printed };
  }

  /** Runs the command in this process, as if it had been started so: a process of its own takes seconds to start. */
  async run(environment: EnvironmentName, ...options: readonly string[]): Promise<Ended> {
    const printed = { stdout: '', stderr: '' };
    const code = await run(argumentsFor(environment, options), {
      print: (text) => {
        printed.stdout += `${text}\n`;
      },
      printError: (text) => {
        printed.stderr += `${text}\n`;
      },
    });
    return { code, ...printed };
  }

  /** Runs the command so that it deploys. */
  deploy(environment: EnvironmentName, ...options: readonly string[]): Promise<Ended> {
    return this.run(environment, '--yes', ...options);
  }

  /** Provides the Secrets of an environment, and their namespaces, by hand. */
  async provideSecrets(environment: EnvironmentName): Promise<void> {
    const by = { fieldManager: 'somebody' };
    for (const { namespace, name, keys } of providedSecrets(system, environment)) {
      await this.cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, by);
      const stringData = Object.fromEntries(keys.map((key) => [key, `real-${key}`]));
      const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData };
      await this.cluster.apply(secret, by);
    }
  }

  /** A copy of the emitted trees in which a service has images of another tag in an environment, as the option that names it. */
  async withTag(service: string, environment: EnvironmentName, tag: string): Promise<readonly string[]> {
    const root = await mkdtemp(join(this.#folder, 'k8s-'));
    await cp(join(WORKSPACE, 'k8s'), root, { recursive: true });
    const file = join(root, service, 'overlays', environment, 'kustomization.yaml');
    const text = await readFile(file, 'utf8');
    const changed = text.replace(/newTag: .*/, `newTag: ${tag}`);
    if (changed === text) throw new Error(`There is no tag in ${file}.`);
    await writeFile(file, changed);
    return ['--root', root];
  }

  /** A copy of the emitted trees in which a kustomization does without a file that it has, as the option that names it. */
  async withoutFile(service: string, file: string): Promise<readonly string[]> {
    const root = await mkdtemp(join(this.#folder, 'k8s-'));
    await cp(join(WORKSPACE, 'k8s'), root, { recursive: true });
    const kustomization = join(root, service, 'base', 'kustomization.yaml');
    const text = await readFile(kustomization, 'utf8');
    const changed = text.replace(`  - ${file}\n`, '');
    if (changed === text) throw new Error(`${kustomization} has no ${file}.`);
    await writeFile(kustomization, changed);
    return ['--root', root];
  }

  /** The workload of a service in an environment, as the cluster has it. */
  async workload(service: string, environment: EnvironmentName) {
    const contract = system.contractNamed(service);
    if (contract === undefined) throw new Error(`There is no service ${service}.`);
    const { namespaceName, objectName } = system.environments[environment];
    const found = await this.cluster.get({
      apiVersion: 'apps/v1',
      kind: contract.workload,
      namespace: namespaceName(contract.namespace),
      name: objectName(contract.name),
    });
    if (found === undefined) throw new Error(`There is no workload of ${service}.`);
    return found;
  }
}
