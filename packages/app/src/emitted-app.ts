import { type CheckedFile, check, type EmitReport, emit, type Tree } from '@k8s-blocks/kustomize';
import { Refusal } from '@k8s-blocks/refusal';
import { type App, treeOf } from './app.ts';
import { mergeEnvironments } from './collect-refusals.ts';
import { workloadProblems } from './declared-workload.ts';
import type { Documents } from './documents.ts';
import { layerProblems } from './layer-problems.ts';

/** Where apps are emitted to. */
export interface EmitPlace {
  /** The absolute path of the folder that holds the trees of all apps. */
  readonly root: string;
  /** A folder outside of `root`, best on the same file system, for files that are being written. */
  readonly staging: string;
  /** Where to change the app, in a few words; it stands in the first line of every file. */
  readonly source: string;
}

/**
 * Writes the app's base and overlays to its folder below the root, or documents to the root, or nothing at all.
 *
 * @throws Refusal if an object is one that an API server would refuse, a Secret holds more than placeholders, or a file
 * that was not emitted stands in the way.
 */
export async function emitApp(app: App | Documents, place: EmitPlace): Promise<EmitReport> {
  return emit(await verifiedTree(app), { ...place, ...folderOf(app) });
}

/** How the app's folder differs from what {@link emitApp} would write. Throws as it does, and writes nothing. */
export async function checkApp(
  app: App | Documents,
  place: Omit<EmitPlace, 'staging'>,
): Promise<readonly CheckedFile[]> {
  return check(await verifiedTree(app), { ...place, ...folderOf(app) });
}

function folderOf(app: App | Documents): { readonly folder?: string } {
  return 'contract' in app ? { folder: app.contract.name } : {};
}

async function verifiedTree(app: App | Documents): Promise<Tree> {
  if (!('contract' in app)) return app.tree();
  const layers = app.layers();
  const tree = treeOf(app.contract, layers);
  const problems = [...(await layerProblems(layers)), ...mergeEnvironments(workloadProblems(app.contract, layers))];
  if (problems.length > 0) throw new Refusal(problems).within({ service: app.contract.name });
  return tree;
}
