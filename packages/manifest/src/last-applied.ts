import { type Fields, fieldsOf } from './fields.ts';

/**
 * How many bytes all annotations of an object may have, keys and values.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
 */
export const MAX_ANNOTATION_BYTES = 256 * 1024;

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * How many bytes the annotations of an object have after `kubectl apply` without `--server-side`, which notes the whole object
 * in one of them. If they are more than {@link MAX_ANNOTATION_BYTES}, the API server refuses it. A larger result than that
 * is not exact.
 *
 * @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#how-to-create-objects
 */
export function lastAppliedSize(object: Fields): number {
  const { [LAST_APPLIED]: _, ...annotations } = fieldsOf(fieldsOf(object.metadata).annotations);
  let own = 0;
  for (const [key, value] of Object.entries(annotations)) {
    own += Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
  }
  const noted = { ...object, metadata: { ...fieldsOf(object.metadata), annotations } };
  // kubectl ends the JSON with a line break.
  return own + LAST_APPLIED.length + jsonSize(noted) + 1;
}

/** The bytes of a value as kubectl writes it as JSON. Counting ends soon after the limit: aliases of YAML may be endless. */
function jsonSize(root: unknown): number {
  let size = 0;
  const waiting = [root];
  while (waiting.length > 0 && size <= MAX_ANNOTATION_BYTES) {
    const value = waiting.pop();
    if (typeof value === 'string') size += textSize(value);
    else if (typeof value !== 'object' || value === null) size += String(value).length;
    else {
      const entries: readonly (readonly [string, unknown])[] = Array.isArray(value) ? [] : Object.entries(value);
      const items: readonly unknown[] = Array.isArray(value) ? value : entries.map(([, item]) => item);
      size += 2 + Math.max(items.length - 1, 0);
      for (const [key] of entries) size += textSize(key) + 1;
      for (const item of items) waiting.push(item);
    }
  }
  return size;
}

/** Go writes these six bytes long, so that the JSON can stand in a page: `\u003c`. */
const ESCAPED = /[<>&\u2028\u2029]/g;

/** Characters that JSON holds as they are, in a byte each: nearly every text is of these alone. */
const PLAIN = /^[ !#-%'-;=?-[\]-~]*$/;

function textSize(text: string): number {
  if (PLAIN.test(text)) return text.length + 2;
  if (text.length > MAX_ANNOTATION_BYTES) return text.length;
  let size = Buffer.byteLength(JSON.stringify(text));
  for (const [character] of text.matchAll(ESCAPED)) size += 6 - Buffer.byteLength(character);
  return size;
}
