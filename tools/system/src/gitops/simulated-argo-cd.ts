import { join } from 'node:path';
import type { ControlPlane } from '@k8s-blocks/control-plane';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { groupBy } from '@k8s-blocks/manifest';
import { parseAllDocuments } from 'yaml';
import type { HealthCheck } from './application-health.ts';
import { applyFolder, isFolderReady, kubectl, objectsOf, type ReadObject } from './cluster-objects.ts';
import type { Simulation } from './simulated-flux.ts';

/** An Application of Argo CD, with what is obeyed here. */
interface Application extends ReadObject {
  readonly spec: ReadObject['spec'] & { readonly source: { readonly path: string } };
}

const APPLICATIONS = ['applications.argoproj.io', '-n', 'argocd'];

const WAVE = 'argocd.argoproj.io/sync-wave';

/**
 * What Argo CD does with an Application that applies others, as far as their order goes: it applies those of one wave, and of the
 * next once those are healthy, by the health check that its ConfigMap has for Applications. Each that is there is applied by itself.
 * Called until it returns true: all are healthy.
 *
 * @param root the name of the Application that applies the others.
 * @param check Default: none, as Argo CD comes: each is healthy as soon as it is there.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export function simulatedArgoCd(
  simulation: Simulation,
  root: string,
  check: HealthCheck = async () => ({ status: 'Healthy', message: '' }),
): () => Promise<boolean> {
  const synced = new Set<string>();
  return async () => {
    const { cluster } = simulation;
    const all = await objectsOf<Application>(cluster, APPLICATIONS);
    for (const each of all) if (each.metadata.name !== root) await syncChild(simulation, each, synced);
    return syncRoot(simulation, all.filter(({ metadata }) => metadata.name === root)[0], check);
  };
}

/** The controller of one Application: applies its folder, and says how it is. */
async function syncChild(
  { cluster, repository, beforeApply }: Simulation,
  { metadata: { name }, spec, status }: Application,
  synced: Set<string>,
): Promise<void> {
  const folder = join(repository, spec.source.path);
  // Of some versions, one that has not applied everything says of itself that it is healthy.
  if (status === undefined) return say(cluster, name, 'OutOfSync', 'Healthy');
  if (!synced.has(name)) {
    await beforeApply(spec.source.path);
    await applyFolder(cluster, folder, 'argocd-controller');
    synced.add(name);
  }
  await say(cluster, name, 'Synced', (await isFolderReady(cluster, folder)) ? 'Healthy' : 'Progressing');
}

/** The controller of the Application of all: applies wave after wave, until one is not healthy yet. */
async function syncRoot(
  { cluster, repository }: Simulation,
  root: Application | undefined,
  check: HealthCheck,
): Promise<boolean> {
  if (root === undefined) return false;
  const { yaml } = await kustomizeBuild(join(repository, root.spec.source.path));
  const wanted = parseAllDocuments(yaml).map((document): Application => document.toJS());
  const waves = groupBy(wanted, ({ metadata }) => [Number(metadata.annotations?.[WAVE] ?? 0)]);
  for (const [, wave] of [...waves].sort(([a], [b]) => a - b)) {
    await kubectl(
      cluster,
      ['apply', '--server-side', '-f', '-'],
      wave.map((each) => JSON.stringify(each)).join('\n---\n'),
    );
    const found = await objectsOf(cluster, [...APPLICATIONS, ...wave.map(({ metadata }) => metadata.name)]);
    const healths = await Promise.all(found.map(check));
    if (healths.some(({ status }) => status !== 'Healthy')) return false;
  }
  return true;
}

/** Writes what an Application says of itself. */
async function say(cluster: ControlPlane, name: string, sync: string, health: string): Promise<void> {
  const patch = JSON.stringify({ status: { sync: { status: sync }, health: { status: health } } });
  await kubectl(cluster, ['patch', ...APPLICATIONS, name, '--type=merge', '-p', patch]);
}
