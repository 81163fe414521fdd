import { existenceOf, uniquenessOf } from '@k8s-blocks/findings';
import { findKind, formatReference, isSameObject, keyOf, servedKinds } from '@k8s-blocks/manifest';
import { formatNames, nearest } from '@k8s-blocks/refusal';
import { type Autoscaler, autoscalersOf } from '../autoscaler.ts';
import type { BuiltStack } from '../built-stack.ts';
import { misspeltFrom } from '../misspelling.ts';
import type { StackRule, StackViolation } from '../rule.ts';

type Code = 'kind-missing' | 'not-scalable' | 'object-missing' | 'several-autoscalers';

const WHY = 'Nothing is scaled: the number of pods stays as it is, whatever the load.';

/**
 * A HorizontalPodAutoscaler scales an object of the build, of a kind that has replicas, and no other one scales it too. Of
 * targets that are custom resources it is not known whether they can be scaled: they are not judged. Without a map, a target that is not in
 * the build is a warning, unless its name is misspelt, or it is of another kind.
 *
 * Why: otherwise the number of pods stays as it is, whatever the load.
 *
 * @example
 * apiVersion: autoscaling/v2
 * kind: HorizontalPodAutoscaler
 * spec:
 *   scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: wbe } # the Deployment is web
 *
 * @see https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
 */
export const autoscalerTarget: StackRule<Code> = {
  name: 'autoscaler-target',
  severity: 'error',
  *check(stack) {
    const scaled = new Map<string, Autoscaler>();
    for (const autoscaler of autoscalersOf(stack)) {
      const violation = kindViolation(autoscaler) ?? missing(stack, autoscaler);
      if (violation !== undefined) yield violation;
      const other = scaled.get(keyOf(autoscaler.to));
      if (other !== undefined) yield shared(autoscaler, other);
      scaled.set(keyOf(autoscaler.to), autoscaler);
    }
  },
};

/** What is wrong with the kind of a target. */
function kindViolation({ object, to, apiVersion }: Autoscaler): StackViolation<Code> | undefined {
  const known = findKind(to);
  if (known?.scales === true) return undefined;
  if (known !== undefined) {
    const problem = `A ${to.kind} has no replicas to scale.`;
    const remedy = `Scale one of ${formatNames(SCALED)}.`;
    return { code: 'not-scalable', object, field: 'spec.scaleTargetRef.kind', problem, why: WHY, remedy };
  }
  if (apiVersion !== '' && servedKinds(apiVersion) === undefined) return undefined;
  const meant = nearest(to.kind, SCALED);
  const isVersionWrong = meant === to.kind;
  return {
    code: 'kind-missing',
    object,
    field: isVersionWrong ? 'spec.scaleTargetRef' : 'spec.scaleTargetRef.kind',
    problem: `There is no kind ${to.kind} in ${apiVersion === '' ? 'the core group' : apiVersion}.`,
    why: WHY,
    remedy: isVersionWrong ? 'Write apiVersion: apps/v1.' : `Write one of ${formatNames(SCALED)}.`,
  };
}

/** The kinds that are scaled. The others with replicas are of a Deployment, or of former times. */
const SCALED = ['Deployment', 'StatefulSet'];

function missing(stack: BuiltStack, { object, to, target }: Autoscaler): StackViolation<Code> | undefined {
  if (target !== undefined || findKind(to) === undefined) return undefined;
  const candidates = stack.workloadsIn(to.namespace).filter(({ object: { reference } }) => findKind(reference)?.scales);
  const name = nearest(
    to.name,
    candidates.map((each) => each.object.name),
  );
  const meant = candidates.find((each) => each.object.name === name) ?? candidates[0];
  const names = candidates.map((each) => each.object.name);
  const isCertain =
    stack.connections !== undefined || names.includes(to.name) || misspeltFrom(to.name, names) !== undefined;
  return {
    code: 'object-missing',
    object,
    field: `spec.scaleTargetRef.${meant?.object.name === to.name ? 'kind' : 'name'}`,
    problem: `There is no ${formatReference(to, { withNamespace: true })}.`,
    why: WHY,
    remedy:
      meant === undefined
        ? 'Name a workload of its own namespace.'
        : `Did you mean ${formatReference(meant.object.reference)}?`,
    dueTo: [existenceOf(to)],
    ...(isCertain ? {} : { severity: 'warning' as const }),
  };
}

function shared({ object, to }: Autoscaler, other: Autoscaler): StackViolation<Code> {
  return {
    code: 'several-autoscalers',
    object,
    field: 'spec.scaleTargetRef',
    problem: `${other.object.title} scales ${formatReference(to)} too.`,
    why: 'Each undoes what the other does, or neither scales.',
    remedy: 'Keep one autoscaler, with the metrics of both.',
    ...(isSameObject(other.object.reference, object.reference) ? { dueTo: [uniquenessOf(object.reference)] } : {}),
  };
}
