/**
 * Quantities as the API server reads them, in billionths: it rounds anything finer up.
 * See https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/.
 */

const form = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:([a-zA-Z]+)([+-]?[0-9]*))?$/;
const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimal: Readonly<Record<string, number>> = { n: 0, u: 3, m: 6, '': 9, k: 12, M: 15, G: 18, T: 21, P: 24, E: 27 };
const largestExponent = 300;

/** One, in billionths. */
export const one = 1_000_000_000n;

const parsed = new Map<string, bigint | undefined>();
const mostRemembered = 10_000;

/** The quantity in billionths, or undefined if it is none. */
export function parseQuantity(value: string | number): bigint | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (parsed.has(text)) return parsed.get(text);
  const result = parse(text);
  if (parsed.size < mostRemembered) parsed.set(text, result);
  return result;
}

function parse(text: string): bigint | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction, suffix = '', exponent = ''] = match;
  if (whole === '' && fraction === undefined) return undefined;
  const scale = scaleOf(suffix, exponent);
  if (scale === undefined) return undefined;
  const digits = BigInt(`${whole}${fraction ?? ''}` || '0') * scale.factor;
  const power = scale.power - (fraction?.length ?? 0);
  const magnitude = power >= 0 ? digits * 10n ** BigInt(power) : dividedUp(digits, 10n ** BigInt(-power));
  return sign === '-' ? -magnitude : magnitude;
}

/** What a suffix multiplies by: a factor, and a power of ten that makes billionths. */
function scaleOf(suffix: string, exponent: string): { factor: bigint; power: number } | undefined {
  if ((suffix === 'e' || suffix === 'E') && exponent !== '') {
    const power = Number(exponent);
    return Number.isInteger(power) && Math.abs(power) <= largestExponent ? { factor: 1n, power: power + 9 } : undefined;
  }
  if (exponent !== '') return undefined;
  const step = binary.indexOf(suffix);
  if (step >= 0) return { factor: 1024n ** BigInt(step + 1), power: 9 };
  const power = Object.hasOwn(decimal, suffix) ? decimal[suffix] : undefined;
  return power === undefined ? undefined : { factor: 1n, power };
}

function dividedUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}
