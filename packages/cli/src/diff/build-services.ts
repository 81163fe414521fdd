import { isAbsolute, sep } from 'node:path';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { Refusal } from '@k8s-blocks/refusal';
import { parseBuilt } from '../parse-built.ts';
import { folderOf, type Trees } from './trees.ts';

/** What was built of some services, and what did not build. */
export interface Built {
  readonly objects: ReadonlyMap<string, readonly unknown[]>;
  /** Service to why it does not build. */
  readonly failures: ReadonlyMap<string, string>;
}

/** What is built of the services. */
interface BuildInput {
  readonly root: string;
  readonly trees: Trees;
  readonly environment: string;
  /** Whether what a kustomization names by an address may be fetched. */
  readonly allowRemote: boolean;
}

/**
 * Builds an environment of some services with the real Kustomize. A service that does not have the environment builds to
 * nothing; one that does not build leaves the others built.
 */
export async function buildServices(
  services: Iterable<string>,
  { root, trees, environment, allowRemote }: BuildInput,
): Promise<Built> {
  const objects = new Map<string, readonly unknown[]>();
  const failures = new Map<string, string>();
  const builds = [...services].map(async (service) => {
    const folder = folderOf(root, service, environment);
    try {
      const isThere = trees.get(service)?.has(environment) === true;
      objects.set(
        service,
        isThere ? await parseBuilt((await kustomizeBuild(folder, { allowRemote })).yaml, folder) : [],
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // A temporary folder tells a reader nothing.
      failures.set(service, isAbsolute(root) ? error.message.replaceAll(`${root}${sep}`, '') : error.message);
    }
  });
  await Promise.all(builds);
  return { objects, failures };
}
