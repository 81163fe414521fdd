import { type RegularExpression, RegularExpressions } from '../../regular-expression.ts';
import { CelError } from '../errors.ts';
import { CelList } from '../values.ts';
import { fn, member, type Overload } from './signature.ts';

const EXPRESSIONS = new RegularExpressions();

/**
 * Functions of regular expressions.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-regex-library
 */
export const REGULAR_EXPRESSIONS: readonly Overload[] = [
  fn('matches', ['string', 'string'], (text, expression) => compiled(expression).matches(text)),
  member('matches', ['string', 'string'], (text, expression) => compiled(expression).matches(text)),
  member('find', ['string', 'string'], (text, expression) => compiled(expression).findAll(text)[0] ?? ''),
  member('findAll', ['string', 'string'], (text, expression) => new CelList(compiled(expression).findAll(text))),
  member('findAll', ['string', 'string', 'int'], (text, expression, most) => {
    const found = compiled(expression).findAll(text);
    return new CelList(most < 0n ? found : found.slice(0, Number(most)));
  }),
];

function compiled(text: string): RegularExpression {
  const expression = EXPRESSIONS.get(text);
  if (expression === undefined) throw new CelError(`Illegal regex: ${text}`);
  return expression;
}
