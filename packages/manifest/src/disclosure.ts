import { holdsSecret, isSecret, isShownOfSecret } from './secret.ts';

/** Whether a message about an object may quote the value of one of its fields. */
export type Disclosure = (field: string, value: unknown) => boolean;

/**
 * Which values of an object may be quoted in messages: of a Secret those that identify it; none of any other object that
 * holds values of Secrets, such as a List. The object is searched at the first question only, since few objects have
 * violations.
 */
export function disclosureOf(object: unknown): Disclosure {
  let hides: boolean | undefined;
  return (field, value) => {
    hides ??= holdsSecret(object);
    return !hides || (isSecret(object) && isShownOfSecret(field) && (typeof value !== 'object' || value === null));
  };
}
