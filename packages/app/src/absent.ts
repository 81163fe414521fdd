const WHY = Symbol.for('k8s-blocks.absent');

/** In the place of an object that an environment goes without. */
export interface Absent {
  readonly [WHY]: string;
}

/**
 * Says that an environment goes without an object that base has. The reason stands as a comment at the patch that
 * removes it.
 */
export function absent(why: string): Absent {
  return { [WHY]: why };
}

/** The reason of an absence, or undefined for an object that is there. */
export function whyAbsent(value: object): string | undefined {
  return (value as Partial<Absent>)[WHY];
}
