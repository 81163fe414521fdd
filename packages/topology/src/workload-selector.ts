import { checkLabels, recommendedLabels, selectorLabels } from '@k8s-blocks/labels';
import { Refusal } from '@k8s-blocks/refusal';
import type { Identity, Workload } from './workload.ts';

/**
 * The labels that select pods of an identity.
 *
 * @param field what the labels are in a message.
 * @param selector other labels, which the pods carry besides those of the identity. Default: those of the identity.
 * @throws Refusal if they would select all pods, are not valid, or contradict the identity.
 */
export function checkedSelector(
  field: string,
  identity: Identity,
  selector: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  const own: Readonly<Record<string, string>> = selectorLabels(identity);
  if (selector === undefined) return own;
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
    problem: `The pods have ${other}: "${own[other]}" by the identity, and are selected by "${selector[other]}".`,
    remedy: 'Give the identity the same value.',
  });
}

/** The labels of a workload's pods: those of its identity, and those by which they are selected. */
export function podLabels({ identity, selector }: Pick<Workload, 'identity' | 'selector'>): Record<string, string> {
  return { ...recommendedLabels(identity), ...selector };
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
