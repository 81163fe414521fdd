import { HIDDEN, holdsSecret, isSecret, isShownOfSecret } from '@k8s-blocks/manifest';
import type { Fault } from './fault.ts';

/** Whether a sentence about an object may quote the value of one of its fields. */
export type Disclosure = (field: string, value: unknown) => boolean;

/**
 * Which values of an object may be quoted: of a Secret those that tell which one it is, and none of another object that
 * holds values of a Secret anywhere. It is asked only where something is wrong, and then once: few objects have faults.
 */
export function disclosureOf(object: unknown): Disclosure {
  let hides: boolean | undefined;
  return (field, value) => {
    hides ??= holdsSecret(object);
    return !hides || (isSecret(object) && isShownOfSecret(field) && (typeof value !== 'object' || value === null));
  };
}

/**
 * A fault that a rule found, as it may be reported: what is wrong with a value of a Secret is not said, since rules quote
 * the values that they judge.
 */
export function disclosed(fault: Fault, object: unknown): Fault {
  if (!isSecret(object) || isShownOfSecret(fault.field) || KEYED.test(fault.field)) return fault;
  return { ...fault, problem: `${HIDDEN} is not what may stand here.` };
}

/** The fields of a Secret of which rules quote the keys, and how large the values are, and no value. */
const KEYED = /^(?:data|stringData|metadata\.annotations)(?:$|[.[])/;
