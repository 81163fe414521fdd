import type { FieldPath } from '@k8s-blocks/manifest';
import { isList, isMap, type Plain, type PlainMap } from '../plain-data.ts';

/** The map with another value at a path that it has. The maps on the way are copied with their comments. */
export function withValue<T extends PlainMap>(map: T, path: FieldPath, value: Plain): T {
  return changed(map, path, 0, value) as T;
}

function changed(at: Plain | undefined, path: FieldPath, depth: number, value: Plain): Plain {
  const step = path[depth];
  if (step === undefined || at === undefined) return value;
  if (isList(at)) return at.map((entry, index) => (index === step ? changed(entry, path, depth + 1, value) : entry));
  // The spread copies comments too, which are under symbol keys.
  return isMap(at) ? { ...at, [step]: changed(at[step], path, depth + 1, value) } : at;
}
