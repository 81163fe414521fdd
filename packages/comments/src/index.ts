export { type Omitted, omissionReason, omitted } from './omitted.ts';

/**
 * YAML comments are stored in the objects themselves, under symbol keys: a spread copies them, and JSON, schema validators and
 * comparisons of plain data do not see them. The symbols are registered, so that two copies of this package in one
 * process read each other's comments.
 */
const OWN = Symbol.for('k8s-blocks.comment');
const KEYS = Symbol.for('k8s-blocks.key-comments');

const NONE = Object.freeze({});

interface Commented {
  readonly [OWN]?: string;
  readonly [KEYS]?: Readonly<Record<string, string>>;
}

/**
 * The object with a comment, which is written above it, whether it is a document or an entry of a list. Returns a shallow
 * copy; a later comment replaces an earlier one.
 *
 * @param text one line or several, without the `#`.
 */
export function comment<T extends object>(text: string, object: T): T {
  return { ...object, [OWN]: text };
}

/**
 * The object with comments at some of its keys: each is written above its key. Returns a shallow copy; comments that
 * the object has at other keys stay.
 */
export function commentKeys<T extends object>(object: T, comments: { readonly [K in keyof T]?: string }): T {
  return { ...object, [KEYS]: { ...keyCommentsOf(object), ...comments } };
}

/** The comment that {@link comment} gave the object, if any. */
export function commentOf(object: object): string | undefined {
  return (object as Commented)[OWN];
}

/** The comments that {@link commentKeys} gave the object's keys: key to text, empty if there are none. */
export function keyCommentsOf(object: object): Readonly<Record<string, string>> {
  return (object as Commented)[KEYS] ?? NONE;
}

/** `to` with the comments of `from`, its own and those of its keys: for code that rebuilds an object as plain data. */
export function copyComments<T extends object>(from: object, to: T): T {
  const own = commentOf(from);
  const keys = (from as Commented)[KEYS];
  if (own === undefined && keys === undefined) return to;
  return { ...to, ...(own === undefined ? {} : { [OWN]: own }), ...(keys === undefined ? {} : { [KEYS]: keys }) };
}
