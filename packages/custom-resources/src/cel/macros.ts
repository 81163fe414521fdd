import type { ASTNode } from '@marcbachmann/cel-js';
import { compared } from './equality.ts';
import { CelError, NotJudged, noOverload } from './errors.ts';
import type { Scope } from './scope.ts';
import { CelList, type CelMap, type CelValue, isCelMap, LiteralMap, Optional } from './values.ts';

/** How expressions are evaluated: it calls macros, so that it is not imported here. */
interface Evaluation {
  readonly scope: Scope;
  readonly evaluate: (node: ASTNode, scope: Scope) => CelValue;
}

/** A call whose arguments are expressions with variables of their own. */
type Macro = (target: CelValue, args: readonly ASTNode[], evaluation: Evaluation) => CelValue;

/**
 * The macros by name and number of arguments, those with two variables too.
 *
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#macros
 * @see https://pkg.go.dev/github.com/google/cel-go/ext#TwoVarComprehensions
 */
export const MACROS: ReadonlyMap<string, Macro> = new Map<string, Macro>([
  ...withVariables('all', (target, args, evaluation) => decided(iterations(target, args, evaluation), false)),
  ...withVariables('exists', (target, args, evaluation) => decided(iterations(target, args, evaluation), true)),
  ...withVariables('exists_one', isOne),
  ...withVariables('existsOne', isOne),
  ['filter/2', filtered],
  ['map/2', mapped],
  ['map/3', mapped],
  ['transformList/3', mappedByTwo],
  ['transformList/4', mappedByTwo],
  ['transformMap/3', transformedMap],
  ['transformMap/4', transformedMap],
  ['transformMapEntry/3', transformedEntries],
  ['transformMapEntry/4', transformedEntries],
  ['sortBy/2', sortedBy],
  [
    'optMap/2',
    (target, args, evaluation) => optionallyMapped(target, args, evaluation, (value) => new Optional(value)),
  ],
  ['optFlatMap/2', (target, args, evaluation) => optionallyMapped(target, args, evaluation, (value) => value)],
]);

function withVariables(name: string, macro: Macro): (readonly [string, Macro])[] {
  return [
    [`${name}/2`, macro],
    [`${name}/3`, macro],
  ];
}

/** One turn of a macro: the last expressions of its arguments, evaluated with the variables of the turn. */
interface Turn {
  readonly key: CelValue;
  readonly value: CelValue;
  readonly run: (node: ASTNode) => CelValue;
  /** The last argument. */
  readonly body: ASTNode;
  /** The condition before it, if there is one. */
  readonly condition: ASTNode | undefined;
}

/** The turns over a list or map, with one variable (the entry, or the key of a map) or two (index and entry, key and value). */
function* turns(
  target: CelValue,
  args: readonly ASTNode[],
  { scope, evaluate }: Evaluation,
  variables: 1 | 2,
): Generator<Turn> {
  const names = args.slice(0, variables).map((node) => {
    if (node.op === 'id') return node.args;
    throw new NotJudged('It has a macro whose variable is no name.');
  });
  const [first = '', second] = names;
  const body = args.at(-1);
  if (body === undefined) throw new NotJudged('It has a macro without arguments.');
  const condition = args.length === variables + 2 ? args[variables] : undefined;
  for (const [key, value] of entriesOf(target)) {
    const single = isCelMap(target) ? key : value;
    const inner = second === undefined ? scope.with(first, single) : scope.with(first, key).with(second, value);
    yield { key, value: single, run: (node) => evaluate(node, inner), body, condition };
  }
}

function* entriesOf(target: CelValue): Generator<readonly [CelValue, CelValue]> {
  if (target instanceof CelList) {
    for (const [index, item] of target.items.entries()) yield [BigInt(index), item];
  } else if (isCelMap(target)) yield* entriesOfMap(target);
  else throw noOverload('a macro');
}

function* entriesOfMap(map: CelMap): Generator<readonly [CelValue, CelValue]> {
  for (const key of map.keys()) yield [key, map.get(key) ?? null];
}

