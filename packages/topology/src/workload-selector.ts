import { checkLabels, recommendedLabels } from '@k8s-blocks/labels';
import { Refusal } from '@k8s-blocks/refusal';
import type { Identity, Workload, WorkloadDefinition } from './workload.ts';

type Labels = Readonly<Record<string, string>>;

/**
 * The labels of the objects and pods of a workload: those that its definition lists, or those of its identity.
 *
 * @param field where the definition stands in a message, before the names of its fields: `workloads.worker.`.
 * @param identity the identity of a definition that has neither.
 * @throws Refusal if it has both, or one is not a valid label.
 */
export function labelsOfDefinition(
  field: string,
  definition: Pick<WorkloadDefinition, 'identity' | 'labels'>,
  identity: Identity,
): Labels {
  const { labels } = definition;
  if (labels === undefined) return recommendedLabels(definition.identity ?? identity);
  if (definition.identity !== undefined) {
    const problem = 'The labels of its objects are those that it lists, or those of its identity.';
    throw new Refusal({ field: `${field}labels`, problem, remedy: 'Leave one of both out.' });
  }
  checkLabels(labels, `${field}labels`);
  return { ...labels };
}

/**
 * The labels that select pods.
 *
 * @param field what the labels are in a message.
 * @param own the labels of the objects of the workload, which its pods carry, too.
 * @param selector other labels, which the pods carry besides. Default: their own labels.
 * @throws Refusal if they would select all pods, are not valid, or contradict the labels of the objects.
 */
export function checkedSelector(field: string, own: Labels, selector: Labels = own): Labels {
  const keys = Object.keys(selector);
  if (keys.length === 0) {
    const problem = 'It has no labels, so that it selects every pod of the namespace.';
    throw new Refusal({ field, problem, remedy: 'Give the labels that the pods have, or leave it out.' });
  }
  checkLabels(selector, field);
  const other = keys.find((key) => own[key] !== undefined && own[key] !== selector[key]);
  if (other === undefined) return { ...selector };
  throw new Refusal({
    field,
    problem: `The pods have ${other}: "${own[other]}" by their labels, and are selected by "${selector[other]}".`,
    remedy: 'Give the identity, or the labels, the same value.',
  });
}

/** The labels of a workload's pods: those of its objects, and those by which they are selected. */
export function podLabels({ labels, selector }: Pick<Workload, 'labels' | 'selector'>): Record<string, string> {
  return { ...labels, ...selector };
}

/** Whether the selector of one workload matches the pods of another. */
export function selectsPodsOf({ selector }: Workload, other: Workload): boolean {
  const labels: Readonly<Record<string, string>> = podLabels(other);
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/**
 * Refuses a contract in which the selector of one workload matches the pods of another: each Service, policy and controller
 * would select the pods of both, and these are mixed up for good, since selectors cannot change.
 */
export function refuseSharedPods(workloads: readonly Workload[]): void {
  for (const one of workloads) {
    const other = workloads.find((each) => each !== one && selectsPodsOf(one, each));
    if (other === undefined) continue;
    const key = other.key ?? one.key;
    throw new Refusal({
      field: one.key === undefined ? 'selectedBy' : `workloads.${one.key}`,
      problem: `The selector of ${one.name} matches the pods of ${other.name} as well.`,
      remedy:
        'Select by name and component; or, where the selector cannot change any more, give the other one an identity of ' +
        `another name: ${key}: { kind: '${other.kind}', identity: { name: '${other.name}', component: '${key}' } }.`,
    });
  }
}
