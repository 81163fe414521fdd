import { finalObjects, standaloneTree, type Tree } from '@k8s-blocks/kustomize';
import type { KubernetesObject } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { Stack } from '@k8s-blocks/topology';
import type { App } from './app.ts';
import { layerProblems } from './layer-problems.ts';
import { workloadProblems } from './workload-problems.ts';

/** One environment of an app, written out in full. */
export interface AppAlone {
  /** Its files, without a base: path below its folder to text. */
  readonly tree: Tree;
  /** Its objects, as the cluster is to hold them. */
  readonly objects: readonly KubernetesObject[];
}

/**
 * A preview of an app: its environment, written out in full, since a base is committed and a preview is not.
 *
 * @param stack that of the app with the preview, as `previewStack` of `@k8s-blocks/topology` makes it.
 * @param environment the name of the preview.
 * @throws Refusal if an API server would refuse an object, or a Secret holds more than placeholders.
 */
export async function previewApp(app: App, stack: Stack, environment: string): Promise<AppAlone> {
  const layer = app.layerOf(stack, environment);
  const layers = { [environment]: layer };
  const problems = [
    ...(await layerProblems(layers, stack.environments)),
    ...workloadProblems({ contract: app.contract, stack }, layers),
  ];
  if (problems.length > 0) throw new Refusal(problems).within({ service: app.contract.name, environment });
  return { tree: standaloneTree(layer), objects: finalObjects(layer) };
}
