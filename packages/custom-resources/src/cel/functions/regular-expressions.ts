import type { RegularExpression, RegularExpressions } from '../../regular-expression.ts';
import { CelError } from '../errors.ts';
import { CelList } from '../values.ts';
import { type Overload, withExpressions } from './signature.ts';

const matches = withExpressions('matches', ['string', 'string'], (expressions, text, expression) =>
  compiled(expressions, expression).matches(text),
);

/**
 * Functions of regular expressions.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-regex-library
 */
export const REGULAR_EXPRESSIONS: readonly Overload[] = [
  matches,
  { ...matches, isMember: false },
  withExpressions('find', ['string', 'string'], (expressions, text, expression) => {
    return compiled(expressions, expression).findAll(text)[0] ?? '';
  }),
  withExpressions('findAll', ['string', 'string'], (expressions, text, expression) => {
    return new CelList(compiled(expressions, expression).findAll(text));
  }),
  withExpressions('findAll', ['string', 'string', 'int'], (expressions, text, expression, most) => {
    const found = compiled(expressions, expression).findAll(text);
    return new CelList(most < 0n ? found : found.slice(0, Number(most)));
  }),
];

function compiled(expressions: RegularExpressions, text: string): RegularExpression {
  const expression = expressions.get(text);
  if (expression === undefined) throw new CelError(`Illegal regex: ${text}`);
  return expression;
}
