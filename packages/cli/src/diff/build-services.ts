import { isAbsolute, sep } from 'node:path';
import { kustomizeBuilds } from '@k8s-blocks/kubectl';
import { buildDifferences } from '@k8s-blocks/kustomize';
import type { KubernetesObject } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { environmentFolder } from '../environment-folder.ts';
import { parseBuilt } from '../parse-built.ts';
import type { Trees } from './trees.ts';

/** The built objects of services, and why others do not build. */
export interface Built {
  /** Service to its objects. */
  readonly objects: ReadonlyMap<string, readonly unknown[]>;
  /** Service to why it does not build. */
  readonly failures: ReadonlyMap<string, string>;
  /** Service to how its objects differ from those that its app says. */
  readonly unlike: ReadonlyMap<string, string>;
}

/** Which trees are built, and how. */
interface BuildOptions {
  readonly root: string;
  readonly trees: Trees;
  readonly environment: string;
  /** The namespace of a service in an environment; undefined if nobody knows it. */
  readonly namespaceOf: (service: string, environment: string) => string | undefined;
  /** Whether remote resources of a kustomization may be fetched. */
  readonly allowRemote: boolean;
  /** The objects that the app of a service says; undefined if its app is not known. Default: no app is. */
  readonly saidBy?: (service: string, environment: string) => readonly KubernetesObject[] | undefined;
}

/**
 * Builds an environment of some services with the real Kustomize. A service without the environment has no objects. If one
 * does not build, the others are still built.
 */
export async function buildServices(
  services: Iterable<string>,
  { root, trees, environment, namespaceOf, allowRemote, saidBy = () => undefined }: BuildOptions,
): Promise<Built> {
  const isThere = (service: string) => trees.get(service)?.has(environment) === true;
  const asked = [...services].filter(isThere).map((service) => {
    const namespace = namespaceOf(service, environment);
    const folder = environmentFolder(root, service, environment);
    return { service, folder, namespaces: namespace === undefined ? [] : [namespace] };
  });
  const builds = await kustomizeBuilds(asked, { allowRemote });
  const objects = new Map<string, readonly unknown[]>([...services].map((service) => [service, []]));
  const failures = new Map<string, string>();
  const unlike = new Map<string, string>();
  for (const [{ service, folder }, build] of builds) {
    const found = build instanceof Refusal ? build : await parsed(build.yaml, folder);
    if (!(found instanceof Refusal)) {
      objects.set(service, found);
      const [problem] = differencesFrom(saidBy(service, environment), found);
      if (problem !== undefined) unlike.set(service, new Refusal(problem).message);
      continue;
    }
    objects.delete(service);
    // The path of a temporary folder would only confuse a reader.
    failures.set(service, isAbsolute(root) ? found.message.replaceAll(`${root}${sep}`, '') : found.message);
  }
  return { objects, failures, unlike };
}

/** How what was built differs from what an app says; not at all if the app is not known. */
function differencesFrom(said: readonly KubernetesObject[] | undefined, built: readonly unknown[]): readonly Problem[] {
  return said === undefined ? [] : buildDifferences(said, built);
}

async function parsed(yaml: string, folder: string): Promise<readonly unknown[] | Refusal> {
  return parseBuilt(yaml, folder).catch((error: unknown) => {
    if (error instanceof Refusal) return error;
    throw error;
  });
}
