import { dnsLabelProblem } from '@k8s-blocks/manifest';
import type { Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { labelKeyViolations, matchLabelKeyViolations, repeatedKeyViolations, selectorViolations } from '../selector.ts';
import { invalid, outOfRange, quote, type Violations } from '../violation.ts';

type PodAffinity = NonNullable<NonNullable<Pod['spec']['affinity']>['podAffinity']>;
type Term = NonNullable<PodAffinity['requiredDuringSchedulingIgnoredDuringExecution']>[number];

/**
 * The terms of pod affinity and anti-affinity have valid selectors and a topology key, with a weight from 1 to 100
 * where they are preferred.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
 */
export const podAffinity = podRule('pod-affinity', function* ({ spec, path }): Violations {
  for (const name of ['podAffinity', 'podAntiAffinity'] as const) {
    const affinity = spec.affinity?.[name];
    if (affinity === undefined) continue;
    const childPath = `${path}.affinity.${name}`;
    for (const [index, term] of (affinity.requiredDuringSchedulingIgnoredDuringExecution ?? []).entries()) {
      yield* termViolations(term, `${childPath}.requiredDuringSchedulingIgnoredDuringExecution[${index}]`);
    }
    for (const [index, preferred] of (affinity.preferredDuringSchedulingIgnoredDuringExecution ?? []).entries()) {
      const at = `${childPath}.preferredDuringSchedulingIgnoredDuringExecution[${index}]`;
      yield* outOfRange(`${at}.weight`, preferred.weight ?? 0, 1, 100);
      yield* termViolations(preferred.podAffinityTerm ?? {}, `${at}.podAffinityTerm`);
    }
  }
});

function* termViolations(term: Term, path: string): Violations {
  yield* selectorViolations(term.labelSelector, `${path}.labelSelector`);
  yield* selectorViolations(term.namespaceSelector, `${path}.namespaceSelector`);
  yield* labelKeyViolations(`${path}.topologyKey`, term.topologyKey);
  for (const [index, namespace] of (term.namespaces ?? []).entries()) {
    yield* invalid(`${path}.namespaces[${index}]`, dnsLabelProblem(namespace), 'Name a namespace.');
  }
  yield* matchKeyViolations(term, path);
}

function* matchKeyViolations(
  { matchLabelKeys = [], mismatchLabelKeys = [], labelSelector }: Term,
  path: string,
): Violations {
  yield* matchLabelKeyViolations(matchLabelKeys, labelSelector, `${path}.matchLabelKeys`);
  yield* matchLabelKeyViolations(mismatchLabelKeys, labelSelector, `${path}.mismatchLabelKeys`);
  yield* repeatedKeyViolations(matchLabelKeys, labelSelector, `${path}.matchLabelKeys`);
  for (const [index, key] of matchLabelKeys.entries()) {
    if (!mismatchLabelKeys.includes(key)) continue;
    const problem = `${quote(key)} is in both matchLabelKeys and mismatchLabelKeys.`;
    yield { field: `${path}.matchLabelKeys[${index}]`, problem, remedy: 'Keep one of them.' };
  }
}
