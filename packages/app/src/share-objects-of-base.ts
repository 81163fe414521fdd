import { sameComments } from '@k8s-blocks/comments';
import type { Layer, LayerFile } from '@k8s-blocks/kustomize';

type Files = Readonly<Record<string, LayerFile>>;

/**
 * Gives each object that an environment has as base has it, with the same comments, the identity of base's. What was
 * found out about an object of base (that it is plain data, that an API server takes it) is then not found out again:
 * `kustomizeTree` and `emitApp` remember it by the object itself.
 */
export function shareObjectsOfBase(layers: Readonly<Record<string, Layer>>): Readonly<Record<string, Layer>> {
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
