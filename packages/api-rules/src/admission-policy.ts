import type { IVariable } from 'kubernetes-models/admissionregistration.k8s.io/v1/Variable';
import type { Loose } from './kinds.ts';
import { matchConditionViolations } from './match-conditions.ts';
import { type FieldViolation, quote, required, type Violations } from './violation.ts';

type Variable = Loose<IVariable>;

/** What validating and mutating admission policies have in common. */
interface Policy {
  readonly matchConstraints: { readonly resourceRules?: readonly unknown[] } | undefined;
  readonly matchConditions: readonly { readonly expression?: string }[];
  readonly variables: readonly Variable[];
}

/** What is wrong with what an admission policy is for, and with its variables. Its expressions are not compiled. */
export function* policyViolations({ matchConstraints, matchConditions, variables }: Policy): Violations {
  if (matchConstraints !== undefined && (matchConstraints.resourceRules ?? []).length === 0) {
    yield required('spec.matchConstraints.resourceRules', 'List the resources that it is for.');
  }
  yield* matchConditionViolations(matchConditions, 'spec.matchConditions');
  yield* variableViolations(variables);
}

const IDENTIFIER = /^[_a-zA-Z][_a-zA-Z0-9]*$/;
const RESERVED = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

function* variableViolations(variables: readonly Variable[]): Generator<FieldViolation> {
  for (const [index, { name = '', expression = '' }] of variables.entries()) {
    const path = `spec.variables[${index}]`;
    if (name !== '' && (!IDENTIFIER.test(name) || RESERVED.has(name))) {
      const problem = `${quote(name)} is not an identifier of CEL.`;
      yield { field: `${path}.name`, problem, remedy: 'Use letters, digits and "_", with no digit first.' };
    }
    if (isBlank(expression)) yield required(`${path}.expression`, 'Give an expression.');
  }
}

/** Whether a text is there, and says nothing. */
export function isBlank(text: string): boolean {
  return text !== '' && text.trim() === '';
}
