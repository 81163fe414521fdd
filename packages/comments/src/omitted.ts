/** A registered symbol, so that two copies of this package in one process recognize each other's reasons. */
const REASON = Symbol.for('k8s-blocks.omitted');

/** Stands for an object that base has and an environment leaves out. */
export interface Omitted {
  readonly [REASON]: string;
}

/**
 * Leaves an object of base out of an environment. The reason becomes a comment at the patch that removes the object.
 *
 * @param reason one line or several, without the `#`.
 */
export function omitted(reason: string): Omitted {
  return { [REASON]: reason };
}

/** The reason why an object is omitted; undefined for an object that is not omitted. */
export function omissionReason(value: object): string | undefined {
  return (value as Partial<Omitted>)[REASON];
}
