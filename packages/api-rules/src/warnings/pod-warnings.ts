/** What an API server warns of in pods, and nothing else finds. */
import { type Fields, fieldsOf, integerOf, isFields, listOf, nonEmptyTextOf } from '@k8s-blocks/manifest';
import type { FieldViolation } from '../violation.ts';
import { fractionalBytes, fractionalResources } from './fractional-bytes.ts';
import type { LocatedPod } from './located-pod.ts';
import { portWarnings } from './port-warnings.ts';

const IN_BYTES = ['memory', 'ephemeral-storage'];

/** What is odd in a pod. */
export function* podWarnings({ spec, isTemplate, at, containers }: LocatedPod): Generator<FieldViolation> {
  yield* selectorWarnings(spec, at);
  for (const [index, secret] of listOf(spec.imagePullSecrets).entries()) {
    if (nonEmptyTextOf(fieldsOf(secret).name) !== undefined) continue;
    const field = at(`spec.imagePullSecrets[${index}].name`);
    yield { field, problem: 'It names no Secret.', remedy: 'Name the Secret, or remove the entry.' };
  }
  // In a Pod itself the server writes 1, and says nothing.
  if (isTemplate && (integerOf(spec.terminationGracePeriodSeconds) ?? 0) < 0) {
    const field = at('spec.terminationGracePeriodSeconds');
    yield { field, problem: 'It is less than 0, and read as 1.', remedy: 'Give 0 or more seconds.' };
  }
  yield* fractionalBytes(spec.overhead, IN_BYTES, at('spec.overhead'));
  for (const { container, path } of containers) {
    yield* fractionalResources(container.resources, IN_BYTES, `${path}.resources`);
  }
  for (const [index, volume] of listOf(spec.volumes).entries()) {
    const claim = fieldsOf(fieldsOf(fieldsOf(volume).ephemeral).volumeClaimTemplate);
    const path = at(`spec.volumes[${index}].ephemeral.volumeClaimTemplate.spec.resources`);
    yield* fractionalResources(fieldsOf(claim.spec).resources, ['storage'], path);
  }
  yield* portWarnings(containers);
}

/** Rules for pods beside other pods, and without a label selector. */
function* selectorWarnings(spec: Fields, at: LocatedPod['at']): Generator<FieldViolation> {
  for (const [index, constraint] of listOf(spec.topologySpreadConstraints).entries()) {
    yield* withoutSelector(constraint, at(`spec.topologySpreadConstraints[${index}]`));
  }
  for (const kind of ['podAffinity', 'podAntiAffinity']) {
    const affinity = fieldsOf(fieldsOf(spec.affinity)[kind]);
    const required = 'requiredDuringSchedulingIgnoredDuringExecution';
    const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
    for (const [index, term] of listOf(affinity[required]).entries()) {
      yield* withoutSelector(term, at(`spec.affinity.${kind}.${required}[${index}]`));
    }
    for (const [index, term] of listOf(affinity[preferred]).entries()) {
      const path = at(`spec.affinity.${kind}.${preferred}[${index}].podAffinityTerm`);
      yield* withoutSelector(fieldsOf(term).podAffinityTerm, path);
    }
  }
}

function* withoutSelector(term: unknown, path: string): Generator<FieldViolation> {
  if (isFields(fieldsOf(term).labelSelector)) return;
  const problem = 'Without a labelSelector it is about no pod, and does nothing.';
  yield { field: `${path}.labelSelector`, problem, remedy: 'Select the pods that it is about.' };
}
