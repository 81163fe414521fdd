import { omissionReason } from '@k8s-blocks/comments';
import type { LayerFile } from '@k8s-blocks/kustomize';
import type { KubernetesObject, Manifest, ManifestFiles } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import { collectRefusals } from './collect-refusals.ts';

/**
 * Makes the files of a layer from what an app's `manifests` returned.
 *
 * @throws Refusal for a value that is not an object: tsx and Node run TypeScript without checking its types.
 */
export function layerFiles(manifests: ManifestFiles): Readonly<Record<string, LayerFile>> {
  if (!isPlainObject(manifests)) {
    throw new Refusal({
      field: 'manifests',
      problem: `The function returns ${formatType(manifests)} instead of files.`,
      remedy: "Return the objects by file: { 'configmap.yaml': configMap(env, …) }.",
    });
  }
  const files = collectRefusals(
    Object.entries(manifests),
    ([file]) => ({ file }),
    ([file, content]) => [file, layerFile([content].flat())] as const,
  );
  return Object.fromEntries(files);
}

function layerFile(manifests: readonly Manifest[]): LayerFile {
  for (const manifest of manifests) checkManifest(manifest);
  const [reason] = manifests.map(omissionReason).filter((each) => each !== undefined);
  const objects = manifests.filter((each): each is KubernetesObject => omissionReason(each) === undefined);
  return { objects, ...(reason === undefined ? {} : { omitted: reason }) };
}

function checkManifest(manifest: unknown): void {
  if (isPlainObject(manifest)) return;
  throw new Refusal({
    problem: `The file holds ${formatType(manifest)} instead of an object.`,
    remedy: "Give an object, omitted('why') where an environment goes without it, or a list of them.",
  });
}

function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The type of a value in a sentence: `nothing`, `a function`, `a list`, `an instance of Promise`. */
function formatType(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return `an instance of ${value.constructor.name}`;
  return typeof value === 'function' ? 'a function' : JSON.stringify(value);
}
