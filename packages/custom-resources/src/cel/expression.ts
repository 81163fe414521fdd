import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { NotJudged } from './errors.ts';
import { evaluate } from './evaluate.ts';
import type { Scope } from './scope.ts';
import type { CelValue } from './values.ts';

/** Of the library only the grammar is used: it has neither the types of a schema nor all macros and functions of a server. */
const GRAMMAR = new Environment({ unlistedVariablesAreDyn: true, enableOptionalTypes: true });

/** An expression of the Common Expression Language, parsed once. */
export class Expression {
  readonly #node: ASTNode | NotJudged;

  constructor(text: string) {
    this.#node = parsed(text);
  }

  /** Whether it names a variable. */
  mentions(variable: string): boolean {
    return !(this.#node instanceof NotJudged) && hasVariable(this.#node, variable);
  }

  /**
   * The value.
   *
   * @throws CelError where a server has no value either; {@link NotJudged} where only a server has one.
   */
  evaluate(scope: Scope): CelValue {
    if (this.#node instanceof NotJudged) throw this.#node;
    return evaluate(this.#node, scope);
  }
}

function parsed(text: string): ASTNode | NotJudged {
  try {
    return GRAMMAR.parse(text).ast;
  } catch (error) {
    const [reason = ''] = error instanceof Error ? error.message.split('\n') : [];
    return new NotJudged(`It cannot be parsed here: ${reason}.`);
  }
}

/** Whether a variable of that name is in the tree of an expression. */
function hasVariable(node: unknown, name: string): boolean {
  if (Array.isArray(node)) return node.some((each) => hasVariable(each, name));
  if (typeof node !== 'object' || node === null || !('op' in node) || !('args' in node)) return false;
  return node.op === 'id' ? node.args === name : hasVariable(node.args, name);
}
