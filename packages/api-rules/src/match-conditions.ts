import { required, type Violations } from './violation.ts';

const MAX_CONDITIONS = 64;

/** What is wrong with the conditions on which a webhook or an admission policy is asked: their expressions are not looked into. */
export function* matchConditionViolations(
  conditions: readonly { readonly expression?: string }[],
  path: string,
): Violations {
  if (conditions.length > MAX_CONDITIONS) {
    const problem = `There are ${conditions.length}, and ${MAX_CONDITIONS} are the most.`;
    yield { code: 'FieldValueTooMany', field: path, problem, remedy: 'Join some with "&&".' };
  }
  for (const [index, { expression = '' }] of conditions.entries()) {
    if (expression !== '' && expression.trim() === '') {
      yield required(`${path}[${index}].expression`, 'Give an expression.');
    }
  }
}
