import { CelError, NotJudged } from '../errors.ts';
import type { Evaluation } from '../evaluation.ts';
import type { CelValue } from '../values.ts';
import { CONVERSIONS } from './conversions.ts';
import { FORMATS } from './formats.ts';
import { LISTS } from './lists.ts';
import { NETWORKS } from './networks.ts';
import { OPTIONALS } from './optionals.ts';
import { QUANTITIES } from './quantities.ts';
import { REGULAR_EXPRESSIONS } from './regular-expressions.ts';
import { SEMVERS } from './semvers.ts';
import { type Overload, takes } from './signature.ts';
import { STRINGS } from './strings.ts';
import { TIMES } from './times.ts';
import { URLS } from './urls.ts';

/**
 * The functions that an API server knows, besides operators and macros.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#cel-options-language-features-and-libraries
 */
const OVERLOADS: readonly Overload[] = [
  ...[...CONVERSIONS, ...STRINGS, ...LISTS, ...REGULAR_EXPRESSIONS, ...URLS, ...NETWORKS, ...QUANTITIES, ...SEMVERS],
  ...[...FORMATS, ...TIMES, ...OPTIONALS],
];

const FUNCTIONS = byName(OVERLOADS.filter(({ isMember }) => !isMember));
const MEMBERS = byName(OVERLOADS.filter(({ isMember }) => isMember));

/** What stands before the dot of functions that are no members: `sets.contains(…)`. */
export const NAMESPACES: ReadonlySet<string> = new Set(['cel', 'format', 'ip', 'lists', 'optional', 'sets', 'strings']);

/** What a function gives. */
export function callFunction(name: string, args: readonly CelValue[], evaluation: Evaluation): CelValue {
  return call(name, FUNCTIONS.get(name), args, evaluation);
}

/** What a function of a receiver gives. */
export function callMember(
  name: string,
  receiver: CelValue,
  args: readonly CelValue[],
  evaluation: Evaluation,
): CelValue {
  return call(name, MEMBERS.get(name), [receiver, ...args], evaluation);
}

function call(
  name: string,
  overloads: readonly Overload[] = [],
  args: readonly CelValue[],
  evaluation: Evaluation,
): CelValue {
  const fitting = overloads.find((each) => takes(each, args));
  if (fitting === undefined) throw new NotJudged(`It calls ${name} in a way that is not known here.`);
  try {
    return fitting.call(args, evaluation);
  } catch (error) {
    if (error instanceof CelError || error instanceof NotJudged) throw error;
    throw new NotJudged(`It calls ${name}, which failed here.`);
  }
}

function byName(overloads: readonly Overload[]): ReadonlyMap<string, readonly Overload[]> {
  const named = new Map<string, Overload[]>();
  for (const each of overloads) named.set(each.name, [...(named.get(each.name) ?? []), each]);
  return named;
}
