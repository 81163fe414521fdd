import { type Fields, fieldsOf } from '../fields.ts';
import { both, type Fill, inside } from './fill.ts';

/** "The serialization format is: <quantity> ::= <signedNumber><suffix>": powers of ten, and of two. */
const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * A quantity as a number, so that `1000m`, `1` and `"1"` are the same. What is no quantity stays as it is.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantityOf(value: unknown): unknown {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return value;
  const [, digits = '', suffix = ''] = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)(\D{0,2})$/.exec(value) ?? [];
  const factor = Object.hasOwn(FACTORS, suffix) ? FACTORS[suffix] : undefined;
  const number = Number(digits);
  // As many digits as a double holds for certain: 0.1 and 100m differ after them.
  return digits === '' || factor === undefined || Number.isNaN(number)
    ? value
    : Number((number * factor).toPrecision(15));
}

const quantities: Fill = (fields: Fields) =>
  Object.fromEntries(Object.entries(fieldsOf(fields)).map(([key, value]) => [key, quantityOf(value)]));

/** The resources of a container or a claim. */
export const resources: Fill = both(inside('limits', quantities), inside('requests', quantities));
