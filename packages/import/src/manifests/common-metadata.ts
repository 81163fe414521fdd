import { type Fields, fieldsOf, isFields, labelsOf, podTemplateOf } from '@k8s-blocks/manifest';
import type { ImportedObject } from './imported-objects.ts';

/** Labels, or annotations. */
export type Pairs = Readonly<Record<string, string>>;

/** The label of the name of an application. */
export const NAME = 'app.kubernetes.io/name';

/** The label of the component that an object is of. */
export const COMPONENT = 'app.kubernetes.io/component';

/** Labels that are of a service rather than of a stack, also where there is but one service. */
const OWN_LABELS = new Set([NAME, COMPONENT, 'app']);

/** The labels that every object has in every environment, on which no service says something of its own. */
export function commonLabels(objects: readonly ImportedObject[]): Pairs {
  const all = objects.flatMap((object) => [...object.in.values()]);
  const common = commonPairs(all.map(metadataLabels));
  return Object.fromEntries(Object.entries(common).filter(([key]) => !OWN_LABELS.has(key)));
}

/** The annotations that all objects have in an environment, and their pods: what Kustomize's `commonAnnotations` gives. */
export function commonAnnotations(objects: readonly Fields[]): Pairs {
  const all = objects.flatMap((object) =>
    annotatedPlaces(object).map((path) => labelsOf(fieldsAt(object, [...path, 'annotations']))),
  );
  return commonPairs(all);
}

/** The pairs that all of some maps have. */
export function commonPairs([first = {}, ...others]: readonly Pairs[]): Pairs {
  const entries = Object.entries(first).filter(([key, value]) => others.every((each) => each[key] === value));
  return Object.fromEntries(entries);
}

/** The labels of an object itself. */
export function metadataLabels({ metadata }: Fields): Pairs {
  return labelsOf(fieldsOf(metadata).labels);
}

/** The kinds whose pods get the annotations of their object. */
const TEMPLATED = new Set([
  'Deployment',
  'ReplicaSet',
  'DaemonSet',
  'StatefulSet',
  'ReplicationController',
  'Job',
  'CronJob',
]);

/** The paths of metadata that get the annotations of all objects. */
export function annotatedPlaces(object: Fields): readonly (readonly string[])[] {
  const { kind } = object;
  const own = [['metadata']];
  if (typeof kind !== 'string' || !TEMPLATED.has(kind)) return own;
  const template = podTemplateOf(object);
  const job = kind === 'CronJob' ? [['spec', 'jobTemplate', 'metadata']] : [];
  return [...own, ...job, ...(template === undefined ? [] : [[...template.path.map(String), 'metadata']])];
}

/** The value at a path of keys, as fields. */
export function fieldsAt(object: Fields, path: readonly string[]): Fields {
  return path.reduce<Fields>((fields, key) => fieldsOf(fields[key]), object);
}

/** An object without some labels or annotations at a path of its metadata; without the map, if nothing is left in it. */
export function withoutPairs(object: Fields, path: readonly string[], pairs: Pairs): Fields {
  const [key, ...rest] = path;
  if (key === undefined) return Object.fromEntries(Object.entries(object).filter(([each]) => !(each in pairs)));
  const inner = object[key];
  if (!isFields(inner) || Object.keys(pairs).length === 0) return object;
  const changed = withoutPairs(inner, rest, pairs);
  const { [key]: _, ...others } = object;
  const isEmptied = Object.keys(changed).length === 0 && Object.keys(inner).length > 0;
  // Keys keep their order: the author's.
  return isEmptied
    ? others
    : Object.fromEntries(Object.entries(object).map(([each, value]) => [each, each === key ? changed : value]));
}
