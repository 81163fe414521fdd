import type { LayerFile, Path, StatedValue } from '@k8s-blocks/kustomize';
import { leavesOf, type Setting, type SettingLeaf, settingAt, withSetting } from './settings.ts';

/** The files of a layer for some settings. */
export type Build = (settings: Setting) => Readonly<Record<string, LayerFile>>;

/**
 * Where the settings stand that an environment states although base says the same, so that its overlay can say them
 * too. A setting stands where the value changes when the setting is changed: the manifests are built once more with
 * another value, and what differs, and shows the stated value as a word of its own, is the place.
 *
 * @param build must be a pure function, as manifests are.
 * @param table the settings of every environment, as they are stated.
 */
export function statedValues(build: Build, settings: Setting, own: Setting, table: readonly Setting[]): StatedValue[] {
  const [base] = table;
  const restated = leavesOf(own).filter(({ path, value }) => settingAt(base, path) === value);
  if (restated.length === 0) return [];
  const files = build(settings);
  return restated.flatMap((leaf) => {
    const changed = buildWithout(build, settings, leaf, table);
    return changed === undefined ? [] : placesOf(leaf, files, changed);
  });
}

/** The files with another value of the setting: one of another environment if there is one, made up otherwise. */
function buildWithout(build: Build, settings: Setting, { path, value }: SettingLeaf, table: readonly Setting[]) {
  const others = table.map((each) => settingAt(each, path)).filter((other) => other !== undefined && other !== value);
  for (const other of [...others, anotherValue(value)]) {
    try {
      return build(withSetting(settings, path, other));
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

type Files = ReturnType<Build>;

function placesOf({ value }: SettingLeaf, files: Files, changed: Files): StatedValue[] {
  return Object.entries(files).flatMap(([file, { objects }]) =>
    objects.flatMap((object, index) =>
      differingLeaves(object, changed[file]?.objects[index])
        .filter(({ leaf }) => showsAsWord(leaf, value))
        .map(({ path }) => ({ file, index, path })),
    ),
  );
}

function* leaves(value: unknown, path: Path = []): Generator<{ readonly path: Path; readonly leaf: unknown }> {
  if (typeof value !== 'object' || value === null) {
    yield { path, leaf: value };
    return;
  }
  for (const [key, entry] of Object.entries(value)) {
    yield* leaves(entry, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

function differingLeaves(object: unknown, other: unknown) {
  const others = new Map([...leaves(other)].map(({ path, leaf }) => [JSON.stringify(path), leaf]));
  return [...leaves(object)].filter(({ path, leaf }) => others.get(JSON.stringify(path)) !== leaf);
}

/** `production` shows in `agent-society:production`; `1` does not in a checksum that has a 1 somewhere. */
function showsAsWord(leaf: unknown, value: SettingLeaf['value']): boolean {
  const text = String(leaf);
  return text === String(value) || text.split(/[\s:=,/]+/).includes(String(value));
}
