import type { LayerFile, Path, PinnedValue } from '@k8s-blocks/kustomize';
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

/** A setting with another value in the place of its own. */
interface Change extends SettingLeaf {
  readonly other: SettingLeaf['value'];
}

/**
 * Where the settings are written that an environment *pins*: its row states them although base says the same. The overlay
 * repeats these values, so that a later change of base leaves them.
 *
 * They are found by building the environment once more, with these settings changed: a value that now differs, and has
 * the changed setting where it had the pinned one, is pinned. A checksum over a setting differs too, and is not.
 */
export function pinnedValues(environment: BuiltEnvironment): PinnedValue[] {
  const { files, own, rows } = environment;
  const [base] = rows;
  const pinned = leavesOf(own).filter(({ path, value }) => settingAt(base, path) === value);
  if (pinned.length === 0) return [];
  const changes = pinned.map((setting) => changesOf(setting, rows));
  const first = changes.flatMap(([change]) => change ?? []);
  const changed = buildChanged(environment, first);
  if (changed !== undefined && haveSameFields(files, changed)) return changedValues(files, changed, first);
  // A changed setting is refused, or it adds or removes fields and so hides what the others change: each on its own.
  return changes.flatMap((ofSetting) => {
    for (const change of ofSetting) {
      const alone = buildChanged(environment, [change]);
      if (alone !== undefined) return changedValues(files, alone, [change]);
    }
    return [];
  });
}

/** Ways to change a setting, the best first: to a value of another environment, which the app knows, or one made up. */
function changesOf({ path, value }: SettingLeaf, rows: readonly Setting[]): Change[] {
  const elsewhere = leavesOf(rows.map((row) => settingAt(row, path))).map((leaf) => leaf.value);
  const others = elsewhere.filter((other) => typeof other === typeof value && other !== value);
  return [...others, madeUp(value)].map((other) => ({ path, value, other }));
}

function madeUp(value: SettingLeaf['value']): SettingLeaf['value'] {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value + 1 : `${value}x`;
}

/** The files of the environment with some settings changed; undefined if the app takes no such values. */
function buildChanged({ build, settings }: BuiltEnvironment, changes: readonly Change[]): Files | undefined {
  try {
    return build(changes.reduce((changed, { path, other }) => withSetting(changed, path, other), settings));
  } catch {
    // A block refuses the value, or the app finds it in none of its tables. It is asked for nothing but to find a value.
    return undefined;
  }
}

/** Whether two values have the same keys and entries, at every depth. */
function haveSameFields(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null) return typeof b !== 'object' || b === null;
  if (typeof b !== 'object' || b === null) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && haveSameFields(Reflect.get(a, key), Reflect.get(b, key)))
  );
}

/** The values that differ, and have the other value of a changed setting in the place of its own. */
function changedValues(files: Files, changed: Files, changes: readonly Change[]): PinnedValue[] {
  const isChange = (before: string, after: string) =>
    changes.some(({ value, other }) => hasWord(before, String(value)) && hasWord(after, String(other)));
  return Object.entries(files).flatMap(([file, { objects }]) =>
    objects.flatMap((object, index) => {
      const differing = differingValues(object, changed[file]?.objects[index]);
      return differing
        .filter(({ before, after }) => isChange(before, after))
        .map(({ path }) => ({ file, index, path }));
    }),
  );
}

interface DifferingValue {
  readonly path: Path;
  readonly before: string;
  readonly after: string;
}

/** The texts, numbers and booleans that differ in two objects. */
function differingValues(before: unknown, after: unknown, path: Path = []): DifferingValue[] {
  if (before === after) return [];
  if (typeof before !== 'object' || before === null) return [{ path, before: String(before), after: String(after) }];
  if (typeof after !== 'object' || after === null) return [];
  const entries = Array.isArray(before) ? [...before.entries()] : Object.entries(before);
  return entries.flatMap(([key, value]) => differingValues(value, Reflect.get(after, key), [...path, key]));
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
