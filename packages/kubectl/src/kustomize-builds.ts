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
   * have one in common are built in different processes, and one without any in a process of its own.
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
 * @returns each folder, as it was given and in that order, with its build, or with why it was refused.
 */
export async function kustomizeBuilds<Folder extends FolderToBuild>(
  folders: readonly Folder[],
  options: KustomizeBuildOptions = {},
): Promise<readonly (readonly [Folder, KustomizeBuild | Refusal])[]> {
  const builds = (await groupsOf(folders)).map(async (group) => {
    const together = group.length > 1 ? await oneOfFew(() => buildTogether(group, options)) : undefined;
    return together ?? Promise.all(group.map(async (each) => [each, await buildAlone(each, options)] as const));
  });
  const built = new Map((await Promise.all(builds)).flat());
  return folders.flatMap((each) => {
    const build = built.get(each);
    return build === undefined ? [] : [[each, build] as const];
  });
}

async function buildAlone(
  { folder }: FolderToBuild,
  options: KustomizeBuildOptions,
): Promise<KustomizeBuild | Refusal> {
  return kustomizeBuild(folder, options).catch((error: unknown) => {
    const refusal = error instanceof Refusal ? error : systemRefusal(error);
    if (refusal === undefined) throw error;
    return refusal;
  });
}

/** Which folders share a process: groups of those that may, and each other one by itself. */
async function groupsOf<Folder extends FolderToBuild>(
  folders: readonly Folder[],
): Promise<readonly (readonly Folder[])[]> {
  if (folders.length < 2) return folders.map((each) => [each]);
  const groups: { readonly folders: Folder[]; readonly namespaces: Set<string> }[] = [];
  const alone: Folder[][] = [];
  const may = await Promise.all(folders.map((each) => oneOfFew(() => mayShare(each))));
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

async function mayShare({ folder, namespaces }: FolderToBuild): Promise<boolean> {
  if (namespaces.length === 0 || folder.includes('\0')) return false;
  return mayBuildWithOthers(await buildSources(folder));
}

/** The builds of some folders by one process; undefined if it cannot be told what each of them builds to by itself. */
async function buildTogether<Folder extends FolderToBuild>(
  group: readonly Folder[],
  options: KustomizeBuildOptions,
): Promise<readonly (readonly [Folder, KustomizeBuild])[] | undefined> {
  const folders = group.map(({ folder }) => folder);
  const output = await runTogether(folders, options);
  // Warnings do not say of which folder they are.
  if (output === undefined || output.stderr !== '' || !isManifests(output.stdout)) return undefined;
  const documents = new Map(group.map((each): [Folder, string[]] => [each, []]));
  const owners = new Map(
    [...documents].flatMap(([{ namespaces }, own]) => namespaces.map((namespace) => [namespace, own] as const)),
  );
  for (const document of documentsOf(output.stdout)) {
    const object = objectIn(document);
    const namespace = object === undefined ? undefined : matchedNamespaceOf(object);
    const own = namespace === undefined ? undefined : owners.get(namespace);
    if (own === undefined) return undefined;
    own.push(document);
  }
  const built = [...documents].map(([each, own]) => [each, { yaml: streamOf(own), warnings: '' }] as const);
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
