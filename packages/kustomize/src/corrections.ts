import { type FieldPath, formatJsonPointer, groupOf, valueAt } from '@k8s-blocks/manifest';
import { isClusterScoped, isClusterScopedToKustomize } from './names/cluster-scope.ts';
import type { NamedObject } from './names/named-object.ts';
import type { JsonPatchOperation } from './patch/json-patch.ts';
import { isList, isMap } from './plain-data.ts';
import type { PlainObject } from './plain-object.ts';

/** A part of an object that Kustomize's own transformers change although it is not to be changed. */
export interface Correction {
  readonly object: PlainObject;
  /** What undoes the change, after the transformers. */
  readonly operations: readonly JsonPatchOperation[];
}

/**
 * What Kustomize's namespace transformer does to an object although the object says otherwise: it moves objects of other
 * namespaces into that of the kustomization, gives one to objects of the whole cluster of kinds that it does not know, and
 * writes it to subjects named `default`, and to the Services of APIServices and of conversion webhooks.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/kustomize/v5.0.1/api/filters/namespace/namespace.go
 */
export function correctionOf(object: PlainObject, names: NamedObject, namespace: string): Correction | undefined {
  const operations = [
    ...ofNamespace(object, names),
    ...ofSubjects(object, namespace),
    ...ofApiService(object, namespace),
    ...ofConversion(object, namespace),
  ];
  return operations.length === 0 ? undefined : { object, operations };
}

const NAMESPACE = ['metadata', 'namespace'];

function ofNamespace(object: PlainObject, { foreignNamespace }: NamedObject): readonly JsonPatchOperation[] {
  if (foreignNamespace !== undefined) return [set(NAMESPACE, foreignNamespace)];
  return isClusterScoped(object) && !isClusterScopedToKustomize(object) ? [remove(NAMESPACE)] : [];
}

function ofSubjects({ kind, subjects }: PlainObject, namespace: string): readonly JsonPatchOperation[] {
  if ((kind !== 'RoleBinding' && kind !== 'ClusterRoleBinding') || !isList(subjects ?? '')) return [];
  return (isList(subjects) ? subjects : []).flatMap((subject, index) => {
    if (!isMap(subject) || subject.name !== 'default') return [];
    return restored(['subjects', index, 'namespace'], subject.namespace, namespace);
  });
}

function ofApiService(object: PlainObject, namespace: string): readonly JsonPatchOperation[] {
  if (object.kind !== 'APIService' || groupOf(object.apiVersion) !== 'apiregistration.k8s.io') return [];
  if (object.spec === undefined) return [remove(['spec'])];
  const path = ['spec', 'service'];
  const service = valueAt(object, path);
  if (service === undefined) return [remove(path)];
  return restored([...path, 'namespace'], valueAt(service, ['namespace']), namespace);
}

function ofConversion(object: PlainObject, namespace: string): readonly JsonPatchOperation[] {
  if (object.kind !== 'CustomResourceDefinition') return [];
  const path = ['spec', 'conversion', 'webhook', 'clientConfig', 'service', 'namespace'];
  const named = valueAt(object, path);
  return named === undefined ? [] : restored(path, named, namespace);
}

/** What gives a field, which Kustomize sets to the namespace, its value again. */
function restored(path: FieldPath, value: unknown, namespace: string): readonly JsonPatchOperation[] {
  if (value === namespace) return [];
  return [typeof value === 'string' ? set(path, value) : remove(path)];
}

function set(path: FieldPath, value: string): JsonPatchOperation {
  return { op: 'replace', path: formatJsonPointer(path), value };
}

function remove(path: FieldPath): JsonPatchOperation {
  return { op: 'remove', path: formatJsonPointer(path) };
}
