import { formatPath } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { checkLabels } from './check-labels.ts';

/** The values of the recommended labels; a label without a value is not written. */
export interface RecommendedLabels {
  /** The name of the application: `mysql`. */
  readonly name: string;
  /** The unique name of this instance of the application: `mysql-orders`. */
  readonly instance?: string | undefined;
  /** The version of the application: `5.7.21`. */
  readonly version?: string | undefined;
  /** The component within the architecture: `database`. */
  readonly component?: string | undefined;
  /** The larger application that this is a part of: `wordpress`. */
  readonly partOf?: string | undefined;
  /** The tool that manages the application: `kustomize`. */
  readonly managedBy?: string | undefined;
}

/**
 * The recommended labels of an object, `app.kubernetes.io/…`: those that are given, in a fixed order.
 *
 * @throws Refusal if a value is empty or is not a valid label value. Kubernetes accepts an empty value; here it is taken for
 * one that was forgotten.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function recommendedLabels(parts: RecommendedLabels): Record<string, string> {
  const { name, instance, version, component, partOf, managedBy } = parts;
  const keyed = { name, instance, version, component, 'part-of': partOf, 'managed-by': managedBy };
  const labels: Record<string, string> = {};
  for (const [part, value] of Object.entries(keyed)) {
    if (value !== undefined) labels[`app.kubernetes.io/${part}`] = value;
  }
  checkNoneEmpty(labels);
  checkLabels(labels, 'labels');
  return labels;
}

function checkNoneEmpty(labels: Readonly<Record<string, string>>): void {
  const problems = Object.entries(labels)
    .filter(([, value]) => value === '')
    .map(
      ([key]): Problem => ({
        field: formatPath(['labels', key]),
        problem: 'The value is empty.',
        remedy: 'Give a value, or leave the part out.',
      }),
    );
  if (problems.length > 0) throw new Refusal(problems);
}
