import { formatStep } from '@k8s-blocks/manifest';
import { descendingPathProblem } from '../formats.ts';
import type { Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { quote, type Violations } from '../violation.ts';

const SECCOMP_OF_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_OF_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';
const APP_ARMOR_OF_CONTAINER = 'container.apparmor.security.beta.kubernetes.io/';
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
const MIRROR = 'kubernetes.io/config.mirror';

/**
 * The annotations by which Kubernetes configures a pod are valid, and agree with the fields that replaced them.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
export const podAnnotationProfiles = podRule('pod-annotation-profiles', function* (pod): Violations {
  const { annotations = {} } = pod.metadata;
  for (const key in annotations) {
    const problem = problemOf(pod, key, annotations[key] ?? '');
    const field = `${pod.metadataPath}.annotations${formatStep(key)}`;
    if (problem !== undefined) yield { field, problem, remedy: 'Correct it, or use the field that replaced it.' };
  }
});

function problemOf(pod: Pod, key: string, value: string): string | undefined {
  if (key === SECCOMP_OF_POD || key.startsWith(SECCOMP_OF_CONTAINER)) {
    if (!isSeccomp(value)) return `${quote(value)} is not a seccomp profile.`;
    return disagreement(value, seccompFieldOf(pod, key), 'seccompProfile');
  }
  if (key.startsWith(APP_ARMOR_OF_CONTAINER)) {
    const name = key.slice(APP_ARMOR_OF_CONTAINER.length);
    if (!pod.containers.some(({ container }) => container.name === name))
      return `There is no container ${quote(name)}.`;
    if (!/^(runtime\/default|unconfined|localhost\/.*|)$/s.test(value))
      return `${quote(value)} is not an AppArmor profile.`;
    return pod.spec.os?.name === 'windows'
      ? undefined
      : disagreement(value, appArmorFieldOf(pod, name), 'appArmorProfile');
  }
  if (key === DELETION_COST && !isInt32(value)) return `${quote(value)} is not an integer of 32 bits.`;
  if (key === MIRROR && (pod.spec.nodeName ?? '') === '') return 'Only a pod with nodeName can be a mirror.';
  return undefined;
}

function isSeccomp(value: string): boolean {
  if (value.startsWith('localhost/')) return descendingPathProblem(value.slice('localhost/'.length)) === undefined;
  return ['runtime/default', 'docker/default', 'unconfined'].includes(value);
}

interface Profile {
  readonly type?: string;
  readonly localhostProfile?: string;
}

function seccompFieldOf(pod: Pod, key: string): Profile | undefined {
  if (key === SECCOMP_OF_POD) return pod.spec.securityContext?.seccompProfile;
  const name = key.slice(SECCOMP_OF_CONTAINER.length);
  return pod.containers.find(({ container }) => container.name === name)?.container.securityContext?.seccompProfile;
}

function appArmorFieldOf(pod: Pod, name: string): Profile | undefined {
  const { container } = pod.containers.find((located) => located.container.name === name) ?? {};
  return container?.securityContext?.appArmorProfile ?? pod.spec.securityContext?.appArmorProfile;
}

function disagreement(value: string, profile: Profile | undefined, field: string): string | undefined {
  const { type = '', localhostProfile = '' } = profile ?? {};
  const allowed = {
    RuntimeDefault: field === 'seccompProfile' ? ['runtime/default', 'docker/default'] : ['runtime/default'],
    Unconfined: ['unconfined'],
    Localhost: [`localhost/${localhostProfile}`],
  }[type];
  if (allowed === undefined || allowed.includes(value)) return undefined;
  return `${quote(value)} disagrees with the field ${field}, whose type is ${quote(type)}.`;
}

function isInt32(value: string): boolean {
  const number = Number(value);
  return /^(0|-?[1-9][0-9]*)$/.test(value) && number >= -0x80000000 && number <= 0x7fffffff;
}
