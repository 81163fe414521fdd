import type { ASTNode } from '@marcbachmann/cel-js';
import { isEqual } from './equality.ts';
import { CelError, NotJudged, noOverload } from './errors.ts';
import { callFunction, callMember, NAMESPACES } from './functions/index.ts';
import { MACROS } from './macros.ts';
import {
  type Arithmetic,
  type Comparison,
  calculate,
  checkedInt,
  checkedUint,
  compare,
  isIn,
  negated,
} from './operators.ts';
import type { Scope } from './scope.ts';
import { CelList, CelType, type CelValue, isCelMap, LiteralMap, Optional } from './values.ts';

/** The names of types, where an expression writes one as a value: `type(self) == string`. */
const TYPE_NAMES: ReadonlySet<string> = new Set([
  ...['bool', 'bytes', 'double', 'int', 'list', 'map', 'null_type', 'string', 'type', 'uint'],
]);

/**
 * The value of an expression.
 *
 * @throws CelError where a server has no value either; {@link NotJudged} where only a server has one.
 */
export function evaluate(node: ASTNode, scope: Scope): CelValue {
  scope.evaluation.step();
  switch (node.op) {
    case 'value':
      return literal(node.args);
    case 'id':
      return variable(node.args, scope);
    case '.':
      return selected(evaluate(node.args[0], scope), node.args[1]);
    case '.?':
      return optionallyFound(evaluate(node.args[0], scope), node.args[1]);
    case '[]':
      return selected(evaluate(node.args[0], scope), evaluate(node.args[1], scope));
    case '[?]':
      return optionallyFound(evaluate(node.args[0], scope), evaluate(node.args[1], scope));
    case 'list':
      return new CelList(node.args.map((item) => evaluate(item, scope)));
    case 'map':
      return new LiteralMap(node.args.map(([key, value]) => [evaluate(key, scope), evaluate(value, scope)]));
    case 'call':
      return called(node.args[0], node.args[1], scope);
    case 'rcall':
      return memberCalled(node.args[0], node.args[1], node.args[2], scope);
    case '?:':
      return evaluate(bool(evaluate(node.args[0], scope), '?:') ? node.args[1] : node.args[2], scope);
    case '&&':
      return logical(node.args, false, scope);
    case '||':
      return logical(node.args, true, scope);
    case '!_':
      return !bool(evaluate(node.args, scope), '!');
    case '-_':
      // The least integer is written as the greatest one plus one, with a sign.
      return node.args.op === 'value' && typeof node.args.args === 'bigint'
        ? checkedInt(-node.args.args)
        : negated(evaluate(node.args, scope));
    default:
      return binary(node.op, evaluate(node.args[0], scope), evaluate(node.args[1], scope));
  }
}

type Literal = Extract<ASTNode, { op: 'value' }>['args'];

function literal(value: Literal): CelValue {
  if (typeof value === 'bigint') return checkedInt(value);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return checkedUint(value.value);
}

function variable(name: string, scope: Scope): CelValue {
  const value = scope.get(name);
  if (value !== undefined) return value;
  if (TYPE_NAMES.has(name)) return new CelType(name);
  throw new NotJudged(`It uses "${name}", which is not known here.`);
}

/** The value of a field or key, or the entry of a list. */
function selected(target: CelValue, key: CelValue): CelValue {
  if (target instanceof Optional) return optionallyFound(target, key);
  const found = entryOf(target, key);
  if (found !== undefined) return found;
  throw new CelError(target instanceof CelList ? `index out of bounds: ${String(key)}` : `no such key: ${String(key)}`);
}

function optionallyFound(target: CelValue, key: CelValue): Optional {
  const value = target instanceof Optional ? target.value : target;
  if (value === undefined) return Optional.NONE;
  const found = entryOf(value, key);
  return found === undefined ? Optional.NONE : new Optional(found);
}

function entryOf(target: CelValue, key: CelValue): CelValue | undefined {
  if (isCelMap(target)) return target.get(key);
  if (!(target instanceof CelList)) throw noOverload('select');
  const index = typeof key === 'bigint' ? Number(key) : typeof key === 'number' ? key : Number.NaN;
  if (!Number.isInteger(index)) throw noOverload('index');
  return index < 0 ? undefined : target.items[index];
}

function called(name: string, args: readonly ASTNode[], scope: Scope): CelValue {
  const [field] = args;
  if (name === 'has' && args.length === 1 && (field?.op === '.' || field?.op === '.?')) {
    return optionallyFound(evaluate(field.args[0], scope), field.args[1]).value !== undefined;
  }
  return callFunction(
    name,
    args.map((each) => evaluate(each, scope)),
    scope.evaluation,
  );
}

function memberCalled(name: string, receiver: ASTNode, args: readonly ASTNode[], scope: Scope): CelValue {
  if (receiver.op === 'id' && NAMESPACES.has(receiver.args) && scope.get(receiver.args) === undefined) {
    if (receiver.args === 'cel') return bound(name, args, scope);
    return callFunction(
      `${receiver.args}.${name}`,
      args.map((each) => evaluate(each, scope)),
      scope.evaluation,
    );
  }
  const macro = MACROS.get(`${name}/${args.length}`);
  const target = evaluate(receiver, scope);
  if (macro !== undefined) return macro(target, args, { scope, evaluate });
  return callMember(
    name,
    target,
    args.map((each) => evaluate(each, scope)),
    scope.evaluation,
  );
}

/** `cel.bind(name, value, expression)`: the expression with one more variable. */
function bound(name: string, [variableName, value, expression]: readonly ASTNode[], scope: Scope): CelValue {
  if (name !== 'bind' || variableName?.op !== 'id' || value === undefined || expression === undefined) {
    throw new NotJudged(`It calls cel.${name}, which is not known here.`);
  }
  return evaluate(expression, scope.with(variableName.args, evaluate(value, scope)));
}

/**
 * `&&` or `||`: an operand that decides does so whatever the other one is, also an error.
 *
 * @param deciding the value that decides.
 */
function logical([left, right]: readonly [ASTNode, ASTNode], deciding: boolean, scope: Scope): boolean {
  const first = outcome(left, scope);
  if (first === deciding) return deciding;
  const second = outcome(right, scope);
  if (second === deciding) return deciding;
  throwFirst([first, second]);
  return !deciding;
}

/** The truth of an expression, or the error instead of one. */
export type Outcome = boolean | CelError | NotJudged;

/** The truth of an expression, or its error. */
export function outcome(node: ASTNode, scope: Scope): Outcome {
  try {
    return bool(evaluate(node, scope), 'a condition');
  } catch (error) {
    if (error instanceof CelError || error instanceof NotJudged) return error;
    throw error;
  }
}

/** Throws the error among the outcomes, if there is one: that nothing is known counts more than that a server has no value. */
export function throwFirst(outcomes: readonly Outcome[]): void {
  const errors = outcomes.filter((each) => typeof each !== 'boolean');
  const first = errors.find((each) => each instanceof NotJudged) ?? errors[0];
  if (first !== undefined) throw first;
}

function bool(value: CelValue, where: string): boolean {
  if (typeof value === 'boolean') return value;
  throw noOverload(where);
}

function binary(operator: '==' | '!=' | 'in' | Comparison | Arithmetic, one: CelValue, other: CelValue): CelValue {
  switch (operator) {
    case '==':
      return isEqual(one, other);
    case '!=':
      return !isEqual(one, other);
    case 'in':
      return isIn(one, other);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compare(operator, one, other);
    default:
      return calculate(operator, one, other);
  }
}
