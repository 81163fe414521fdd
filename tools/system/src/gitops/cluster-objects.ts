import type { ControlPlane } from '@k8s-blocks/control-plane';

/** An object as a server has it, with what a controller reads of it. */
export interface ReadObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly generation?: number;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly replicas?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/** What kubectl prints. A failure is an error, with what it says. */
export async function kubectl(cluster: ControlPlane, args: readonly string[], input?: string): Promise<string> {
  const { stdout, stderr, exitCode } = await cluster.kubectl(args, input);
  if (exitCode !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** The objects that kubectl finds. */
export async function objectsOf<T extends ReadObject>(cluster: ControlPlane, args: readonly string[]): Promise<T[]> {
  const { items = [], ...one } = JSON.parse(await kubectl(cluster, ['get', ...args, '-o', 'json']));
  return 'metadata' in one && one.kind !== 'List' ? [one] : items;
}

/** Applies a folder of the repository, as a controller would, and says whether all that is in it is ready already. */
export async function applyFolder(cluster: ControlPlane, folder: string, manager: string): Promise<void> {
  await kubectl(cluster, ['apply', '--server-side', `--field-manager=${manager}`, '-k', folder]);
}

/** Whether all workloads of a folder are ready, as the server has them. */
export async function isFolderReady(cluster: ControlPlane, folder: string): Promise<boolean> {
  return (await objectsOf(cluster, ['-k', folder])).every(isReady);
}

function isReady({ kind, metadata, spec, status }: ReadObject): boolean {
  if (kind === 'Job')
    return status?.conditions?.some(({ type, status }) => type === 'Complete' && status === 'True') ?? false;
  if (kind !== 'Deployment' && kind !== 'StatefulSet') return true;
  const { observedGeneration, updatedReplicas = 0, readyReplicas = 0 } = status ?? {};
  const { replicas = 1 } = spec;
  return observedGeneration === metadata.generation && updatedReplicas >= replicas && readyReplicas >= replicas;
}
