import type { RegularExpressions } from '../../regular-expression.ts';
import type { Evaluation } from '../evaluation.ts';
import { type CelValue, type TypeName, type Types, typeOf } from '../values.ts';

/** A function of expressions for arguments of certain types; the first one of a member function is its receiver. */
export interface Overload {
  readonly name: string;
  readonly isMember: boolean;
  readonly types: readonly TypeName[];
  readonly call: (args: readonly CelValue[], evaluation: Evaluation) => CelValue;
}

type Arguments<Names extends readonly TypeName[]> = { -readonly [Index in keyof Names]: Types[Names[Index]] };

/** A function: `isURL(text)`. */
export function fn<const Names extends readonly TypeName[]>(
  name: string,
  types: Names,
  call: (...args: Arguments<Names>) => CelValue,
): Overload {
  // The arguments are of these types whenever it is called: see takes().
  return { name, isMember: false, types, call: (args) => call(...(args as Arguments<Names>)) };
}

/** A function of a receiver: `text.split(separator)`. */
export function member<const Names extends readonly TypeName[]>(
  name: string,
  types: Names,
  call: (...args: Arguments<Names>) => CelValue,
): Overload {
  return { ...fn(name, types, call), isMember: true };
}

/** A function of texts that needs the regular expressions that were compiled before. */
export function withExpressions<const Names extends readonly TypeName[]>(
  name: string,
  types: Names,
  call: (expressions: RegularExpressions, ...args: Arguments<Names>) => CelValue,
): Overload {
  // The arguments are of these types whenever it is called: see takes().
  const called: Overload['call'] = (args, { expressions }) => call(expressions, ...(args as Arguments<Names>));
  return { name, isMember: true, types, call: called };
}

/** Whether an overload is for arguments of these types. */
export function takes({ types }: Overload, args: readonly CelValue[]): boolean {
  return (
    types.length === args.length && types.every((type, index) => type === 'dyn' || type === typeOf(args[index] ?? null))
  );
}
