/** Labels of nodes that others replace. */
import { fieldsOf, formatStep, listOf, ownField, textOf } from '@k8s-blocks/manifest';
import { type FieldViolation, quote, type Violations } from '../violation.ts';

/** By the deprecated label, the version of Kubernetes that deprecated it, and what to do. */
const DEPRECATED: Readonly<Record<string, readonly [since: string, remedy: string]>> = {
  'beta.kubernetes.io/arch': ['1.14', 'Use "kubernetes.io/arch".'],
  'beta.kubernetes.io/os': ['1.14', 'Use "kubernetes.io/os".'],
  'failure-domain.beta.kubernetes.io/region': ['1.17', 'Use "topology.kubernetes.io/region".'],
  'failure-domain.beta.kubernetes.io/zone': ['1.17', 'Use "topology.kubernetes.io/zone".'],
  'beta.kubernetes.io/instance-type': ['1.17', 'Use "node.kubernetes.io/instance-type".'],
  'app.kubernetes.io/created-by': ['1.9', 'Leave it out.'],
  'scheduler.alpha.kubernetes.io/preferAvoidPods': ['1.22', 'Use taints and tolerations.'],
  'node-role.kubernetes.io/master': ['1.20', 'Use "node-role.kubernetes.io/control-plane".'],
};

/** The violation of a label of nodes that is deprecated, if it is. */
export function nodeLabelViolation(label: string | undefined, field: string): readonly FieldViolation[] {
  const [since, remedy] = (label === undefined ? undefined : ownField(DEPRECATED, label)) ?? [];
  if (since === undefined || remedy === undefined) return [];
  const problem = `The label ${quote(label)} of nodes is deprecated since Kubernetes ${since}.`;
  return [{ field, problem, remedy }];
}

/** The deprecated labels among the keys of a map of labels. */
export function nodeSelectorViolations(labels: unknown, path: string): Violations {
  return Object.keys(fieldsOf(labels)).flatMap((label) => nodeLabelViolation(label, path + formatStep(label)));
}

/** The deprecated labels in the expressions of a term, or of a label selector. */
export function nodeExpressionViolations(term: unknown, path: string): readonly FieldViolation[] {
  return listOf(fieldsOf(term).matchExpressions).flatMap((expression, index) =>
    nodeLabelViolation(textOf(fieldsOf(expression).key), `${path}.matchExpressions[${index}].key`),
  );
}

/** The deprecated labels in the `nodeSelectorTerms` of a node selector. */
export function nodeTermsViolations(nodeSelector: unknown, path: string): readonly FieldViolation[] {
  return listOf(fieldsOf(nodeSelector).nodeSelectorTerms).flatMap((term, index) =>
    nodeExpressionViolations(term, `${path}.nodeSelectorTerms[${index}]`),
  );
}
