import { join } from 'node:path';
import type { ControlPlane } from '@k8s-blocks/control-plane';
import { applyFolder, isFolderReady, kubectl, objectsOf, type ReadObject } from './cluster-objects.ts';

/** A Kustomization of Flux, with what is obeyed here. */
interface Kustomization extends ReadObject {
  readonly spec: ReadObject['spec'] & {
    readonly path: string;
    readonly wait: boolean;
    readonly dependsOn?: readonly { readonly name: string }[];
  };
}

/** A cluster, the repository that it is applied from, and whom the simulation tells what it is about to apply. */
export interface Simulation {
  readonly cluster: ControlPlane;
  /** The path of the repository. */
  readonly repository: string;
  /** Called before the folder of a service is applied, with its path in the repository. */
  readonly beforeApply: (path: string) => Promise<void>;
}

/**
 * What Flux does with the Kustomizations of a cluster, as far as their order goes: it applies the folder of each whose dependencies
 * are Ready, and then has it Ready once its workloads are. It knows of nothing else. Called until it returns true: all are Ready.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies
 */
export function simulatedFlux({ cluster, repository, beforeApply }: Simulation): () => Promise<boolean> {
  const applied = new Set<string>();
  return async () => {
    const all = await objectsOf<Kustomization>(cluster, ['kustomizations.kustomize.toolkit.fluxcd.io', '-A']);
    const ready = new Set(all.filter(isReady).map(({ metadata }) => metadata.name));
    for (const each of all.filter(({ metadata }) => !ready.has(metadata.name))) {
      const { name } = each.metadata;
      const { path, wait, dependsOn = [] } = each.spec;
      if (!dependsOn.every((other) => ready.has(other.name))) continue;
      if (!applied.has(name)) {
        await beforeApply(path);
        await applyFolder(cluster, join(repository, path), 'kustomize-controller');
        applied.add(name);
      }
      if (!wait || (await isFolderReady(cluster, join(repository, path)))) await markReady(cluster, each);
    }
    return all.length > 0 && ready.size === all.length;
  };
}

function isReady({ status }: Kustomization): boolean {
  return status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

async function markReady(cluster: ControlPlane, { metadata: { name, namespace } }: Kustomization): Promise<void> {
  const ready = {
    type: 'Ready',
    status: 'True',
    reason: 'ReconciliationSucceeded',
    message: 'Simulated.',
    lastTransitionTime: '2020-01-01T00:00:00Z',
  };
  const patch = JSON.stringify({ status: { conditions: [ready] } });
  const target = ['kustomizations.kustomize.toolkit.fluxcd.io', name, '-n', namespace];
  await kubectl(cluster, ['patch', ...target, '--subresource=status', '--type=merge', '-p', patch]);
}
