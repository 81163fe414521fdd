import type { FieldPath } from '@k8s-blocks/manifest';
import type { KubernetesObject, LayerFile } from '../../src/index.ts';

/** New values: an edit takes the one of the type that it replaces. */
export interface Fresh {
  /** An entry for the list of each name. */
  readonly entries: Readonly<Record<string, unknown>>;
  readonly image: string;
  readonly key: string;
  /** Of a label or an annotation. */
  readonly labelKey: string;
  readonly text: string;
  readonly number: number;
}

/** One small edit of one object, as a person makes it. */
export interface Edit {
  readonly what: 'change' | 'add' | 'remove' | 'replace';
  /** Which object is edited, and where: counted through, and begun again at the end. */
  readonly object: number;
  readonly choice: number;
  /** Where in a list: at its front (0), its middle or its end (1). */
  readonly at: number;
  readonly fresh: Fresh;
}

type Node = { [key: string]: unknown } | unknown[];
type Change = () => void;

/** What tells entries of a list apart, and what an object cannot be without: an edit leaves these as they are. */
const FIXED = new Set(
  'apiVersion kind metadata name namespace apiGroup mountPath containerPort protocol port ip spec template jobTemplate'.split(
    ' ',
  ),
);
/** Lists whose entries Kustomize tells apart by a key, which must be unique. */
const KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
};
/** Maps that hold any keys. */
const OPEN_MAPS: Readonly<Record<string, 'key' | 'labelKey'>> = {
  data: 'key',
  nodeSelector: 'key',
  map: 'key',
  labels: 'labelKey',
  matchLabels: 'labelKey',
  annotations: 'labelKey',
};

/** The files after the edit; the same files if nothing in the chosen object can be edited so. */
export function edited(files: Readonly<Record<string, LayerFile>>, edit: Edit): Readonly<Record<string, LayerFile>> {
  const copy = structuredClone(files) as Record<string, { objects: KubernetesObject[] }>;
  const objects = Object.values(copy).flatMap((file) => file.objects);
  const object = objects[edit.object % objects.length];
  if (object === undefined) return files;
  const changes = changesIn(object as unknown as Node, '', edit);
  changes[edit.choice % changes.length]?.();
  return copy;
}

/** The ways to all values of an object but its head. */
export function leavesOf(object: KubernetesObject): FieldPath[] {
  return below(object, []).filter(([top, next]) => top !== 'apiVersion' && top !== 'kind' && next !== 'name');
}

function below(value: unknown, path: FieldPath): FieldPath[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, entry]) =>
    below(entry, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** All that the edit could do in a node called `name`, and below it. */
function changesIn(node: Node, name: string, edit: Edit): Change[] {
  const own = Array.isArray(node) ? listChanges(node, name, edit) : mapChanges(node, name, edit);
  const nested = Object.entries(node).flatMap(([key, value]) => {
    if (typeof value !== 'object' || value === null) return [];
    return changesIn(value as Node, Array.isArray(node) ? `${name}[]` : key, edit);
  });
  return [...own, ...nested];
}

function mapChanges(map: { [key: string]: unknown }, name: string, { what, fresh }: Edit): Change[] {
  const keys = Object.keys(map).filter((key) => !FIXED.has(key));
  if (what === 'remove') {
    const removable = keys.filter((key) => key !== 'containers' && key !== 'image');
    return removable.map((key) => () => {
      delete map[key];
    });
  }
  if (what === 'change') {
    return keys
      .filter((key) => typeof map[key] !== 'object')
      .map((key) => () => {
        map[key] = key === 'image' ? fresh.image : changed(map[key], fresh);
      });
  }
  const kindOfKey = OPEN_MAPS[name];
  if (what === 'add' && kindOfKey !== undefined) {
    return [() => Object.assign(map, { [fresh[kindOfKey]]: name === 'data' ? fresh.text : String(fresh.number) })];
  }
  if (what === 'replace' && map.valueFrom !== undefined) {
    return [
      () => {
        delete map.valueFrom;
        map.value = fresh.text;
      },
    ];
  }
  return [];
}

function listChanges(list: unknown[], name: string, { what, at, fresh }: Edit): Change[] {
  const listName = name === 'ports' && isOfContainer(list) ? 'containerPorts' : name;
  const entry = Object.hasOwn(fresh.entries, listName) ? fresh.entries[listName] : undefined;
  const index = Math.min(Math.floor(at * list.length), list.length - (what === 'add' ? 0 : 1));
  const mayBeEmpty = name !== 'containers';
  if (what === 'remove' && (list.length > 1 || (list.length === 1 && mayBeEmpty))) return [() => list.splice(index, 1)];
  if (what === 'add' && entry !== undefined && !has(list, KEYS[name], entry)) {
    return [() => list.splice(index, 0, structuredClone(entry))];
  }
  if (what === 'replace' && list.length > 1) return [() => list.reverse()];
  if (what === 'replace' && entry !== undefined && KEYS[name] === undefined) {
    return [() => list.splice(0, list.length, structuredClone(entry))];
  }
  return [];
}

function isOfContainer(list: readonly unknown[]): boolean {
  return list.some((entry) => Object.hasOwn(Object(entry), 'containerPort'));
}

function has(list: readonly unknown[], key: string | undefined, entry: unknown): boolean {
  if (key === undefined) return false;
  return list.some((each) => (each as Record<string, unknown>)[key] === (entry as Record<string, unknown>)[key]);
}

function changed(value: unknown, { text, number }: Fresh): unknown {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? number : text;
}
