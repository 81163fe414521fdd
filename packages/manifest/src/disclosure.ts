import { holdsSecret, isSecret, isShownOfSecret } from './secret.ts';

/** Whether a sentence about an object may quote the value of one of its fields. */
export type Disclosure = (field: string, value: unknown) => boolean;

/**
 * Which values of an object may be quoted: of a Secret those that tell which one it is, and none of another object that
 * holds values of a Secret anywhere. It is asked only where something is wrong, and then once: few objects have violations.
 */
export function disclosureOf(object: unknown): Disclosure {
  let hides: boolean | undefined;
  return (field, value) => {
    hides ??= holdsSecret(object);
    return !hides || (isSecret(object) && isShownOfSecret(field) && (typeof value !== 'object' || value === null));
  };
}
