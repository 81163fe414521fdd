import { groupOf } from '@k8s-blocks/manifest';
import { isList, isMap, type Plain, type PlainList } from '../plain-data.ts';
import type { PlainObject } from '../plain-object.ts';

/**
 * The lists that Kustomize merges by a key of their entries, in an object that a strategic merge patch touches, also where the
 * patch does not name them. Entries with equal or missing keys become one.
 */
const KEYS: Readonly<Record<string, string>> = {
  claims: 'name',
  conditions: 'type',
  containers: 'name',
  drivers: 'name',
  env: 'name',
  ephemeralContainers: 'name',
  hostAliases: 'ip',
  imagePullSecrets: 'name',
  initContainers: 'name',
  ownerReferences: 'uid',
  resourceClaims: 'name',
  schedulingGates: 'name',
  secrets: 'name',
  topologySpreadConstraints: 'topologyKey',
  volumeDevices: 'devicePath',
  volumeMounts: 'mountPath',
  volumes: 'name',
  webhooks: 'name',
};

/** Lists of texts that Kustomize merges as sets. */
const SETS: ReadonlySet<string> = new Set(['finalizers', 'podCIDRs']);

/**
 * Ports are merged by number and protocol; but without `protocol`, which is TCP then, an entry is also merged with that of
 * another protocol. So their numbers alone must differ. The lists of `ports` in policies are not merged.
 */
const PORT_KEYS = { container: 'containerPort', service: 'port' } as const;

/** Whether the entries of all keyed lists of an object are told apart by their keys. */
export function areKeyedListsUnambiguous(object: PlainObject): boolean {
  const isService = object.kind === 'Service' && groupOf(object.apiVersion) === '';
  return isUnambiguous(object, isService);
}

function isUnambiguous(value: Plain, isService: boolean): boolean {
  if (isList(value)) return value.every((entry) => typeof entry !== 'object' || isUnambiguous(entry, isService));
  if (!isMap(value)) return true;
  return Object.entries(value).every(([key, entry]) => {
    if (typeof entry !== 'object') return true;
    return isList(entry) && !isToldApart(key, entry, isService) ? false : isUnambiguous(entry, isService);
  });
}

function isToldApart(name: string, list: PlainList, isService: boolean): boolean {
  if (SETS.has(name)) return new Set(list).size === list.length;
  const key = name === 'ports' ? portKeyOf(list, isService) : Object.hasOwn(KEYS, name) ? KEYS[name] : undefined;
  if (key === undefined || list.length < 2) return true;
  const values = list.map((entry) => (isMap(entry) ? entry[key] : undefined));
  return !values.includes(undefined) && new Set(values).size === values.length;
}

function portKeyOf(list: PlainList, isService: boolean): string | undefined {
  if (isService) return PORT_KEYS.service;
  return list.some((entry) => isMap(entry) && entry.containerPort !== undefined) ? PORT_KEYS.container : undefined;
}
