import { formatStep, labelKeyProblem, labelValueProblem } from '@k8s-blocks/manifest';
import type { LabelSelector, StringMap } from './kinds.ts';
import { type FieldViolation, invalid, quote, type Violations } from './violation.ts';

const KEY_REMEDY = 'Use letters, digits, "-", "_" and ".", at most 63, optionally after a DNS subdomain and "/".';
const VALUE_REMEDY = 'Use letters, digits, "-", "_" and ".", at most 63, with a letter or digit at both ends.';

/** What is wrong with a map of labels: with those of an object, or with those that a selector asks for. */
export function labelViolations(labels: StringMap | undefined, path: string): Violations {
  const violations: FieldViolation[] = [];
  for (const key in labels) {
    const ofKey = labelKeyProblem(key);
    const ofValue = labelValueProblem(labels[key] ?? '');
    if (ofKey === undefined && ofValue === undefined) continue;
    violations.push(...invalid(path + formatStep(key), ofKey, KEY_REMEDY));
    violations.push(...invalid(path + formatStep(key), ofValue, VALUE_REMEDY));
  }
  return violations;
}

/** What is wrong with the key of a label, where it stands as a value. */
export function labelKeyViolations(field: string, key: string | undefined): Violations {
  return invalid(field, labelKeyProblem(key ?? ''), KEY_REMEDY);
}

/** What is wrong with the value of a label, where it stands alone. */
export function labelValueViolations(field: string, value: string | undefined): Violations {
  return invalid(field, labelValueProblem(value ?? ''), VALUE_REMEDY);
}

/** What is wrong with a label selector. Absent is right. */
export function selectorViolations(selector: LabelSelector | undefined, path: string): Violations {
  if (selector === undefined) return [];
  const ofLabels = labelViolations(selector.matchLabels, `${path}.matchLabels`);
  const { matchExpressions } = selector;
  return matchExpressions === undefined ? ofLabels : [...ofLabels, ...expressionViolations(matchExpressions, path)];
}

type Expressions = NonNullable<LabelSelector['matchExpressions']>;

function* expressionViolations(expressions: Expressions, path: string): Violations {
  for (const [index, { key, operator, values = [] }] of expressions.entries()) {
    const childPath = `${path}.matchExpressions[${index}]`;
    yield* labelKeyViolations(`${childPath}.key`, key);
    yield* operatorViolations(childPath, operator, values);
    for (const [at, value] of values.entries()) yield* labelValueViolations(`${childPath}.values[${at}]`, value);
  }
}

function* operatorViolations(path: string, operator = '', values: readonly string[]): Generator<FieldViolation> {
  const known = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
  if (!known.includes(operator)) {
    const remedy = 'Use "In", "NotIn", "Exists" or "DoesNotExist".';
    yield { field: `${path}.operator`, problem: `${quote(operator)} is not an operator of a selector.`, remedy };
  } else if (operator.endsWith('In') && values.length === 0) {
    const problem = `"${operator}" needs values, and has none.`;
    yield { code: 'FieldValueRequired', field: `${path}.values`, problem, remedy: 'List the values.' };
  } else if (!operator.endsWith('In') && values.length > 0) {
    const problem = `"${operator}" takes no values, and has ${quote(values)}.`;
    yield {
      code: 'FieldValueForbidden',
      field: `${path}.values`,
      problem,
      remedy: 'Remove the values, or use "In" or "NotIn".',
    };
  }
}

/** Whether a selector that is right picks labels. An empty selector picks all. */
export function selects(selector: LabelSelector, labels: StringMap): boolean {
  for (const key in selector.matchLabels) {
    if (labelOf(labels, key) !== (selector.matchLabels[key] ?? '')) return false;
  }
  return (selector.matchExpressions ?? []).every(({ key = '', operator, values = [] }) => {
    const value = labelOf(labels, key);
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    const listed = value !== undefined && values.includes(value);
    return operator === 'In' ? listed : !listed;
  });
}

/** A label, also one that is called `constructor`. */
function labelOf(labels: StringMap, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/**
 * What is wrong with keys whose values are taken from the pod itself and join a selector: they need one, and none of
 * them stands there twice.
 */
export function* matchLabelKeyViolations(
  keys: readonly string[],
  selector: LabelSelector | undefined,
  path: string,
): Violations {
  if (keys.length === 0) return;
  if (selector === undefined) {
    const problem = 'The keys narrow a labelSelector, and there is none.';
    yield { code: 'FieldValueForbidden', field: path, problem, remedy: 'Add a labelSelector.' };
    return;
  }
  for (const [index, key] of keys.entries()) yield* labelKeyViolations(`${path}[${index}]`, key);
}

/** What is wrong with keys to match that the selector has more than once already. */
export function* repeatedKeyViolations(
  keys: readonly string[],
  selector: LabelSelector | undefined,
  path: string,
): Violations {
  const selected = new Set(Object.keys(selector?.matchLabels ?? {}));
  for (const { key = '' } of selector?.matchExpressions ?? []) {
    if (selected.has(key) && keys.includes(key)) {
      const problem = `${quote(key)} is in both matchLabelKeys and labelSelector.`;
      yield { field: path, problem, remedy: 'Keep one of them.' };
    }
    selected.add(key);
  }
}
