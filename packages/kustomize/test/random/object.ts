import fc from 'fast-check';
import { NAMESPACE, uniqueName } from './names.ts';
import { type Shape, shaped } from './shape.ts';
import { annotations, labels } from './values.ts';

/** An object in the namespace of the service, which it sometimes names. */
export function objectOf(apiVersion: string, kind: string, name: Shape, more: { readonly [key: string]: Shape }) {
  const namespaced = fc.oneof(
    { arbitrary: shaped(metadataOf(name, {})), weight: 6 },
    { arbitrary: shaped(metadataOf(name, { namespace: NAMESPACE })), weight: 1 },
  );
  return shaped({ apiVersion, kind, metadata: namespaced, ...more });
}

/** An object of the whole cluster. */
export function clusterObject(
  apiVersion: string,
  kind: string,
  more: { readonly [key: string]: Shape },
  name: Shape = uniqueName,
) {
  return shaped({ apiVersion, kind, metadata: metadataOf(name, {}), ...more });
}

/** An object that belongs into the namespace of others. */
export function foreignObject(apiVersion: string, kind: string, more: { readonly [key: string]: Shape }) {
  const namespace = fc.constantFrom('kube-system', 'monitoring', 'default');
  return shaped({ apiVersion, kind, metadata: metadataOf(uniqueName, { namespace }), ...more });
}

const finalizers = { 'finalizers?': fc.constantFrom(['a.example/x'], ['a.example/x', 'b.example/y'], []) };

function metadataOf(name: Shape, namespace: { readonly [key: string]: Shape }): Shape {
  return { name, ...namespace, 'labels?': labels, 'annotations?': annotations, ...finalizers };
}
