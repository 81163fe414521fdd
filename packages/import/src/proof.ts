import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type App, checkApp } from '@k8s-blocks/app';
import { type FolderToBuild, kustomizeBuilds } from '@k8s-blocks/kubectl';
import type { Tree } from '@k8s-blocks/kustomize';
import { type Fields, isFields, referenceOf } from '@k8s-blocks/manifest';
import { readDocuments } from '@k8s-blocks/read-yaml';
import { type Problem, Refusal, systemRefusal } from '@k8s-blocks/refusal';
import type { ImportedProject } from './import-manifests.ts';
import { buildDifferences } from './manifests/build-differences.ts';
import { objectsIn } from './manifests/imported-objects.ts';

/** What new apps build, held against what the old manifests are. */
export interface Proof {
  /** The objects that were compared, those of each environment counted singly. */
  readonly compared: number;
  /** What differs, and what the apps cannot say; empty if the new build is the old one. */
  readonly remainder: readonly Problem[];
}

/** Where the modules are that are to be proved. */
export interface ProofOptions {
  /** A folder that holds the files of the project, and may be written to. */
  readonly folder: string;
  /** Imports a module, and returns its default export. */
  readonly load: (path: string) => Promise<unknown>;
}

/** The app of a service, and where its tree is. */
interface LoadedApp {
  readonly service: string;
  /** The path of its module in the project. */
  readonly file: string;
  readonly app: App;
  readonly folder: string;
}

/**
 * Builds what the modules of a project say with the real Kustomize, and compares it with what was read, object by object and
 * value by value. Values of Secrets are placeholders on both sides.
 *
 * @throws Refusal with every problem for which an app would not be emitted.
 */
export async function prove(project: ImportedProject, { folder, load }: ProofOptions): Promise<Proof> {
  const loaded = await loadApps(project, { folder, load });
  await refuseWhatEmitRefuses(loaded);
  for (const { app, folder: tree } of loaded) await writeTree(tree, app.tree());
  const { environments, services } = project.stack;
  const remainder: Problem[] = [...project.leftOut];
  let compared = 0;
  for (const { name } of environments.filter(({ isGiven }) => isGiven)) {
    const wanted = services.flatMap(({ objects }) => objectsIn(objects, name));
    const built = await builtIn(loaded, name);
    compared += wanted.length;
    remainder.push(...buildDifferences(wanted, built).map((problem) => ({ environment: name, ...problem })));
  }
  return { compared, remainder };
}

async function loadApps({ apps }: ImportedProject, { folder, load }: ProofOptions): Promise<LoadedApp[]> {
  const loaded: LoadedApp[] = [];
  for (const [service, file] of apps) {
    const app = await load(join(folder, file)).catch((error: unknown) => {
      throw new Refusal(problemsOf(error, { service, file }));
    });
    if (!isApp(app)) throw new Refusal({ file, problem: 'Its default export is not an app.' });
    loaded.push({ service, file, app, folder: join(folder, 'k8s', service) });
  }
  return loaded;
}

function isApp(value: unknown): value is App {
  return isFields(value) && typeof value.tree === 'function' && typeof value.resources === 'function';
}

async function refuseWhatEmitRefuses(loaded: readonly LoadedApp[]): Promise<void> {
  const problems: Problem[] = [];
  for (const { app, folder, ...place } of loaded) {
    await checkApp(app, { root: join(dirname(folder), 'none'), source: 'the import' }).catch((error: unknown) => {
      problems.push(...problemsOf(error, place));
    });
  }
  if (problems.length > 0) throw new Refusal(problems);
}

/** What is wrong where the module of an app throws. Any other error than a refusal is a fault of the import, which wrote the module. */
function problemsOf(error: unknown, place: Pick<LoadedApp, 'service' | 'file'>): readonly Problem[] {
  const refusal = error instanceof Refusal ? error : systemRefusal(error);
  if (refusal !== undefined) return refusal.problems;
  const problem = `The app that was made of the manifests throws an error: ${error}.`;
  const remedy =
    'It is a fault of k8s-blocks: report it, with the manifests. Without those of this service, the others can be imported.';
  return [{ ...place, problem, remedy }];
}

async function writeTree(folder: string, tree: Tree): Promise<void> {
  for (const [path, text] of tree) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** What Kustomize builds of all apps that are deployed in an environment. */
async function builtIn(loaded: readonly LoadedApp[], environment: string): Promise<Fields[]> {
  const folders = loaded.flatMap(({ app, folder }): FolderToBuild[] => {
    const { environments } = app.contract;
    const objects = app.resources()[environment] ?? [];
    if (objects.length === 0 || (environments !== undefined && !environments.includes(environment))) return [];
    const path = environment === 'base' ? 'base' : join('overlays', environment);
    const namespaces = new Set(objects.flatMap((object) => referenceOf(object)?.namespace ?? []));
    return [{ folder: join(folder, path), namespaces: [...namespaces] }];
  });
  const builds = (await kustomizeBuilds(folders)).map(([, build]) => build);
  const refused = builds.flatMap((each) => (each instanceof Refusal ? each.problems : []));
  if (refused.length > 0) throw new Refusal(refused).within({ environment });
  return builds.flatMap((each) => (each instanceof Refusal ? [] : documentsOf(each.yaml)));
}

function documentsOf(yaml: string): Fields[] {
  return readDocuments(Buffer.from(yaml)).data.filter(isFields);
}
