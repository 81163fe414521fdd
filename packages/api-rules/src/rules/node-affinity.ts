import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import type { Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { labelKeyViolations, labelValueViolations } from '../selector.ts';
import { invalid, outOfRange, quote, required, type Violations } from '../violation.ts';

type NodeAffinity = NonNullable<NonNullable<Pod['spec']['affinity']>['nodeAffinity']>;
type Term = NonNullable<
  NonNullable<NodeAffinity['requiredDuringSchedulingIgnoredDuringExecution']>['nodeSelectorTerms']
>[number];
type Requirement = NonNullable<Term['matchExpressions']>[number];

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];

/**
 * The node affinity of a pod has valid terms, with a weight from 1 to 100 where it is preferred.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
 */
export const nodeAffinity = podRule('node-affinity', function* ({ spec, path }): Violations {
  const affinity = spec.affinity?.nodeAffinity;
  if (affinity === undefined) return;
  const childPath = `${path}.spec.affinity.nodeAffinity`;
  const strict = affinity.requiredDuringSchedulingIgnoredDuringExecution;
  if (strict !== undefined) {
    const terms = `${childPath}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`;
    if ((strict.nodeSelectorTerms ?? []).length === 0) yield required(terms, 'Add a term.');
    for (const [index, term] of (strict.nodeSelectorTerms ?? []).entries()) {
      yield* termViolations(term, `${terms}[${index}]`, true);
    }
  }
  for (const [index, preferred] of (affinity.preferredDuringSchedulingIgnoredDuringExecution ?? []).entries()) {
    const at = `${childPath}.preferredDuringSchedulingIgnoredDuringExecution[${index}]`;
    yield* outOfRange(`${at}.weight`, preferred.weight ?? 0, 1, 100);
    yield* termViolations(preferred.preference ?? {}, `${at}.preference`, false);
  }
});

/** Values that could be no label are only refused where they are required. */
function* termViolations({ matchExpressions = [], matchFields = [] }: Term, path: string, strict: boolean): Violations {
  for (const [index, requirement] of matchExpressions.entries()) {
    const childPath = `${path}.matchExpressions[${index}]`;
    yield* labelKeyViolations(`${childPath}.key`, requirement.key);
    yield* operatorViolations(requirement, childPath);
    for (const [at, value] of (strict ? (requirement.values ?? []) : []).entries()) {
      yield* labelValueViolations(`${childPath}.values[${at}]`, value);
    }
  }
  for (const [index, requirement] of matchFields.entries())
    yield* fieldViolations(requirement, `${path}.matchFields[${index}]`);
}

function* operatorViolations({ operator = '', values = [] }: Requirement, path: string): Violations {
  const field = `${path}.values`;
  if (!OPERATORS.includes(operator)) {
    const problem = `${quote(operator)} is not an operator.`;
    yield { field: `${path}.operator`, problem, remedy: `Use one of ${OPERATORS.join(', ')}.` };
  } else if ((operator === 'In' || operator === 'NotIn') && values.length === 0) {
    yield {
      code: 'FieldValueRequired',
      field,
      problem: `"${operator}" needs values, and has none.`,
      remedy: 'List the values.',
    };
  } else if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0) {
    yield {
      code: 'FieldValueForbidden',
      field,
      problem: `"${operator}" takes no values.`,
      remedy: 'Remove the values.',
    };
  } else if ((operator === 'Gt' || operator === 'Lt') && values.length !== 1) {
    yield {
      code: 'FieldValueRequired',
      field,
      problem: `"${operator}" takes one value, and has ${values.length}.`,
      remedy: 'Give one number.',
    };
  }
}

/** A field of the node can only be its name. */
function* fieldViolations({ key = '', operator = '', values = [] }: Requirement, path: string): Violations {
  if (operator !== 'In' && operator !== 'NotIn') {
    const problem = `${quote(operator)} is not an operator for a field.`;
    yield { field: `${path}.operator`, problem, remedy: 'Use "In" or "NotIn".' };
  } else if (values.length !== 1) {
    const problem = `A field takes one value, and has ${values.length}.`;
    yield { code: 'FieldValueRequired', field: `${path}.values`, problem, remedy: 'Give the name of one node.' };
  }
  if (key !== 'metadata.name') {
    yield {
      field: `${path}.key`,
      problem: `${quote(key)} is not a field to select by.`,
      remedy: 'Use "metadata.name".',
    };
    return;
  }
  for (const [index, value] of values.entries()) {
    yield* invalid(`${path}.values[${index}]`, dnsSubdomainProblem(value), 'Give the name of a node.');
  }
}