/** The truths of the predicate, with one variable or two. */
function* iterations(target: CelValue, args: readonly ASTNode[], evaluation: Evaluation): Generator<() => boolean> {
  for (const { run, body } of turns(target, args, evaluation, args.length === 3 ? 2 : 1)) {
    yield () => truth(run(body));
  }
}

function truth(value: CelValue): boolean {
  if (typeof value === 'boolean') return value;
  throw noOverload('a predicate');
}

/** Whether one of the predicates has the deciding value: errors of others do not count then. */
function decided(predicates: Iterable<() => boolean>, deciding: boolean): boolean {
  let failure: CelError | NotJudged | undefined;
  for (const predicate of predicates) {
    try {
      if (predicate() === deciding) return deciding;
    } catch (error) {
      if (!(error instanceof CelError || error instanceof NotJudged)) throw error;
      if (failure === undefined || error instanceof NotJudged) failure = error;
    }
  }
  if (failure !== undefined) throw failure;
  return !deciding;
}

function isOne(target: CelValue, args: readonly ASTNode[], evaluation: Evaluation): boolean {
  let count = 0;
  for (const predicate of iterations(target, args, evaluation)) if (predicate()) count += 1;
  return count === 1;
}

function filtered(target: CelValue, args: readonly ASTNode[], evaluation: Evaluation): CelList {
  const kept = Array.from(turns(target, args, evaluation, 1)).filter(({ run, body }) => truth(run(body)));
  return new CelList(kept.map(({ value }) => value));
}

function mapped(target: CelValue, args: readonly ASTNode[], evaluation: Evaluation): CelList {
  return new CelList(transformed(turns(target, args, evaluation, 1)).map(([, value]) => value));
}

function mappedByTwo(target: CelValue, args: readonly ASTNode[], evaluation: Evaluation): CelList {
  return new CelList(transformed(turns(target, args, evaluation, 2)).map(([, value]) => value));
}

function transformedMap(target: CelValue, args: readonly ASTNode[], evaluation: Evaluation): LiteralMap {
  return new LiteralMap(transformed(turns(target, args, evaluation, 2)));
}

function transformedEntries(target: CelValue, args: readonly ASTNode[], evaluation: Evaluation): LiteralMap {
  const entries = transformed(turns(target, args, evaluation, 2)).flatMap(([, map]) => {
    if (!isCelMap(map)) throw noOverload('transformMapEntry');
    return [...entriesOfMap(map)];
  });
  const made = new LiteralMap(entries);
  if (made.size < entries.length) throw new CelError('insert failed: key already exists');
  return made;
}

/** The keys, and what became of the values; without those that do not fit the condition. */
function transformed(all: Iterable<Turn>): readonly (readonly [CelValue, CelValue])[] {
  return Array.from(all).flatMap(({ key, run, body, condition }) =>
    condition === undefined || truth(run(condition)) ? [[key, run(body)] as const] : [],
  );
}

function sortedBy(target: CelValue, args: readonly ASTNode[], evaluation: Evaluation): CelList {
  const keyed = Array.from(turns(target, args, evaluation, 1), ({ value, run, body }) => ({ value, key: run(body) }));
  return new CelList(keyed.sort((one, other) => order(one.key, other.key)).map(({ value }) => value));
}

/** The order of two values for sorting. */
export function order(one: CelValue, other: CelValue): number {
  const difference = compared(one, other);
  if (difference === undefined) throw noOverload('sort');
  return difference;
}

function optionallyMapped(
  target: CelValue,
  [name, body]: readonly ASTNode[],
  { scope, evaluate }: Evaluation,
  wrap: (value: CelValue) => CelValue,
): CelValue {
  if (!(target instanceof Optional) || name?.op !== 'id' || body === undefined) throw noOverload('optMap');
  return target.value === undefined ? Optional.NONE : wrap(evaluate(body, scope.with(name.args, target.value)));
}
