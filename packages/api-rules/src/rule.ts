import type { KubernetesVersion } from '@k8s-blocks/manifest';
import { KINDS, type Kind, type Kinds, type Metadata } from './kinds.ts';
import { type Pod, podOf } from './pod.ts';
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
   */
  readonly check: (object: Kinds[Kind], kubernetes: KubernetesVersion) => Violations;
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

/** A rule for the pods that an object is the template of. */
export function podRule(name: string, check: (pod: Pod, kubernetes: KubernetesVersion) => Violations): ObjectRule {
  return ruleFor(name, ['Deployment', 'StatefulSet'], (object, kubernetes) => check(podOf(object), kubernetes));
}
