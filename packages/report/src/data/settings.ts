import { type Fields, fieldsOf, holdsSecret, isFields, textOf } from '@k8s-blocks/manifest';
import type { Environment } from '@k8s-blocks/topology';
import { leavesOf } from './leaves.ts';
import type { SettingData } from './service-data.ts';

/** A longer value is cut: a configuration file in a ConfigMap may be long. */
const MAX_LENGTH = 300;

/** What is no setting: policies are shown by the connections that they let through, and a Secret has nothing that may be shown. */
const PASSED_OVER =
  /^(?:Namespace|ServiceAccount|Role|RoleBinding|ClusterRole|ClusterRoleBinding|CustomResourceDefinition|.*NetworkPolicy|(?:Sealed|External)?Secret)$/;

/** Fields that differ wherever names do, or follow from other fields. Waivers are shown with what they accept. */
const FOLLOWING =
  /^metadata\.(?:name|namespace|labels)\b|^spec\..*(?:labels|elector)\b|\bannotations\.(?:checksum\/|k8s-blocks\/waive-)/;

/** Fields that people ask for, whether or not they differ. */
const ASKED_FOR =
  /^spec\.(?:replicas|schedule|suspend|minReplicas|maxReplicas|minAvailable|maxUnavailable)$|\.image$|\.resources\.|^data\.|\.env\.|^spec\.rules\..*\.host$|^spec\.hostnames\.|\.storage$/;

/** One environment, and what was built in it. */
export interface SettingsSource {
  readonly environment: Pick<Environment, 'prefix' | 'suffix'>;
  /** Undefined where the service is not deployed. */
  readonly objects: readonly unknown[] | undefined;
}

/**
 * The settings of a service, as they were built: what people ask for, and whatever else differs between environments.
 *
 * @param sources one for each environment.
 */
export function settingsOf(sources: readonly SettingsSource[]): SettingData[] {
  const found = new Map<string, Setting>();
  for (const [index, { environment, objects = [] }] of sources.entries()) {
    for (const object of objects) {
      for (const { title, path, value } of fieldsShownOf(object, environment)) {
        const key = JSON.stringify([title, path]);
        const setting = found.get(key) ?? { object: title, path, values: sources.map(() => null) };
        setting.values[index] = value;
        found.set(key, setting);
      }
    }
  }
  const settings = [...found.values()].sort((one, other) => rankOf(one) - rankOf(other));
  return settings.flatMap((setting) => {
    const isThere = found.get(JSON.stringify([setting.object, PRESENCE]))?.values ?? [];
    return setting.path === PRESENCE ? presence(setting, sources) : settingData(setting, isThere, sources);
  });
}

/** What people look for first. */
const RANKS = [/\.replicas$/, /\.image$/, /\.resources\./, /\.env\./, /^data\./];

function rankOf({ path }: Setting): number {
  const rank = RANKS.findIndex((pattern) => pattern.test(path));
  return rank < 0 ? RANKS.length : rank;
}

/** Stands for an object itself, among its fields. */
const PRESENCE = '';

/** In which environments an object is, if it is not in all. */
function presence({ object, values }: Setting, sources: readonly SettingsSource[]): SettingData[] {
  const isEverywhere = values.every((value, index) => value !== null || sources[index]?.objects === undefined);
  return isEverywhere ? [] : [{ object, name: 'is there', values }];
}

/** A field of an object in all environments. */
interface Setting {
  readonly object: string;
  readonly path: string;
  /** Null where it is absent. */
  readonly values: (string | null)[];
}

/** @param isThere in which environments the object is: where it is not, it has no value that could differ. */
function settingData(
  { object, path, values }: Setting,
  isThere: Setting['values'],
  sources: readonly SettingsSource[],
): SettingData[] {
  const there = [...sources.keys()].filter((index) => (isThere[index] ?? null) !== null);
  const different = (valueIn: (index: number) => string | null) => new Set(there.map(valueIn)).size > 1;
  const valueIn = (index: number) => values[index] ?? null;
  const differs = different(valueIn);
  if (!ASKED_FOR.test(path)) {
    // A name that differs as all names do says nothing.
    const inBase = (index: number) => bareText(valueIn(index), sources[index]?.environment);
    if (!differs || !different(inBase)) return [];
  }
  const shown = differs ? values : there.slice(0, 1).map(valueIn);
  return [{ object, name: shortPath(path), values: shown.map(cut) }];
}

interface Field {
  readonly title: string;
  readonly path: string;
  readonly value: string;
}

function fieldsShownOf(object: unknown, environment: SettingsSource['environment']): Field[] {
  const kind = isFields(object) ? textOf(object.kind) : undefined;
  if (!isFields(object) || kind === undefined || PASSED_OVER.test(kind) || holdsSecret(object)) return [];
  const title = `${kind} ${bareName(object, environment)}`;
  const fields = leavesOf(object).filter(({ path }) => path.includes('.') && !FOLLOWING.test(path));
  return [{ title, path: PRESENCE, value: 'yes' }, ...fields.map(({ path, value }) => ({ title, path, value }))];
}

/** The name of an object in base. */
function bareName({ metadata }: Fields, environment: SettingsSource['environment']): string {
  return bareText(textOf(fieldsOf(metadata).name) ?? '', environment) ?? '';
}

/** A text without the prefix and the suffix that names have in an environment. */
function bareText(text: string | null, environment: SettingsSource['environment'] | undefined): string | null {
  const { prefix = '', suffix = '' } = environment ?? {};
  const hasAffixes =
    text !== null && text.length > prefix.length + suffix.length && text.startsWith(prefix) && text.endsWith(suffix);
  return hasAffixes ? text.slice(prefix.length, text.length - suffix.length) : text;
}

/** A path without what stands in nearly all: `main: env LOG_LEVEL`, `replicas`. */
function shortPath(path: string): string {
  return path
    .replace(/^spec\.jobTemplate\./, '')
    .replace(/^spec\.template\.spec\./, '')
    .replace(/^(?:init)?[cC]ontainers\.([^.]+)\./, '$1: ')
    .replace(/(^|: )env\.([^.]+)(?:\.value)?$/, '$1env $2')
    .replace(/^(?:spec|data|metadata)\./, '');
}

function cut(value: string | null): string | null {
  if (value === null || value.length <= MAX_LENGTH) return value;
  return `${value.slice(0, MAX_LENGTH)}… (${value.length} characters)`;
}
