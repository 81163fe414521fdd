import { type Fields, fieldsOf } from '@k8s-blocks/manifest';

/** Metadata that the server writes by itself, at each request or at the first one. */
const OF_THE_SERVER: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/**
 * An object as two states of it are compared: without its status, and without the metadata that the server writes by itself.
 *
 * @param object as a server has it.
 */
export function asCompared({ status: _, ...object }: Fields): Fields {
  const entries = Object.entries(fieldsOf(object.metadata)).filter(([name]) => !OF_THE_SERVER.has(name));
  return { ...object, metadata: Object.fromEntries(entries) };
}
