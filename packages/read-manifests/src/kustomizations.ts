import { realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { groupOf } from '@k8s-blocks/manifest';

/** A kustomization, and what it names. */
export interface Kustomization {
  /** Its `kustomization.yaml`. */
  readonly file: string;
  /** What is in that file; anything, if it is none that Kustomize reads. */
  readonly content: unknown;
}

/**
 * The kustomizations to build of those that were found: not a component, and none that another one of them builds
 * upon, since it is in what that one builds. Of kustomizations that build upon each other the first is taken, so that
 * Kustomize reports the circle.
 */
export async function kustomizationsToBuild(found: readonly Kustomization[]): Promise<string[]> {
  const uses = await usesOf(found);
  const used = new Set([...uses.values()].flat());
  const candidates = found.filter(({ content }) => fieldOf(content, 'kind') !== 'Component').map(({ file }) => file);
  const covered = new Set<string>();
  const chosen = new Set<string>();
  for (const file of [...candidates.filter((each) => !used.has(each)), ...candidates]) {
    if (!covered.has(file)) chosen.add(file);
    cover(file, uses, covered);
  }
  return candidates.filter((file) => chosen.has(file));
}

/** Each kustomization's file with the files of those that it names. */
async function usesOf(found: readonly Kustomization[]): Promise<Map<string, string[]>> {
  const fileOfFolder = new Map<string, string>();
  for (const { file } of found) fileOfFolder.set(await realFolder(dirname(file)), file);
  const uses = new Map<string, string[]>();
  for (const { file, content } of found) {
    const folders = await Promise.all(namedBy(content).map((named) => realFolder(resolve(dirname(file), named))));
    uses.set(
      file,
      folders.flatMap((folder) => fileOfFolder.get(folder) ?? []).filter((each) => each !== file),
    );
  }
  return uses;
}

function namedBy(content: unknown): string[] {
  const named = ['resources', 'bases', 'components'].map((field) => fieldOf(content, field));
  return named.flat().filter((path): path is string => typeof path === 'string' && !path.includes('\0'));
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[field] : undefined;
}

/**
 * Whether a file of a kustomization's name is one: what is in it says no other apiVersion. Flux, for example, has a custom
 * resource that is called Kustomization.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export function isReadByKustomize(content: unknown): boolean {
  const apiVersion = fieldOf(content, 'apiVersion');
  return typeof apiVersion !== 'string' || apiVersion === '' || groupOf(apiVersion) === 'kustomize.config.k8s.io';
}

async function realFolder(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder);
}

/** Marks a kustomization and all that it builds upon. */
function cover(file: string, uses: ReadonlyMap<string, readonly string[]>, covered: Set<string>): void {
  const waiting = [file];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (covered.has(next)) continue;
    covered.add(next);
    waiting.push(...(uses.get(next) ?? []));
  }
}
