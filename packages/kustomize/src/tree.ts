import { Refusal } from '@k8s-blocks/refusal';
import { FILE_NAME_RULE, isFileName } from './file-name.ts';
import { overlay, referringKustomization, standaloneKustomization } from './kustomization.ts';
import { type Layer, type PlainLayer, plainLayer } from './layer.ts';
import type { PlainMap } from './plain-data.ts';
import { refuseWithin } from './refuse-within.ts';
import { writeYaml } from './write-yaml.ts';

/** The wanted files of a folder: path below the folder, with slashes, to text. */
export type Tree = ReadonlyMap<string, string>;

/** What {@link kustomizeTree} takes. */
export interface TreeDefinition {
  /** The title at the head of the root kustomization: the name of the service. */
  readonly title: string;
  readonly base: Layer;
  /** Whether base is deployed itself. If not, no root kustomization refers to it. Default: true. */
  readonly isBaseDeployed?: boolean;
  /** The overlays: folder below `overlays/` to layer. */
  readonly overlays: Readonly<Record<string, Layer>>;
}

/**
 * The tree of a service: `base/`, `overlays/<name>/`, and a root kustomization that refers to base. An overlay is computed:
 * the transformations of its layer, and the smallest readable patches from base to it. Building it gives exactly what
 * building its layer alone gives ({@link standaloneTree}).
 *
 * @throws Refusal as {@link plainLayer} does, and for the name of an overlay that is not a valid folder name.
 */
export function kustomizeTree({ title, base, isBaseDeployed = true, overlays }: TreeDefinition): Tree {
  refuseOverlayNames(Object.keys(overlays));
  const plainBase = refuseWithin({ environment: 'base' }, () => plainLayer(base));
  const root = referringKustomization(`${title}: base, without an overlay.`, 'base');
  return new Map([
    ...(isBaseDeployed ? [['kustomization.yaml', writeYaml([root])] as const] : []),
    ...inFolder('base', standaloneFiles(plainBase)),
    ...Object.entries(overlays).flatMap(([name, layer]) =>
      refuseWithin({ environment: name }, () => {
        const target = plainLayer(layer);
        // Kustomize does not apply an overlay that builds nothing.
        return target.finals.length === 0 ? [] : inFolder(`overlays/${name}`, overlayFiles(plainBase, target));
      }),
    ),
  ]);
}

function refuseOverlayNames(names: readonly string[]): void {
  const problems = names
    .filter((name) => !isFileName(name))
    .map((name) => {
      const problem = `${JSON.stringify(name)} is not a valid name for the folder of an overlay.`;
      return { environment: name, problem, remedy: `Give one such as staging. ${FILE_NAME_RULE}` };
    });
  if (problems.length > 0) throw new Refusal(problems);
}

/** One layer written out alone, without base and patches. */
export function standaloneTree(layer: Layer): Tree {
  return new Map(standaloneFiles(plainLayer(layer)));
}

type Files = readonly (readonly [path: string, text: string])[];

function standaloneFiles(layer: PlainLayer): Files {
  const files = [...layer.files].filter(([, { objects }]) => objects.length > 0);
  return kustomized(
    standaloneKustomization(layer),
    files.map(([name, { objects }]) => [name, objects]),
  );
}

function overlayFiles(base: PlainLayer, layer: PlainLayer): Files {
  const { kustomization, files } = overlay(base, layer, '../../base');
  return kustomized(kustomization, [...files]);
}

function kustomized(kustomization: PlainMap, files: readonly (readonly [string, readonly PlainMap[]])[]): Files {
  const written = files.map(([name, objects]) => [name, writeYaml(objects)] as const);
  return [['kustomization.yaml', writeYaml([kustomization])], ...written];
}

function inFolder(folder: string, files: Files): Files {
  return files.map(([path, text]) => [`${folder}/${path}`, text]);
}
