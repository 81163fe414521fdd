import { dirname } from 'node:path';
import type { Finding } from '@k8s-blocks/findings';
import { type Fields, isFields } from '@k8s-blocks/manifest';
import { readManifests } from '@k8s-blocks/read-manifests';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import type { GivenEnvironment } from './given.ts';

/** The objects of one environment, as they were read. */
export interface ReadEnvironment {
  readonly name: string;
  readonly objects: readonly Fields[];
  /** The path that each object is of, in the same order: a file, or the folder of a kustomization. Default: not known. */
  readonly paths?: readonly string[];
}

/** How manifests are read. */
export interface ReadOptions {
  /** Whether what a kustomization names by an address may be fetched. Default: nothing is. */
  readonly allowRemote?: boolean;
}

/** What was read, and what is to be said of the reading. */
export interface Reading {
  readonly environments: readonly ReadEnvironment[];
  /** What was passed over, and what Kustomize warns of. */
  readonly notes: readonly Finding[];
}

/**
 * Reads the objects of each environment, as kubectl does.
 *
 * @throws Refusal if a path cannot be read in full, or an environment has no objects: an import of a part would look like
 * one of all.
 */
export async function readEnvironments(
  given: readonly GivenEnvironment[],
  options: ReadOptions = {},
): Promise<Reading> {
  const read = [];
  for (const { name, paths } of given) read.push({ name, given: paths, ...(await readManifests(paths, options)) });
  const findings = read.flatMap(({ name, findings }) => findings.map((each) => ({ environment: name, ...each })));
  const unread = findings.filter(({ severity }) => severity === 'error');
  const empty = read
    .filter(({ objects }) => objects.length === 0)
    .map(({ name, given: paths }) => ({
      environment: name,
      problem: `There are no objects in ${formatNames(paths)}.`,
      remedy: 'Give a kustomization, a folder or a file with manifests.',
    }));
  if (unread.length > 0) throw new Refusal(unread);
  if (empty.length > 0) throw new Refusal(empty);
  const environments = read.map(({ name, objects, sources }) => {
    const built = new Set(sources.filter(({ kind }) => kind === 'kustomization').map(({ file }) => file));
    const own = objects.flatMap(({ object, file }) => (isFields(object) ? [{ object, file }] : []));
    return {
      name,
      objects: own.map(({ object }) => object),
      paths: own.map(({ file }) => (built.has(file) ? dirname(file) : file)),
    };
  });
  return { environments, notes: findings };
}
