/**
 * A quantity in billionths of its unit: `1` is 1,000,000,000n. That is exact: an API server rounds anything finer up, away
 * from zero.
 */
export type Quantity = bigint;

/** The quantity `1`. */
export const ONE: Quantity = 1_000_000_000n;

const FORM = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:([a-zA-Z]+)([+-]?[0-9]*))?$/;

/** Decimal suffixes: suffix to the power of ten by which the number becomes billionths. */
const DECIMAL_POWERS: ReadonlyMap<string, number> = new Map([
  ['n', 0],
  ['u', 3],
  ['m', 6],
  ['', 9],
  ['k', 12],
  ['M', 15],
  ['G', 18],
  ['T', 21],
  ['P', 24],
  ['E', 27],
]);

const BINARY_SUFFIXES = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The largest exponent that is computed: `1e999999999` would take all memory. */
const MAX_EXPONENT = 300;

/** What `trim` removes, and an API server does not: it takes blanks away before it unescapes the text. */
const NOT_BLANK = /[\t-\r\u2028\u2029\ufeff]/;

/**
 * Parses a quantity: `100m`, `1.5Gi`, `1e3`, `-2`, or a number of YAML. Undefined if it is not valid. As for an API server, blanks
 * around it do not count, and a sign or unit without digits is 0.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(value: unknown): Quantity | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  const match = text === '' || NOT_BLANK.test(String(value)) ? null : FORM.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction, suffix = '', exponent = ''] = match;
  const scale = scaleOf(suffix, exponent);
  if (scale === undefined) return undefined;
  const digits = BigInt(`${whole}${fraction ?? ''}` || '0') * scale.factor;
  const power = scale.power - (fraction?.length ?? 0);
  const magnitude = power >= 0 ? digits * 10n ** BigInt(power) : dividedRoundingUp(digits, 10n ** BigInt(-power));
  return sign === '-' ? -magnitude : magnitude;
}

/** For sorting: less than 0 if the first is less than the second, 0 if they are equal, as `1`, `1000m` and `1e0` are. */
export function compareQuantities(one: Quantity, other: Quantity): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** The factor of a suffix or exponent: a number, times the power of ten by which the result becomes billionths. */
function scaleOf(suffix: string, exponent: string): { readonly factor: bigint; readonly power: number } | undefined {
  if ((suffix === 'e' || suffix === 'E') && exponent !== '') {
    const power = Number(exponent);
    return Math.abs(power) <= MAX_EXPONENT ? { factor: 1n, power: power + 9 } : undefined;
  }
  if (exponent !== '') return undefined;
  const binary = BINARY_SUFFIXES.indexOf(suffix);
  if (binary >= 0) return { factor: 1024n ** BigInt(binary + 1), power: 9 };
  const power = DECIMAL_POWERS.get(suffix);
  return power === undefined ? undefined : { factor: 1n, power };
}

function dividedRoundingUp(value: bigint, divisor: bigint): bigint {
  return (value + divisor - 1n) / divisor;
}
