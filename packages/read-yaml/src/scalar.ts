/** What plain scalars mean to kubectl: its YAML is that of go-yaml 2, which is YAML 1.1 with some of 1.2. */

/** A number beyond JSON: the API cannot hold it. */
export const UNSUPPORTED_NUMBER = Symbol('a number that JSON does not have');

type Scalar = string | number | boolean | null | typeof UNSUPPORTED_NUMBER;

const WORDS = new Map<string, Scalar>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['.inf', '.Inf', '.INF'].flatMap((word) =>
    ['', '+', '-'].map((sign) => [sign + word, UNSUPPORTED_NUMBER] as const),
  ),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, UNSUPPORTED_NUMBER] as const),
]);

const INTEGER = /^([-+]?)(0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9]\d*)$/;
const FLOAT = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;

/** The value of a scalar that is written without quotes: `yes` is true, `0123` is 83, `1:30` a string. */
export function plainScalar(text: string): Scalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.\d]/.test(text)) return text;
  const plain = text.startsWith('.') ? text : text.replaceAll('_', '');
  return integerOf(plain) ?? floatOf(plain) ?? text;
}

function integerOf(plain: string): number | undefined {
  const [, sign, digits] = INTEGER.exec(plain) ?? [];
  if (digits === undefined) return undefined;
  const value = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
  if (value >= 2n ** (sign === '-' ? 63n : 64n)) return value === 2n ** 63n ? -Number(value) : undefined;
  return value === 0n ? 0 : Number(sign === '-' ? -value : value);
}

function floatOf(plain: string): number | undefined {
  if (!FLOAT.test(plain)) return undefined;
  const value = Number(plain);
  if (!Number.isFinite(value)) return undefined;
  return value === 0 ? 0 : value;
}
