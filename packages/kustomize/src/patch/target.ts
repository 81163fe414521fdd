import { formatObject, groupOf } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { PlainMap } from '../plain-data.ts';
import type { PlainObject } from '../plain-object.ts';

/**
 * The target of a JSON patch: exactly one object.
 *
 * @param all the objects that the target is searched among.
 * @throws Refusal for an object of the core group, if one of another group has its version, kind and name: a target without a
 * group is for any group, and the core group has no name.
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 */
export function targetOf(object: PlainObject, all: Iterable<PlainObject>): PlainMap {
  const { apiVersion, kind, metadata } = object;
  const group = groupOf(apiVersion);
  const version = versionOf(object);
  if (group === '') refuseAmbiguous(object, all);
  // Kustomize reads the name as a regular expression.
  return { ...(group === '' ? {} : { group }), version, kind, name: metadata.name.replaceAll('.', '\\.') };
}

function refuseAmbiguous(object: PlainObject, all: Iterable<PlainObject>): void {
  for (const other of all) {
    if (other.kind !== object.kind || other.metadata.name !== object.metadata.name) continue;
    if (groupOf(other.apiVersion) === '' || versionOf(other) !== versionOf(object)) continue;
    throw new Refusal({
      object: formatObject(object, 'an object'),
      field: 'metadata.name',
      problem: `Kustomize cannot patch it without the ${other.kind} of ${other.apiVersion} with the same name.`,
      remedy: 'Give one of them another name.',
    });
  }
}

function versionOf({ apiVersion }: PlainObject): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}
