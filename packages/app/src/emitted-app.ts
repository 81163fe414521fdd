import { type CheckedFile, check, type EmitReport, emit, type Layer, type Tree } from '@k8s-blocks/kustomize';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { App } from './app.ts';
import { mergeEnvironments } from './collect-refusals.ts';
import { realSecrets } from './placeholders.ts';

/** Where apps are emitted to. */
export interface EmitPlace {
  /** The absolute path of the folder that holds the trees of all apps. */
  readonly root: string;
  /** A folder on the same file system, outside of `root`, for files that are being written. */
  readonly staging: string;
  /** Where to change the app, in a few words; it stands in the first line of every file. */
  readonly source: string;
}

/**
 * Writes the app's base and overlays to its folder below the root, or nothing at all.
 *
 * @throws Refusal if an object is one that an API server would refuse, a Secret holds more than placeholders, or a file
 * that was not emitted stands in the way.
 */
export async function emitApp(app: App, { root, staging, source }: EmitPlace): Promise<EmitReport> {
  return emit(await verifiedTree(app), { root, staging, source, folder: app.contract.name });
}

/** How the app's folder differs from what {@link emitApp} would write. Throws as it does, and writes nothing. */
export async function checkApp(
  app: App,
  { root, source }: Omit<EmitPlace, 'staging'>,
): Promise<readonly CheckedFile[]> {
  return check(await verifiedTree(app), { root, source, folder: app.contract.name });
}

async function verifiedTree(app: App): Promise<Tree> {
  const tree = app.tree();
  const problems = await Promise.all(
    Object.entries(app.layers()).map(async ([environment, layer]) => {
      const found = [...realSecrets(layer), ...(await objectProblems(layer))];
      return found.map((problem) => ({ service: app.contract.name, environment, ...problem }));
    }),
  );
  if (problems.flat().length > 0) throw new Refusal(mergeEnvironments(problems.flat()));
  return tree;
}

/** What an API server would refuse, on the objects with the names that they will have. */
async function objectProblems({ files, namespace, nameSuffix = '' }: Layer): Promise<readonly Problem[]> {
  // Loaded late: a refusal by a block needs no rules, and the schemas of Kubernetes are large.
  const { verifyObjects } = await import('@k8s-blocks/verify/objects');
  const objects = Object.values(files).flatMap(({ objects }) => objects);
  const named = objects.map((object) => {
    const { kind, metadata } = object;
    if (kind === 'Namespace') return { ...object, metadata: { ...metadata, name: namespace } };
    return { ...object, metadata: { ...metadata, name: `${metadata?.name}${nameSuffix}`, namespace } };
  });
  return (await verifyObjects(named)).filter(({ severity }) => severity === 'error');
}
