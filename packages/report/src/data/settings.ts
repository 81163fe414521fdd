import { type Fields, fieldsOf, holdsSecret, isFields, textOf } from '@k8s-blocks/manifest';
import type { Environment } from '@k8s-blocks/topology';
import { leavesOf } from './leaves.ts';
import type { SettingData } from './service-data.ts';

/** A longer value is cut: a configuration file in a ConfigMap may be long. */
const MAX_LENGTH = 300;

/** What is no setting: policies are shown by the connections that they let through, and a Secret has nothing that may be shown. */
const PASSED_OVER =
  /^(?:Namespace|ServiceAccount|Role|RoleBinding|ClusterRole|ClusterRoleBinding|CustomResourceDefinition|.*NetworkPolicy|(?:Sealed|External)?Secret)$/;

/** Fields that differ wherever names do, or follow from other fields. */
const NAMES =
  /^metadata\.(?:name|namespace|labels)\b|\blabels\b|elector\b|^metadata\.annotations\.checksum\/|annotations\.checksum\//;

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
  const found = new Map<
    string,
    { readonly object: string; readonly name: string; readonly values: (string | null)[] }
  >();
  for (const [index, { environment, objects = [] }] of sources.entries()) {
    for (const object of objects) {
      for (const { title, path, value } of fieldsShownOf(object, environment)) {
        const key = JSON.stringify([title, path]);
        const setting = found.get(key) ?? { object: title, name: path, values: sources.map(() => null) };
        setting.values[index] = value;
        found.set(key, setting);
      }
    }
  }
  return [...found.values()].flatMap(({ object, name, values }) => {
    // An environment without the service has no value that could differ.
    const ofDeployed = values.filter((_, index) => sources[index]?.objects !== undefined);
    const isSame = new Set(ofDeployed).size === 1;
    if (isSame && !ASKED_FOR.test(name)) return [];
    return { object, name: shortPath(name), values: (isSame ? ofDeployed.slice(0, 1) : values).map(cut) };
  });
}

interface Field {
  readonly title: string;
  readonly path: string;
  readonly value: string;
}

function fieldsShownOf(object: unknown, environment: SettingsSource['environment']): Field[] {
  if (!isFields(object) || PASSED_OVER.test(textOf(object.kind) ?? '') || holdsSecret(object)) return [];
  const title = `${textOf(object.kind)} ${bareName(object, environment)}`;
  return leavesOf(object)
    .filter(({ path }) => path.includes('.') && !NAMES.test(path))
    .map(({ path, value }) => ({ title, path, value }));
}

/** The name of an object in base. */
function bareName({ metadata }: Fields, { prefix, suffix }: SettingsSource['environment']): string {
  const name = textOf(fieldsOf(metadata).name) ?? '';
  const hasAffixes = name.length > prefix.length + suffix.length && name.startsWith(prefix) && name.endsWith(suffix);
  return hasAffixes ? name.slice(prefix.length, name.length - suffix.length) : name;
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
