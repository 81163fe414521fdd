import { type CheckedFile, check, type EmitReport, emit, type Tree } from '@k8s-blocks/kustomize';
import { Refusal } from '@k8s-blocks/refusal';
import { type App, treeOf } from './app.ts';
import { mergeEnvironments } from './collect-refusals.ts';
import type { Documents } from './documents.ts';
import { layerProblems } from './layer-problems.ts';
import { workloadProblems } from './workload-problems.ts';

/** Where {@link emitApp} writes, and what the markers of the files say. */
export interface EmitOptions {
  /** The absolute path of the folder that holds the trees of all apps. */
  readonly root: string;
  /** A folder outside of `root`, best on the same file system, for temporary files. */
  readonly staging: string;
  /** Where to change the app, in a few words: a part of the first line of every file. */
  readonly source: string;
}

/**
 * Writes the app's base and overlays to its folder below the root, or documents to the root.
 *
 * @throws Refusal, before anything is written, if an API server would refuse an object, a Secret holds more than
 * placeholders, or a file that was not emitted is at the path of one that is.
 */
export async function emitApp(app: App | Documents, options: EmitOptions): Promise<EmitReport> {
  return emit(await verifiedTree(app), { ...options, ...folderOf(app) });
}

/** How the app's folder differs from what {@link emitApp} would write. Writes nothing, and throws as {@link emitApp} does. */
export async function checkApp(
  app: App | Documents,
  options: Omit<EmitOptions, 'staging'>,
): Promise<readonly CheckedFile[]> {
  return check(await verifiedTree(app), { ...options, ...folderOf(app) });
}

function folderOf(app: App | Documents): { readonly folder?: string } {
  return 'contract' in app ? { folder: app.contract.name } : {};
}

async function verifiedTree(app: App | Documents): Promise<Tree> {
  if (!('contract' in app)) return app.tree();
  const layers = app.layers();
  const tree = treeOf(app, layers);
  const problems = [
    ...(await layerProblems(layers, app.stack.environments)),
    ...mergeEnvironments(workloadProblems(app, layers)),
  ];
  if (problems.length > 0) throw new Refusal(problems).within({ service: app.contract.name });
  return tree;
}
