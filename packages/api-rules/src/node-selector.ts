/** What is wrong with the terms by which nodes are selected. */
import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import type { INodeSelectorTerm } from 'kubernetes-models/v1/NodeSelectorTerm';
import type { Loose } from './kinds.ts';
import { labelKeyViolations, labelValueViolations } from './selector.ts';
import { invalid, quote, type Violations } from './violation.ts';

type Term = Loose<INodeSelectorTerm>;
type Requirement = NonNullable<Term['matchExpressions']>[number];

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];

/** What is wrong with the operators of a term, and with keys that are missing. Where the tables of fields judge these, it is not asked. */
export function* operatorViolations({ matchExpressions = [], matchFields = [] }: Term, path: string): Violations {
  for (const [index, { key = '', operator = '' }] of matchExpressions.entries()) {
    const childPath = `${path}.matchExpressions[${index}]`;
    if (key === '') yield* labelKeyViolations(`${childPath}.key`, key);
    if (OPERATORS.includes(operator)) continue;
    const problem = `${quote(operator)} is not an operator.`;
    yield { field: `${childPath}.operator`, problem, remedy: `Use one of ${OPERATORS.join(', ')}.` };
  }
  for (const [index, { key = '', operator = '' }] of matchFields.entries()) {
    const childPath = `${path}.matchFields[${index}]`;
    if (!OPERATORS.includes(operator)) yield fieldOperatorViolation(operator, childPath);
    if (key === '') yield fieldKeyViolation(key, childPath);
  }
}

/**
 * What is wrong with a term, apart from what {@link operatorViolations} finds.
 *
 * @param strict whether values that could be no label are refused: where nodes are required, and not preferred.
 */
export function* termViolations(
  { matchExpressions = [], matchFields = [] }: Term,
  path: string,
  strict: boolean,
): Violations {
  for (const [index, requirement] of matchExpressions.entries()) {
    const childPath = `${path}.matchExpressions[${index}]`;
    if ((requirement.key ?? '') !== '') yield* labelKeyViolations(`${childPath}.key`, requirement.key);
    yield* valueCountViolations(requirement, `${childPath}.values`);
    for (const [at, value] of (strict ? (requirement.values ?? []) : []).entries()) {
      yield* labelValueViolations(`${childPath}.values[${at}]`, value);
    }
  }
  for (const [index, requirement] of matchFields.entries()) {
    yield* fieldViolations(requirement, `${path}.matchFields[${index}]`);
  }
}

function* valueCountViolations({ operator = '', values = [] }: Requirement, field: string): Violations {
  if ((operator === 'In' || operator === 'NotIn') && values.length === 0) {
    const problem = `"${operator}" needs values, and has none.`;
    yield { code: 'FieldValueRequired', field, problem, remedy: 'List the values.' };
  } else if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0) {
    const problem = `"${operator}" takes no values.`;
    yield { code: 'FieldValueForbidden', field, problem, remedy: 'Remove the values.' };
  } else if ((operator === 'Gt' || operator === 'Lt') && values.length !== 1) {
    const problem = `"${operator}" takes one value, and has ${values.length}.`;
    yield { code: 'FieldValueRequired', field, problem, remedy: 'Give one number.' };
  }
}

/** A field of the node can only be its name. */
function* fieldViolations({ key = '', operator = '', values = [] }: Requirement, path: string): Violations {
  if (operator !== 'In' && operator !== 'NotIn') {
    if (OPERATORS.includes(operator)) yield fieldOperatorViolation(operator, path);
  } else if (values.length !== 1) {
    const problem = `A field takes one value, and has ${values.length}.`;
    const remedy = 'Give the name of one node.';
    yield { code: 'FieldValueRequired', field: `${path}.values`, problem, remedy };
  }
  if (key !== 'metadata.name') {
    if (key !== '') yield fieldKeyViolation(key, path);
    return;
  }
  for (const [index, value] of values.entries()) {
    yield* invalid(`${path}.values[${index}]`, dnsSubdomainProblem(value), 'Give the name of a node.');
  }
}

function fieldOperatorViolation(operator: string, path: string) {
  const problem = `${quote(operator)} is not an operator for a field.`;
  return { field: `${path}.operator`, problem, remedy: 'Use "In" or "NotIn".' };
}

function fieldKeyViolation(key: string, path: string) {
  const problem = `${quote(key)} is not a field to select by.`;
  return { field: `${path}.key`, problem, remedy: 'Use "metadata.name".' };
}
