/** Deprecated fields and annotations of pods. */
import { type Fields, fieldsOf, formatStep, isAbsent, isFields, listOf, textOf } from '@k8s-blocks/manifest';
import { type FieldViolation, quote } from '../violation.ts';
import type { LocatedPod } from './located-pod.ts';
import {
  nodeExpressionViolations,
  nodeLabelViolation,
  nodeSelectorViolations,
  nodeTermsViolations,
} from './node-labels.ts';
import { volumeOfPodViolations } from './retired-volume-plugins.ts';

/** By the annotation: the first version of Kubernetes that does not read it, and what to do. */
const UNREAD: Readonly<Record<string, readonly [since: string, remedy: string]>> = {
  'scheduler.alpha.kubernetes.io/critical-pod': ['1.16', 'Give the pod a priorityClassName.'],
  'security.alpha.kubernetes.io/sysctls': ['1.11', 'Give its securityContext sysctls.'],
  'security.alpha.kubernetes.io/unsafe-sysctls': ['1.11', 'Give its securityContext sysctls.'],
};

const SECCOMP_OF_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_OF_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';
const APPARMOR_OF_CONTAINER = 'container.apparmor.security.beta.kubernetes.io/';

/** What is deprecated in a pod. */
export function* deprecatedInPod(pod: LocatedPod): Generator<FieldViolation> {
  const { spec, at } = pod;
  yield* nodeSelectorViolations(spec.nodeSelector, at('spec.nodeSelector'));
  yield* nodeAffinityViolations(fieldsOf(fieldsOf(spec.affinity).nodeAffinity), at('spec.affinity.nodeAffinity'));
  for (const [index, constraint] of listOf(spec.topologySpreadConstraints).entries()) {
    const field = at(`spec.topologySpreadConstraints[${index}].topologyKey`);
    yield* nodeLabelViolation(textOf(fieldsOf(constraint).topologyKey), field);
  }
  yield* annotationViolations(pod);
  for (const [index, volume] of listOf(spec.volumes).entries()) {
    yield* volumeOfPodViolations(fieldsOf(volume), at(`spec.volumes[${index}]`));
  }
}

function* nodeAffinityViolations(affinity: Fields, path: string): Generator<FieldViolation> {
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
  yield* nodeTermsViolations(affinity[required], `${path}.${required}`);
  for (const [index, term] of listOf(affinity[preferred]).entries()) {
    yield* nodeExpressionViolations(fieldsOf(term).preference, `${path}.${preferred}[${index}].preference`);
  }
}

function* annotationViolations({ metadata, spec, at, containers }: LocatedPod): Generator<FieldViolation> {
  const annotations = fieldsOf(metadata.annotations);
  const has = (name: string) => Object.hasOwn(annotations, name) && !isAbsent(annotations[name]);
  const field = (name: string) => at(`metadata.annotations${formatStep(name)}`);
  for (const [name, [since, remedy]] of Object.entries(UNREAD)) {
    if (has(name)) yield unread(name, field(name), since, remedy);
  }
  const context = fieldsOf(spec.securityContext);
  const seccomp = 'Give the securityContext a seccompProfile.';
  if (has(SECCOMP_OF_POD) && !isFields(context.seccompProfile)) {
    yield unread(SECCOMP_OF_POD, field(SECCOMP_OF_POD), '1.27', seccomp);
  }
  for (const { container } of containers) {
    const own = fieldsOf(container.securityContext);
    const forSeccomp = `${SECCOMP_OF_CONTAINER}${textOf(container.name)}`;
    if (has(forSeccomp) && !isFields(own.seccompProfile)) yield unread(forSeccomp, field(forSeccomp), '1.27', seccomp);
    const forAppArmor = `${APPARMOR_OF_CONTAINER}${textOf(container.name)}`;
    const hasField = isFields(context.appArmorProfile) || isFields(own.appArmorProfile);
    if (!has(forAppArmor) || hasField) continue;
    const problem = `The annotation ${quote(forAppArmor)} is deprecated since Kubernetes 1.30.`;
    yield { field: field(forAppArmor), problem, remedy: 'Give the securityContext an appArmorProfile.' };
  }
}

function unread(annotation: string, field: string, since: string, remedy: string): FieldViolation {
  const problem = `The annotation ${quote(annotation)} does nothing since Kubernetes ${since}.`;
  return { field, problem, remedy };
}
