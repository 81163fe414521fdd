import type { LayerFile, PinnedValue } from '@k8s-blocks/kustomize';
import type { FieldPath } from '@k8s-blocks/manifest';
import { leavesOf, type Setting, type SettingLeaf, settingAt, withSetting } from './settings.ts';

type Files = Readonly<Record<string, LayerFile>>;

/** An environment of an app, built. */
export interface BuiltEnvironment {
  /** The files for some settings. */
  readonly build: (settings: Setting) => Files;
  /** The settings of the environment: base's with its own row. */
  readonly settings: Setting;
  /** The files for these settings. */
  readonly files: Files;
  /** The environment's own row; undefined for base. */
  readonly own: Setting;
  /** The rows of all environments, base first. */
  readonly rows: readonly Setting[];
}

/**
 * Where the settings are written that an environment *pins*: its row states them although base says the same. The overlay
 * repeats these values, so that a later change of base leaves them.
 *
 * Each is found by one more build of the environment, in which that setting alone is changed. All at once would be
 * faster, but one that is refused, or that adds or removes fields, would hide what the others change.
 */
export function pinnedValues(environment: BuiltEnvironment): PinnedValue[] {
  const { own, rows } = environment;
  const [base] = rows;
  const pinned = leavesOf(own).filter(({ path, value }) => settingAt(base, path) === value);
  return pinned.flatMap((setting) => valuesOf(setting, environment));
}

/** Where one setting is written. */
function valuesOf({ path, value }: SettingLeaf, { build, settings, files, rows }: BuiltEnvironment): PinnedValue[] {
  for (const other of otherValues({ path, value }, rows)) {
    const changed = buildIfTaken(() => build(withSetting(settings, path, other)));
    const found = changed === undefined ? [] : changedValues(files, changed, String(value), String(other));
    if (found.length > 0) return found;
  }
  return [];
}

/** Values to put in the place of a setting: one made up, and if the app does not take it those of other environments. */
function otherValues({ path, value }: SettingLeaf, rows: readonly Setting[]): readonly SettingLeaf['value'][] {
  const elsewhere = leavesOf(rows.map((row) => settingAt(row, path))).map((leaf) => leaf.value);
  return [madeUp(value), ...elsewhere.filter((other) => typeof other === typeof value && other !== value)];
}

function madeUp(value: SettingLeaf['value']): SettingLeaf['value'] {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value + 1 : `${value}x`;
}

/** What is built, unless a block refuses a value that nobody asked for, or the app finds it in none of its tables. */
function buildIfTaken(build: () => Files): Files | undefined {
  try {
    return build();
  } catch {
    return undefined;
  }
}

/**
 * The values that differ between two builds, with `other` where there was `value`. A checksum over the setting differs
 * too, and does not have it.
 */
function changedValues(files: Files, changed: Files, value: string, other: string): PinnedValue[] {
  const isChanged = (before: string, after: string) => hasWord(before, value) && hasWord(after, other);
  return Object.entries(files).flatMap(([file, { objects }]) =>
    objects.flatMap((object, index) => {
      const paths = differingPaths(object, changed[file]?.objects[index], isChanged);
      return paths.map((path) => ({ file, index, path }));
    }),
  );
}

/** The paths of the texts, numbers and booleans that differ in two objects, and of which the predicate holds. */
function differingPaths(
  before: unknown,
  after: unknown,
  predicate: (before: string, after: string) => boolean,
  path: FieldPath = [],
): FieldPath[] {
  if (before === after) return [];
  if (typeof before !== 'object' || before === null) return predicate(String(before), String(after)) ? [path] : [];
  if (typeof after !== 'object' || after === null) return [];
  const entries = Array.isArray(before) ? [...before.entries()] : Object.entries(before);
  return entries.flatMap(([key, value]) => differingPaths(value, Reflect.get(after, key), predicate, [...path, key]));
}

/** Whether a text has a word: `production` is one of `shop:production`; `1` is none of a checksum that has a 1. */
function hasWord(text: string, word: string): boolean {
  if (text === word) return true;
  for (let start = text.indexOf(word); start >= 0 && word !== ''; start = text.indexOf(word, start + 1)) {
    if (!isInsideWord(text, start) && !isInsideWord(text, start + word.length)) return true;
  }
  return false;
}

/** Whether there is a letter or digit on both sides of a position. */
function isInsideWord(text: string, position: number): boolean {
  return position > 0 && /^[\p{L}\p{N}]{2}/u.test(text.slice(position - 1, position + 1));
}
