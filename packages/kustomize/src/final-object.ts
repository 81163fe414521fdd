import { groupOf } from '@k8s-blocks/manifest';
import type { NamedObject } from './names/named-object.ts';
import { isMap, type PlainMap } from './plain-data.ts';
import type { PlainObject } from './plain-object.ts';

/** What Kustomize puts on all objects of a layer. */
interface Common {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * An object as the cluster is to hold it: its name and namespace, and the labels and annotations of its layer.
 *
 * @param object with references that have the names of the environment.
 */
export function finalObject(object: PlainObject, { name, namespace }: NamedObject, common: Common): PlainObject {
  const { namespace: _, ...metadata } = object.metadata;
  const named = { ...metadata, name, ...(namespace === undefined ? {} : { namespace }) };
  const annotated = templatesOf(object).reduce<PlainMap>(
    (map, path) => withAnnotations(map, path, common.annotations),
    object,
  );
  return {
    ...annotated,
    ...head(object),
    metadata: { ...withCommon(withCommon(named, 'labels', common.labels), 'annotations', common.annotations), name },
  };
}

function head({ apiVersion, kind }: PlainObject) {
  return { apiVersion, kind };
}

const TEMPLATE = ['spec', 'template', 'metadata'];
const JOB_TEMPLATE = ['spec', 'jobTemplate', 'metadata'];

/** The paths of the metadata of pods, and of the jobs of a CronJob, to which Kustomize adds `commonAnnotations`. */
function templatesOf({ apiVersion, kind }: PlainObject): readonly (readonly string[])[] {
  if (['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'].includes(kind)) return [TEMPLATE];
  if (kind === 'ReplicationController' && apiVersion === 'v1') return [TEMPLATE];
  if (groupOf(apiVersion) !== 'batch') return [];
  if (kind === 'Job') return [TEMPLATE];
  return kind === 'CronJob' ? [JOB_TEMPLATE, ['spec', 'jobTemplate', 'spec', 'template', 'metadata']] : [];
}

/** Adds annotations to the metadata at a path; maps that are missing are made. */
function withAnnotations(
  map: PlainMap,
  [key, ...rest]: readonly string[],
  annotations: Common['annotations'],
): PlainMap {
  if (Object.keys(annotations).length === 0) return map;
  if (key === undefined) return withCommon(map, 'annotations', annotations);
  const inner = map[key];
  return { ...map, [key]: withAnnotations(isMap(inner) ? inner : {}, rest, annotations) };
}

function withCommon<T extends PlainMap>(map: T, key: string, values: Readonly<Record<string, string>>): T {
  if (Object.keys(values).length === 0) return map;
  const own = map[key];
  return { ...map, [key]: { ...(isMap(own) ? own : {}), ...values } };
}
