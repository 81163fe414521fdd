import { groupOf } from '@k8s-blocks/manifest';
import type { PlainMap } from '../plain-data.ts';
import type { PlainObject } from '../plain-object.ts';

/**
 * The target of a JSON patch: exactly one object.
 *
 * @param all the objects that the target is searched among.
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 */
export function targetOf(object: PlainObject, all: Iterable<PlainObject>): PlainMap {
  const { apiVersion, kind, metadata } = object;
  const group = groupOf(apiVersion);
  // Kustomize reads the fields of a target as regular expressions.
  const name = metadata.name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return { ...groupField(group, object, all), version: versionOf(object), kind, name };
}

/** The core group has no name, and a target without a group is for any: an empty text, where that makes a difference. */
function groupField(group: string, object: PlainObject, all: Iterable<PlainObject>): { readonly group?: string } {
  if (group !== '') return { group };
  for (const other of all) {
    if (other.kind !== object.kind || other.metadata.name !== object.metadata.name) continue;
    if (groupOf(other.apiVersion) !== '' && versionOf(other) === versionOf(object)) return { group: '^$' };
  }
  return {};
}

function versionOf({ apiVersion }: PlainObject): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}
