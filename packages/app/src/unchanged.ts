import { sameComments } from '@k8s-blocks/comments';
import type { Layer, LayerFile } from '@k8s-blocks/kustomize';

type Files = Readonly<Record<string, LayerFile>>;

/**
 * The layers of a service, in which each object of an environment that is as in base, to the last comment, is base's own:
 * whoever has looked at that one need not look at it again.
 */
export function withObjectsOfBase(layers: Readonly<Record<string, Layer>>): Readonly<Record<string, Layer>> {
  const { base } = layers;
  if (base === undefined) return layers;
  const shared = Object.entries(layers).map(([name, layer]): [string, Layer] => {
    return [name, layer === base ? base : { ...layer, files: sharedFiles(base.files, layer.files) }];
  });
  return Object.fromEntries(shared);
}

function sharedFiles(base: Files, files: Files): Files {
  const shared = Object.entries(files).map(([name, file]): [string, LayerFile] => {
    const ofBase = base[name]?.objects ?? [];
    const objects = file.objects.map((object, index) => {
      const other = ofBase[index];
      return other !== undefined && isSame(object, other) ? other : object;
    });
    return [name, { ...file, objects }];
  });
  return Object.fromEntries(shared);
}

/** Whether two values are written alike: the same data in the same order, with the same comments. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const keys = Object.keys(a);
  const others = Object.keys(b);
  if (keys.length !== others.length || !sameComments(a, b)) return false;
  return keys.every((key, index) => key === others[index] && isSame(Reflect.get(a, key), Reflect.get(b, key)));
}
