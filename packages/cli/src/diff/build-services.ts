import { isAbsolute, sep } from 'node:path';
import { kustomizeBuilds } from '@k8s-blocks/kubectl';
import { Refusal } from '@k8s-blocks/refusal';
import { environmentFolder } from '../environment-folder.ts';
import { parseBuilt } from '../parse-built.ts';
import type { Trees } from './trees.ts';

/** The built objects of services, and why others do not build. */
export interface Built {
  /** Service to its objects. */
  readonly objects: ReadonlyMap<string, readonly unknown[]>;
  /** Service to why it does not build. */
  readonly failures: ReadonlyMap<string, string>;
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
}

/**
 * Builds an environment of some services with the real Kustomize. A service without the environment has no objects. If one
 * does not build, the others are still built.
 */
export async function buildServices(
  services: Iterable<string>,
  { root, trees, environment, namespaceOf, allowRemote }: BuildOptions,
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
  for (const [{ service, folder }, build] of builds) {
    const found = build instanceof Refusal ? build : await parsed(build.yaml, folder);
    if (!(found instanceof Refusal)) {
      objects.set(service, found);
      continue;
    }
    objects.delete(service);
    // The path of a temporary folder would only confuse a reader.
    failures.set(service, isAbsolute(root) ? found.message.replaceAll(`${root}${sep}`, '') : found.message);
  }
  return { objects, failures };
}

async function parsed(yaml: string, folder: string): Promise<readonly unknown[] | Refusal> {
  return parseBuilt(yaml, folder).catch((error: unknown) => {
    if (error instanceof Refusal) return error;
    throw error;
  });
}
