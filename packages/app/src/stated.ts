import type { LayerFile, Path, StatedValue } from '@k8s-blocks/kustomize';
import { leavesOf, type Setting, type SettingLeaf, settingAt, withSetting } from './settings.ts';

type Files = Readonly<Record<string, LayerFile>>;

/** The files of a layer for some settings. */
export type Build = (settings: Setting) => Files;

/** Settings, and the files that they give. */
export interface Built {
  readonly settings: Setting;
  readonly files: Files;
}

/**
 * Where the settings stand that an environment states although base says the same, so that its overlay can say them
 * too. A setting stands where the value changes when the setting is changed: the manifests are built once more with
 * another value, and what differs, and shows the stated value as a word of its own, is the place.
 *
 * @param build must be a pure function, as manifests are.
 * @param built what the settings of the environment give.
 * @param table the settings of every environment, as they are stated.
 */
export function statedValues(build: Build, built: Built, own: Setting, table: readonly Setting[]): StatedValue[] {
  const [base] = table;
  const restated = leavesOf(own).filter(({ path, value }) => settingAt(base, path) === value);
  return restated.flatMap((leaf) => {
    const changed = buildWithout(build, built.settings, leaf, table);
    return changed === undefined ? [] : placesOf(leaf, built.files, changed);
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

function placesOf({ value }: SettingLeaf, files: Files, changed: Files): StatedValue[] {
  return Object.entries(files).flatMap(([file, { objects }]) =>
    objects.flatMap((object, index) =>
      [...differingLeaves(object, changed[file]?.objects[index])]
        .filter(({ leaf }) => showsAsWord(leaf, value))
        .map(({ path }) => ({ file, index, path })),
    ),
  );
}

/** The single values in which a value differs from the other, and where they are. */
function* differingLeaves(
  value: unknown,
  other: unknown,
  path: Path = [],
): Generator<{ readonly path: Path; readonly leaf: unknown }> {
  if (value === other) return;
  if (typeof value !== 'object' || value === null) {
    yield { path, leaf: value };
    return;
  }
  const others = typeof other === 'object' && other !== null ? Object.entries(other) : [];
  const otherAt = new Map<string, unknown>(others);
  for (const [key, entry] of Object.entries(value)) {
    yield* differingLeaves(entry, otherAt.get(key), [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

/** `production` shows in `agent-society:production`; `1` does not in a checksum that has a 1 somewhere. */
function showsAsWord(leaf: unknown, value: SettingLeaf['value']): boolean {
  const text = String(leaf);
  return text === String(value) || text.split(/[\s:=,/]+/).includes(String(value));
}
