import {
  type CheckedFile,
  check,
  type EmitReport,
  emit,
  type KubernetesObject,
  type Layer,
  type Tree,
} from '@k8s-blocks/kustomize';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { Finding } from '@k8s-blocks/verify';
import { type App, treeOf } from './app.ts';
import { mergeEnvironments } from './collect-refusals.ts';
import { workloadProblems } from './declared-workload.ts';
import type { Documents } from './documents.ts';
import { realSecrets, secretProblems } from './placeholders.ts';

type ObjectRules = typeof import('@k8s-blocks/verify/objects');

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
  // Loaded late: a refusal by a block needs no rules, and the schemas of Kubernetes are large.
  const rules = await import('@k8s-blocks/verify/objects');
  const right = new Set<KubernetesObject>();
  const ofObjects = Object.entries(layers).flatMap(([environment, layer]) =>
    [...realSecrets(layer), ...objectProblems(layer, rules, right)].map((problem) => ({ environment, ...problem })),
  );
  const problems = [...ofObjects, ...workloadProblems(app.contract, layers)].map((problem) => ({
    service: app.contract.name,
    ...problem,
  }));
  if (problems.length > 0) throw new Refusal(mergeEnvironments(problems));
  return tree;
}

/**
 * What an API server would refuse, on the objects with the names that they will have.
 *
 * @param right those in which nothing was found in another environment: of them only the names are looked at. Those that
 * are right here are added.
 */
function objectProblems(layer: Layer, rules: ObjectRules, right: Set<KubernetesObject>): readonly Problem[] {
  const { judgeObject, judgeObjectNames } = rules;
  const errors = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === 'error');
  const inFiles = Object.entries(layer.files).flatMap(([file, { objects }]) =>
    objects.flatMap((object) => {
      // What is said of a value quotes it, so nothing is said of a Secret that holds a real one.
      if (secretProblems(file, object).length > 0) return [];
      const judge = right.has(object) ? judgeObjectNames : judgeObject;
      const found = errors(judge(named(object, layer)));
      if (found.length === 0) right.add(object);
      return found.map((finding) => ({ file, ...finding }));
    }),
  );
  const onAll = errors(judgeObject(annotated(layer)));
  const everywhere = { file: 'kustomization.yaml', object: 'every object' };
  return [...inFiles, ...onAll.map((finding) => ({ ...finding, ...everywhere }))];
}

function named(object: KubernetesObject, { namespace, nameSuffix = '' }: Layer): KubernetesObject {
  const { kind, metadata } = object;
  const place = kind === 'Namespace' ? { name: namespace } : { name: `${metadata?.name}${nameSuffix}`, namespace };
  return { ...object, metadata: { ...metadata, ...place } };
}

/** An object with nothing but the annotations that Kustomize puts on all of them, so that a fault is said once. */
function annotated({ annotations = {} }: Layer): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'annotations', annotations } };
}
