import { realpath, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Refusal, systemRefusal } from '@k8s-blocks/refusal';
import { buildEnvironment } from './build-environment.ts';
import { buildSources } from './build-sources.ts';
import { documentsOf, matchedNamespaceOf, objectIn, streamOf } from './built-documents.ts';
import { isManifests } from './check-output.ts';
import { findKubectl } from './find-kubectl.ts';
import { mayBuildWithOthers } from './group-sources.ts';
import {
  type KustomizeBuild,
  type KustomizeBuildOptions,
  kustomizeBuild,
  limits,
  oneOfFew,
} from './kustomize-build.ts';
import { CommandError, type Output, run } from './run.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

/** One of many folders to build. */
export interface FolderToBuild {
  /** The folder of a `kustomization.yaml`, relative to the working directory or absolute. */
  readonly folder: string;
  /**
   * The namespaces of the objects that are built from it, by which they are told from those of other folders. Folders that
   * have one in common are built in different processes.
   */
  readonly namespaces: readonly string[];
}

/**
 * How many folders are built in one process. A process takes as long as six builds just to start; from 16 on that hardly
 * counts, and among more than a hundred Kustomize takes longer to find what refers to what.
 */
const MAX_FOLDERS = 32;

/**
 * Builds many folders, each to what {@link kustomizeBuild} makes of it, byte for byte, in as few processes of kubectl as can
 * be: up to 32 folders share one. A process builds what one cluster may hold at once, so the folders should be those of
 * one environment. A folder is built by itself if it might build to something else beside others, or does not build.
 *
 * @param options for each folder. A process for many may take no more time and memory than one for a single folder; what it
 * does not build so is built folder by folder.
 * @returns each folder, as it was given, with its build, or with why it was refused.
 */
export async function kustomizeBuilds(
  folders: readonly FolderToBuild[],
  options: KustomizeBuildOptions = {},
): Promise<ReadonlyMap<string, KustomizeBuild | Refusal>> {
  const builds = (await groupsOf(folders)).map(async (group) => {
    const together = group.length > 1 ? await oneOfFew(() => buildTogether(group, options)) : undefined;
    return (
      together ?? Promise.all(group.map(async ({ folder }) => [folder, await buildAlone(folder, options)] as const))
    );
  });
  return new Map((await Promise.all(builds)).flat());
}

type Built = readonly (readonly [folder: string, build: KustomizeBuild | Refusal])[];

async function buildAlone(folder: string, options: KustomizeBuildOptions): Promise<KustomizeBuild | Refusal> {
  return kustomizeBuild(folder, options).catch((error: unknown) => {
    if (error instanceof Refusal) return error;
    throw error;
  });
}

/** Which folders share a process: groups of those that may, and each other one by itself. */
async function groupsOf(folders: readonly FolderToBuild[]): Promise<readonly (readonly FolderToBuild[])[]> {
  if (folders.length < 2) return folders.map((each) => [each]);
  const groups: { readonly folders: FolderToBuild[]; readonly namespaces: Set<string> }[] = [];
  const alone: FolderToBuild[][] = [];
  const may = await Promise.all(folders.map(({ folder }) => oneOfFew(() => mayShare(folder))));
  for (const [index, each] of folders.entries()) {
    if (may[index] !== true) {
      alone.push([each]);
      continue;
    }
    const open = groups.find(
      (group) => group.folders.length < MAX_FOLDERS && !each.namespaces.some((name) => group.namespaces.has(name)),
    );
    const group = open ?? { folders: [], namespaces: new Set() };
    if (open === undefined) groups.push(group);
    group.folders.push(each);
    for (const name of each.namespaces) group.namespaces.add(name);
  }
  return [...groups.map((group) => group.folders), ...alone];
}

async function mayShare(folder: string): Promise<boolean> {
  return !folder.includes('\0') && mayBuildWithOthers(await buildSources(folder));
}

/** The builds of some folders by one process; undefined if it cannot be told what each of them builds to by itself. */
async function buildTogether(
  group: readonly FolderToBuild[],
  options: KustomizeBuildOptions,
): Promise<Built | undefined> {
  const output = await runTogether(
    group.map(({ folder }) => folder),
    options,
  );
  // Warnings do not say of which folder they are.
  if (output === undefined || output.stderr !== '' || !isManifests(output.stdout)) return undefined;
  const owners = new Map(group.flatMap(({ folder, namespaces }) => namespaces.map((name) => [name, folder] as const)));
  const documents = new Map<string, string[]>(group.map(({ folder }) => [folder, []]));
  for (const document of documentsOf(output.stdout)) {
    const object = objectIn(document);
    const namespace = object === undefined ? undefined : matchedNamespaceOf(object);
    const own = namespace === undefined ? undefined : documents.get(owners.get(namespace) ?? '');
    if (own === undefined) return undefined;
    own.push(document);
  }
  const built = [...documents].map(([folder, own]) => [folder, { yaml: streamOf(own), warnings: '' }] as const);
  // That a folder builds to nothing is only believed after a proof, which its own build makes.
  return built.some(([, { yaml }]) => yaml === '') ? undefined : built;
}

/** What kubectl prints for a kustomization of these folders; undefined if it does not build it. */
async function runTogether(folders: readonly string[], options: KustomizeBuildOptions): Promise<Output | undefined> {
  const kubectl = await findKubectl();
  return withTemporaryFolder(async (temporary) => {
    // Kustomize takes relative paths only, and resolves links before them.
    const paths = await Promise.all(folders.map(async (each) => relative(temporary, await realpath(each))));
    const resources = paths.map((path) => path.split(sep).join('/'));
    await writeFile(join(temporary, 'kustomization.yaml'), JSON.stringify({ resources }));
    const env = buildEnvironment(process.env, false);
    return run(kubectl, ['kustomize', temporary], { env, ...limits(options) });
  }).catch((error: unknown) => {
    // Each build by itself then says what is wrong with its folder, or with the system.
    if (error instanceof CommandError || error instanceof Refusal || systemRefusal(error) !== undefined)
      return undefined;
    throw error;
  });
}
