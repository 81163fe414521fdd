import { HIDDEN, isSecret, isShownOfSecret } from '@k8s-blocks/manifest';
import type { FieldViolation } from './violation.ts';

/**
 * A violation that a rule found, as it may be reported: what is wrong with a value of a Secret is not reported, since rules quote
 * the values that they judge.
 */
export function disclosed(violation: FieldViolation, object: unknown): FieldViolation {
  if (!isSecret(object) || isShownOfSecret(violation.field) || KEYED.test(violation.field)) return violation;
  return { ...violation, problem: `${HIDDEN} is not what may stand here.` };
}

/** The fields of a Secret of which rules quote the keys, and how large the values are, and no value. */
const KEYED = /^(?:data|stringData|metadata\.annotations)(?:$|[.[])/;
