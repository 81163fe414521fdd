/** Registered, so that two copies of this package in one process understand each other. */
const REASON = Symbol.for('k8s-blocks.omitted');

/** In the place of an object that an environment goes without. */
export interface Omitted {
  readonly [REASON]: string;
}

/**
 * Omits an object that base has from an environment. The reason becomes a comment at the patch that removes the object.
 *
 * @param reason one line or several, without the `#`.
 */
export function omitted(reason: string): Omitted {
  return { [REASON]: reason };
}

/** Why an object is omitted; undefined for an object that is there. */
export function omissionReason(value: object): string | undefined {
  return (value as Partial<Omitted>)[REASON];
}
