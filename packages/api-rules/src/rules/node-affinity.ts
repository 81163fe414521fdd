import { operatorViolations, termViolations } from '../node-selector.ts';
import type { Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { outOfRange, required, type Violations } from '../violation.ts';

type NodeAffinity = NonNullable<NonNullable<Pod['spec']['affinity']>['nodeAffinity']>;
type Term = NonNullable<
  NonNullable<NodeAffinity['requiredDuringSchedulingIgnoredDuringExecution']>['nodeSelectorTerms']
>[number];
/**
 * The node affinity of a pod has valid terms, with a weight from 1 to 100 where it is preferred.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
 */
export const nodeAffinity = podRule('node-affinity', function* ({ spec, path }): Violations {
  const affinity = spec.affinity?.nodeAffinity;
  if (affinity === undefined) return;
  const childPath = `${path}.affinity.nodeAffinity`;
  const strict = affinity.requiredDuringSchedulingIgnoredDuringExecution;
  if (strict !== undefined) {
    const terms = `${childPath}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`;
    if ((strict.nodeSelectorTerms ?? []).length === 0) yield required(terms, 'Add a term.');
    for (const [index, term] of (strict.nodeSelectorTerms ?? []).entries()) {
      yield* allTermViolations(term, `${terms}[${index}]`, true);
    }
  }
  for (const [index, preferred] of (affinity.preferredDuringSchedulingIgnoredDuringExecution ?? []).entries()) {
    const at = `${childPath}.preferredDuringSchedulingIgnoredDuringExecution[${index}]`;
    yield* outOfRange(`${at}.weight`, preferred.weight ?? 0, 1, 100);
    yield* allTermViolations(preferred.preference ?? {}, `${at}.preference`, false);
  }
});

function* allTermViolations(term: Term, path: string, strict: boolean): Violations {
  yield* operatorViolations(term, path);
  yield* termViolations(term, path, strict);
}
