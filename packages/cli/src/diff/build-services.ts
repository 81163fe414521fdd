import { isAbsolute, sep } from 'node:path';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
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
  /** Whether remote resources of a kustomization may be fetched. */
  readonly allowRemote: boolean;
}

/**
 * Builds an environment of some services with the real Kustomize. A service without the environment has no objects. If one
 * does not build, the others are still built.
 */
export async function buildServices(
  services: Iterable<string>,
  { root, trees, environment, allowRemote }: BuildOptions,
): Promise<Built> {
  const objects = new Map<string, readonly unknown[]>();
  const failures = new Map<string, string>();
  const builds = [...services].map(async (service) => {
    const folder = environmentFolder(root, service, environment);
    try {
      const exists = trees.get(service)?.has(environment) === true;
      objects.set(
        service,
        exists ? await parseBuilt((await kustomizeBuild(folder, { allowRemote })).yaml, folder) : [],
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // The path of a temporary folder would only confuse a reader.
      failures.set(service, isAbsolute(root) ? error.message.replaceAll(`${root}${sep}`, '') : error.message);
    }
  });
  await Promise.all(builds);
  return { objects, failures };
}
