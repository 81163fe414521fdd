/** A setting that may be given in part: the rest is as in base. Lists are given whole. */
export type PartialSettings<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: PartialSettings<T[K]> }
    : T;

/**
 * What varies between environments, as one table with a row for each: base has all settings, every other environment those
 * that it sets itself. The regions of an environment share its row; a region may have one more of its own, which is merged
 * into that. The type of the settings is inferred from the row `base`.
 */
export type SettingsTable<Settings, Row extends string, Region extends string = never> = { readonly base: Settings } & {
  readonly [Name in Exclude<Row, 'base'>]: PartialSettings<NoInfer<Settings>>;
} & { readonly [Name in Exclude<Region, Row>]?: PartialSettings<NoInfer<Settings>> };

/** The environments that are regions of a row. */
export type RegionOf<Row extends string, EnvironmentName extends string> = Extract<EnvironmentName, `${Row}-${string}`>;

/** Settings as data, whatever their type. */
export type Setting =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Setting[]
  | { readonly [key: string]: Setting };

/** Base's settings with an environment's own ones. Objects are merged, everything else is replaced. */
export function mergeSettings(base: Setting, own: Setting): Setting {
  if (own === undefined) return base;
  if (!isGroup(base) || !isGroup(own)) return own;
  const merged = Object.entries(own).map(([key, value]) => [key, mergeSettings(base[key], value)]);
  return { ...base, ...Object.fromEntries(merged) };
}

/** One value of the settings that is neither an object nor a list, with its path. */
export interface SettingLeaf {
  readonly path: readonly string[];
  readonly value: string | number | boolean;
}

/** All texts, numbers and booleans in a setting, with their paths. */
export function leavesOf(setting: Setting, path: readonly string[] = []): SettingLeaf[] {
  if (typeof setting === 'string' || typeof setting === 'number' || typeof setting === 'boolean') {
    return [{ path, value: setting }];
  }
  // Anything else, such as a function, cannot become a value of a manifest.
  if (typeof setting !== 'object' || setting === null) return [];
  return Object.entries(setting).flatMap(([key, value]: [string, Setting]) => leavesOf(value, [...path, key]));
}

/** The value at a path; undefined if there is none. */
export function settingAt(setting: Setting, [key, ...rest]: readonly string[]): Setting {
  if (key === undefined) return setting;
  if (typeof setting !== 'object' || setting === null) return undefined;
  return settingAt((setting as Readonly<Record<string, Setting>>)[key], rest);
}

/** The settings with another value at a path. */
export function withSetting(setting: Setting, [key, ...rest]: readonly string[], value: Setting): Setting {
  if (key === undefined) return value;
  if (Array.isArray(setting)) {
    return setting.map((entry: Setting, index) => (String(index) === key ? withSetting(entry, rest, value) : entry));
  }
  return isGroup(setting) ? { ...setting, [key]: withSetting(setting[key], rest, value) } : setting;
}

function isGroup(setting: Setting): setting is { readonly [key: string]: Setting } {
  return typeof setting === 'object' && setting !== null && !Array.isArray(setting);
}
