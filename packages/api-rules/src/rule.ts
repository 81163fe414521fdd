import type { KubernetesVersion } from '@k8s-blocks/manifest';
import { KINDS, KINDS_WITH_PODS, type Kind, type Kinds, type KindWithPods, type Metadata } from './kinds.ts';
import type { Pod } from './pod.ts';
import type { Violations } from './violation.ts';

/** One thing that the API server checks. */
export interface ObjectRule {
  /** In kebab case, as the rule's file: `container-ports`. */
  readonly name: string;
  /** The kinds whose objects it judges. */
  readonly kinds: readonly Kind[];
  /**
   * What is wrong with an object of one of these kinds, whose values are known to be of the right types, for an API server of
   * that version.
   *
   * @param pod of the object; undefined if its kind has none. It is given, since most rules judge it.
   */
  readonly check: (object: Kinds[Kind], kubernetes: KubernetesVersion, pod: Pod | undefined) => Violations;
}

/** A rule for objects of one or more kinds. */
export function ruleFor<K extends Kind>(
  name: string,
  judged: K | readonly K[],
  check: (object: Kinds[K], kubernetes: KubernetesVersion) => Violations,
): ObjectRule {
  return {
    name,
    kinds: typeof judged === 'string' ? [judged] : judged,
    check: check as ObjectRule['check'], // An object only meets the rules of its kind.
  };
}

/** A rule for the metadata of every object. */
export function metadataRule(name: string, check: (metadata: Metadata) => Violations): ObjectRule {
  return ruleFor(name, KINDS, (object) => check(object.metadata ?? {}));
}

/**
 * A rule for the pods that objects are, or hold the templates of.
 *
 * @param kinds of the objects. Default: all that have pods.
 */
export function podRule(
  name: string,
  check: (pod: Pod, kubernetes: KubernetesVersion) => Violations,
  kinds: readonly KindWithPods[] = KINDS_WITH_PODS,
): ObjectRule {
  return { name, kinds, check: (_, kubernetes, pod) => (pod === undefined ? [] : check(pod, kubernetes)) };
}
