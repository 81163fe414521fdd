import type { LayerFile, PinnedValue } from '@k8s-blocks/kustomize';
import type { FieldPath } from '@k8s-blocks/manifest';
import { leavesOf, type Setting, type SettingLeaf, settingAt, withSetting } from './settings.ts';

type Files = Readonly<Record<string, LayerFile>>;

/** An environment of an app with its files, and with the function that makes them. */
export interface EnvironmentFiles {
  /** Makes the files for any settings. */
  readonly build: (settings: Setting) => Files;
  /** The settings of the environment: those of base, with its own row merged into them. */
  readonly settings: Setting;
  /** The files for these settings. */
  readonly files: Files;
  /** The environment's own row; undefined for base. */
  readonly own: Setting;
  /** The rows of all environments, base first. */
  readonly rows: readonly Setting[];
}

/**
 * The fields that hold the settings which an environment *pins*: those that its row gives although base has the same value.
 * The overlay repeats them, so that a later change of base does not change them.
 *
 * To find them, the files are made once more for each pinned setting, with another value for it, and compared. One run with
 * all settings changed would be faster; but where one value is refused, or adds or removes fields, it would hide the others.
 */
export function pinnedValues(environment: EnvironmentFiles): PinnedValue[] {
  const { own, rows } = environment;
  const [base] = rows;
  const pinned = leavesOf(own).filter(({ path, value }) => settingAt(base, path) === value);
  return pinned.flatMap((setting) => valuesOf(setting, environment));
}

/** The fields that hold one setting. */
function valuesOf({ path, value }: SettingLeaf, { build, settings, files, rows }: EnvironmentFiles): PinnedValue[] {
  for (const other of otherValues({ path, value }, rows)) {
    const changed = buildIfTaken(() => build(withSetting(settings, path, other)));
    const found = changed === undefined ? [] : changedValues(files, changed, String(value), String(other));
    if (found.length > 0) return found;
  }
  return [];
}

/** Values to try instead of a setting's own: a made-up one; if the app refuses it, those of other environments. */
function otherValues({ path, value }: SettingLeaf, rows: readonly Setting[]): readonly SettingLeaf['value'][] {
  const elsewhere = leavesOf(rows.map((row) => settingAt(row, path))).map((leaf) => leaf.value);
  return [madeUp(value), ...elsewhere.filter((other) => typeof other === typeof value && other !== value)];
}

function madeUp(value: SettingLeaf['value']): SettingLeaf['value'] {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value + 1 : `${value}x`;
}

/** The files; undefined if a block or the app refuses the made-up value, which says nothing about the app. */
function buildIfTaken(build: () => Files): Files | undefined {
  try {
    return build();
  } catch {
    return undefined;
  }
}

/**
 * The fields that differ between two sets of files and hold `other` instead of `value`. A checksum over the setting differs
 * too, but does not hold the value.
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

/** The paths of the texts, numbers and booleans that differ in two objects, and for which the predicate holds. */
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

/** Whether a text contains a word as a whole: `shop:production` contains `production`; the checksum `a1b2` does not contain `1`. */
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
