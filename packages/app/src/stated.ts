import type { LayerFile, Path, StatedValue } from '@k8s-blocks/kustomize';
import { leavesOf, type Setting, type SettingLeaf, settingAt, withSetting } from './settings.ts';

/** A file of a layer for some settings. */
export type BuildFile = (settings: Setting, file: string) => LayerFile;

/** Settings, and the files that they give. */
export interface Built {
  readonly settings: Setting;
  readonly files: Readonly<Record<string, LayerFile>>;
}

/**
 * Where the settings stand that an environment states although base says the same, so that its overlay can say them
 * too. A setting stands where its value shows as a word of its own, and changes when the setting is changed: a file in which
 * it shows is built once more with another value.
 *
 * @param build must be a pure function, as manifests are.
 * @param built what the settings of the environment give.
 * @param table the settings of every environment, as they are stated.
 */
export function statedValues(build: BuildFile, built: Built, own: Setting, table: readonly Setting[]): StatedValue[] {
  const [base] = table;
  const restated = leavesOf(own).filter(({ path, value }) => settingAt(base, path) === value);
  return restated.flatMap((leaf) =>
    Object.entries(built.files).flatMap(([file, { objects }]) => {
      const shown = objects.flatMap((object, index) =>
        pathsTo(String(leaf.value), object).map((path) => ({ file, index, path })),
      );
      if (shown.length === 0) return [];
      const changed = fileWithout(build, file, built.settings, leaf, table)?.objects;
      if (changed === undefined) return [];
      return shown.filter(({ index, path }) => valueAt(objects[index], path) !== valueAt(changed[index], path));
    }),
  );
}

/** The file with another value of the setting: one of another environment if there is one, made up otherwise. */
function fileWithout(
  build: BuildFile,
  file: string,
  settings: Setting,
  { path, value }: SettingLeaf,
  table: readonly Setting[],
): LayerFile | undefined {
  const others = table.map((each) => settingAt(each, path)).filter((other) => other !== undefined && other !== value);
  for (const other of [...others, anotherValue(value)]) {
    try {
      return build(withSetting(settings, path, other), file);
    } catch {
      // A value from elsewhere may be refused by a block, or found in no table of the app; then the next is tried.
    }
  }
  return undefined;
}

function anotherValue(value: SettingLeaf['value']): SettingLeaf['value'] {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value + 1 : `${value}x`;
}

/** Where a word shows in an object: `production` in `agent-society:production`, not `1` in a checksum that has a 1. */
function pathsTo(word: string, object: object): readonly Path[] {
  const found: Path[] = [];
  collectPaths(word, object, [], found);
  return found;
}

/** @param path where the value is; the same list all the way down, since few values are looked for. */
function collectPaths(word: string, value: unknown, path: (string | number)[], found: Path[]): void {
  if (typeof value !== 'object' || value === null) {
    if (showsAsWord(String(value), word)) found.push([...path]);
    return;
  }
  for (const [key, entry] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    path.push(key);
    collectPaths(word, entry, path, found);
    path.pop();
  }
}

function showsAsWord(text: string, word: string): boolean {
  return text.includes(word) && (text === word || text.split(/[\s:=,/]+/).includes(word));
}

function valueAt(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return value;
  return typeof value === 'object' && value !== null ? valueAt(Reflect.get(value, key), rest) : undefined;
}
