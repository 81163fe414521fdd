import { dnsLabelFault } from '@k8s-blocks/labels';
import { between, type Faults, formed, quote } from '../fault.ts';
import type { Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { labelKeyFaults, matchLabelKeyFaults, repeatedKeyFaults, selectorFaults } from '../selector.ts';

type PodAffinity = NonNullable<NonNullable<Pod['spec']['affinity']>['podAffinity']>;
type Term = NonNullable<PodAffinity['requiredDuringSchedulingIgnoredDuringExecution']>[number];

/**
 * The pods that a pod wants to be near to, or far from, can be selected, in a topology that has a key.
 * See https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity.
 */
export const podAffinity = podRule('pod-affinity', function* ({ spec, path }): Faults {
  for (const name of ['podAffinity', 'podAntiAffinity'] as const) {
    const affinity = spec.affinity?.[name];
    if (affinity === undefined) continue;
    const place = `${path}.spec.affinity.${name}`;
    for (const [index, term] of (affinity.requiredDuringSchedulingIgnoredDuringExecution ?? []).entries()) {
      yield* termFaults(term, `${place}.requiredDuringSchedulingIgnoredDuringExecution[${index}]`);
    }
    for (const [index, preferred] of (affinity.preferredDuringSchedulingIgnoredDuringExecution ?? []).entries()) {
      const at = `${place}.preferredDuringSchedulingIgnoredDuringExecution[${index}]`;
      yield* between(`${at}.weight`, preferred.weight ?? 0, 1, 100);
      yield* termFaults(preferred.podAffinityTerm ?? {}, `${at}.podAffinityTerm`);
    }
  }
});

function* termFaults(term: Term, path: string): Faults {
  yield* selectorFaults(term.labelSelector, `${path}.labelSelector`);
  yield* selectorFaults(term.namespaceSelector, `${path}.namespaceSelector`);
  yield* labelKeyFaults(`${path}.topologyKey`, term.topologyKey);
  for (const [index, namespace] of (term.namespaces ?? []).entries()) {
    yield* formed(`${path}.namespaces[${index}]`, dnsLabelFault(namespace), 'Name a namespace.');
  }
  yield* matchKeyFaults(term, path);
}

function* matchKeyFaults({ matchLabelKeys = [], mismatchLabelKeys = [], labelSelector }: Term, path: string): Faults {
  yield* matchLabelKeyFaults(matchLabelKeys, labelSelector, `${path}.matchLabelKeys`);
  yield* matchLabelKeyFaults(mismatchLabelKeys, labelSelector, `${path}.mismatchLabelKeys`);
  yield* repeatedKeyFaults(matchLabelKeys, labelSelector, `${path}.matchLabelKeys`);
  for (const [index, key] of matchLabelKeys.entries()) {
    if (!mismatchLabelKeys.includes(key)) continue;
    const problem = `${quote(key)} stands in both matchLabelKeys and mismatchLabelKeys.`;
    yield { field: `${path}.matchLabelKeys[${index}]`, problem, remedy: 'Keep one of them.' };
  }
}
