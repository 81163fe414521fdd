import { dnsLabelProblem, formatStep, labelKeyProblem, labelValueProblem } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';

/** A label selector of the Kubernetes API: `matchLabels`, `matchExpressions` or both. */
export type LabelSelector = NonNullable<INetworkPolicyPeer['podSelector']>;

/** Labels that an object must carry, each with exactly this value. */
export type Labels = Readonly<Record<string, string>>;

type Expression = NonNullable<LabelSelector['matchExpressions']>[number];

/** The label that Kubernetes itself puts on every Namespace, with its name. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

const KEY_REMEDY = 'Give a key like "tier" or "example.com/tier".';
const VALUE_REMEDY = 'Give 63 letters, digits, "-", "_" and "." at most, that begin and end with a letter or digit.';

/**
 * The selector of these labels, or the given selector.
 *
 * @throws Refusal with every label and expression that the API server would refuse.
 */
export function selectorOf(selection: Labels | LabelSelector, field: string): LabelSelector {
  const selector = isSelector(selection) ? { ...selection } : { matchLabels: { ...selection } };
  const problems = [
    ...problemsOfLabels(selector.matchLabels ?? {}, `${field}.matchLabels`),
    ...(selector.matchExpressions ?? []).flatMap((expression, index) =>
      problemsOfExpression(expression, `${field}.matchExpressions[${index}]`),
    ),
  ];
  if (problems.length > 0) throw new Refusal(problems);
  return selectsAll(selector) ? {} : selector;
}

/**
 * A copy of the labels.
 *
 * @throws Refusal with every label that the API server would refuse.
 */
export function checkedLabels(labels: Labels, field: string): Record<string, string> {
  const problems = problemsOfLabels(labels, field);
  if (problems.length > 0) throw new Refusal(problems);
  return { ...labels };
}

/** The selector of the one namespace with this name, or the given selector. Throws as {@link selectorOf} does. */
export function namespaceSelectorOf(namespace: string | LabelSelector): LabelSelector {
  const field = 'namespaceSelector';
  if (typeof namespace !== 'string') return selectorOf(namespace, field);
  const problem = dnsLabelProblem(namespace);
  if (problem === undefined) return { matchLabels: { [NAMESPACE_NAME]: namespace } };
  const remedy = 'Give 63 lowercase letters, digits and "-" at most, that begin and end with a letter or digit.';
  throw new Refusal({ field: `${field}.matchLabels${formatStep(NAMESPACE_NAME)}`, problem, remedy });
}

/** Whether the selector has no condition, which Kubernetes reads as "everything". */
export function selectsAll({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(matchLabels ?? {}).length === 0 && (matchExpressions ?? []).length === 0;
}

function isSelector(selection: Labels | LabelSelector): selection is LabelSelector {
  // A label may be named "matchLabels" too; its value is a string then.
  return typeof selection.matchLabels === 'object' || typeof selection.matchExpressions === 'object';
}

function problemsOfLabels(labels: Labels, field: string): Problem[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...problemsOf(labelKeyProblem(key), field + formatStep(key), KEY_REMEDY),
    ...problemsOf(labelValueProblem(value), field + formatStep(key), VALUE_REMEDY),
  ]);
}

function problemsOfExpression({ key, operator, values = [] }: Expression, field: string): Problem[] {
  return [
    ...problemsOf(labelKeyProblem(key), `${field}.key`, KEY_REMEDY),
    ...problemsOf(operatorProblem(operator, values), field, 'In and NotIn take values, Exists and DoesNotExist none.'),
    ...values.flatMap((value, index) =>
      problemsOf(labelValueProblem(value), `${field}.values[${index}]`, VALUE_REMEDY),
    ),
  ];
}

function operatorProblem(operator: string, values: readonly string[]): string | undefined {
  const takesValues = operator === 'In' || operator === 'NotIn';
  if (!takesValues && operator !== 'Exists' && operator !== 'DoesNotExist') {
    return `"${operator}" is not a valid operator (In, NotIn, Exists, DoesNotExist).`;
  }
  if (takesValues === values.length > 0) return undefined;
  return takesValues ? `${operator} has no values.` : `${operator} has values.`;
}

function problemsOf(problem: string | undefined, field: string, remedy: string): Problem[] {
  return problem === undefined ? [] : [{ field, problem, remedy }];
}
