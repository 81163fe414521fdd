import { CelError } from '../errors.ts';
import { CelList, type CelValue, isCelMap, Optional } from '../values.ts';
import { fn, member, type Overload } from './signature.ts';

/**
 * Functions of values that may be absent.
 *
 * @see https://pkg.go.dev/github.com/google/cel-go/cel#OptionalTypes
 */
export const OPTIONALS: readonly Overload[] = [
  fn('optional.of', ['dyn'], (value) => new Optional(value)),
  fn('optional.none', [], () => Optional.NONE),
  fn('optional.ofNonZeroValue', ['dyn'], (value) => (isZero(value) ? Optional.NONE : new Optional(value))),
  fn('optional.unwrap', ['list'], unwrapped),
  member('unwrapOpt', ['list'], unwrapped),
  member('hasValue', ['optional'], ({ value }) => value !== undefined),
  member('value', ['optional'], ({ value }) => {
    if (value === undefined) throw new CelError('optional.none() dereference');
    return value;
  }),
  member('or', ['optional', 'optional'], (one, other) => (one.value === undefined ? other : one)),
  member('orValue', ['optional', 'dyn'], ({ value }, otherwise) => value ?? (value === null ? null : otherwise)),
];

function unwrapped({ items }: CelList): CelList {
  return new CelList(
    items.flatMap((item) => (item instanceof Optional ? (item.value === undefined ? [] : [item.value]) : [item])),
  );
}

function isZero(value: CelValue): boolean {
  if (value instanceof CelList) return value.items.length === 0;
  if (isCelMap(value)) return value.size === 0;
  if (value instanceof Uint8Array) return value.length === 0;
  return value === null || value === false || value === '' || value === 0 || value === 0n;
}
