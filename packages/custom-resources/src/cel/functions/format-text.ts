import { CelError, NotJudged } from '../errors.ts';
import { type CelList, type CelValue, Uint } from '../values.ts';
import { textOf } from './text-of.ts';

/** `"%s has %d".format([name, count])`: the verbs s, d, f, e, b, o, x and X, with a precision for numbers. */
export function formatted(text: string, { items }: CelList): string {
  let next = 0;
  return text.replace(
    /%(?:%|(?:\.(\d+))?([a-zA-Z]))/g,
    (written, precision: string | undefined, verb: string | undefined) => {
      if (verb === undefined) return '%';
      const value = items[next];
      next += 1;
      if (value === undefined) throw new CelError(`index ${next - 1} out of range`);
      const verbalized = ofVerb(verb, value, precision === undefined ? 6 : Number(precision));
      if (verbalized === undefined) throw new NotJudged(`It formats with ${written} in a way that is not known here.`);
      return verbalized;
    },
  );
}

function ofVerb(verb: string, value: CelValue, precision: number): string | undefined {
  const number = typeof value === 'number' ? value : undefined;
  const integer = typeof value === 'bigint' ? value : value instanceof Uint ? value.value : undefined;
  switch (verb) {
    case 's':
      return textOf(value);
    case 'd':
      return integer?.toString();
    case 'f':
      return number?.toFixed(precision);
    case 'e':
      return number?.toExponential(precision).replace(/e([+-])(\d)$/, 'e$10$2');
    case 'b':
      return typeof value === 'boolean' ? (value ? '1' : '0') : integer?.toString(2);
    case 'o':
      return integer?.toString(8);
    case 'x':
      return hexadecimal(value, integer);
    case 'X':
      return hexadecimal(value, integer)?.toUpperCase();
    default:
      return undefined;
  }
}

function hexadecimal(value: CelValue, integer: bigint | undefined): string | undefined {
  if (typeof value === 'string' || value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return integer?.toString(16);
}
