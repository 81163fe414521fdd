import { describe, expect, it } from 'vitest';
import { FAILING, FALSE, OBJECT, SCHEMA, TRUE } from '../../test-data/expressions.ts';
import { Schema } from '../schema/schema.ts';
import { CelError, NotJudged } from './errors.ts';
import { Expression } from './expression.ts';
import { fromObject } from './from-object.ts';
import { Scope } from './scope.ts';

/** What an expression gives: a value, or the name of its error. */
function resultOf(text: string): unknown {
  const scope = new Scope('self', fromObject(OBJECT, new Schema(SCHEMA)));
  try {
    return new Expression(text).evaluate(scope);
  } catch (error) {
    if (error instanceof CelError || error instanceof NotJudged) return error.name;
    throw error;
  }
}

describe('an expression of a rule, as a server evaluates it,', () => {
  it.each(TRUE)('is true: %s', (text) => expect(resultOf(text)).toBe(true));
  it.each(FALSE)('is false: %s', (text) => expect(resultOf(text)).toBe(false));
  it.each(FAILING)('has no value: %s', (text) => expect(resultOf(text)).toBe('CelError'));
});

describe('an expression that only a server can evaluate', () => {
  it.each([
    ['is of a syntax that is not known here', 'self.'],
    ['calls a function that is not known here', 'self.text.unheardOf()'],
    ['calls a function with other types than are known here', 'self.number.split(",")'],
    ['uses a variable that is not known here', 'request.name == ""'],
    ['makes a list of optional values', '[?self.?text].size() == 1'],
    ['has such an operand beside an error', 'self.map["z"] == "1" || self.text.unheardOf()'],
  ])('%s: it is not judged', (_, text) => expect(resultOf(text)).toBe('NotJudged'));

  it('does not count where another operand decides', () => {
    expect(resultOf('self.truth || self.text.unheardOf()')).toBe(true);
    expect(resultOf('self.words.exists(w, w == "a" || w.unheardOf())')).toBe(true);
  });
});
