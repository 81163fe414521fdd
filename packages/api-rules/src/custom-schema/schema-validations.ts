import { notSupported, required } from '../violation.ts';
import { fieldAt } from './field-path.ts';
import type { SchemaProps } from './schema-props.ts';
import type { Report } from './structural-schema.ts';

const REASONS = ['FieldValueDuplicate', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueRequired'];
const LINE_BREAK = /[\r\n]/;

/** What is wrong with `x-kubernetes-validations` by their form: their expressions are not looked into. */
export function reportValidations(schema: SchemaProps, path: string, report: Report): void {
  for (const [index, validation] of schema['x-kubernetes-validations']?.entries() ?? []) {
    const { rule = '', message = '', messageExpression = '', fieldPath = '', reason } = validation;
    const at = `${path}.x-kubernetes-validations[${index}]`;
    for (const each of notSupported(`${at}.reason`, reason, REASONS)) report(each);
    if (rule.trim() === '') report(required(`${at}.rule`, 'Give the expression.'));
    else if (message !== '' && message.trim() === '') report(blank(`${at}.message`));
    else if (LINE_BREAK.test(message.trim())) report(broken(`${at}.message`));
    else if (LINE_BREAK.test(rule.trim()) && message === '') {
      const remedy = 'Say what is wrong where the rule does not hold.';
      report({ ...required(`${at}.message`, remedy), problem: 'A rule of several lines has no message.' });
    }
    if (messageExpression !== '' && messageExpression.trim() === '') {
      report({ ...blank(`${at}.messageExpression`), code: 'FieldValueRequired' });
    }
    if (fieldPath === '') continue;
    if (fieldPath.trim() === '') report(blank(`${at}.fieldPath`));
    if (LINE_BREAK.test(fieldPath)) report(broken(`${at}.fieldPath`));
    const problem = fieldAt(fieldPath, schema, { brackets: true }).problem;
    if (problem !== undefined) report({ field: `${at}.fieldPath`, problem, remedy: 'Name a field of this schema.' });
  }
}

function blank(field: string) {
  return { field, problem: 'It is blank.', remedy: 'Remove it, or say something.' };
}

function broken(field: string) {
  return { field, problem: 'It has several lines.', remedy: 'Write it in one line.' };
}
