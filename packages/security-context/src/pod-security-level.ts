import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { BASELINE_CONTROLS, type Control, RESTRICTED_CONTROLS } from './pod-security-controls.ts';

/** A level of the Pod Security Standards: unrestricted; without known privilege escalations; hardened. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

const CONTROLS: Readonly<Record<PodSecurityLevel, readonly Control[]>> = {
  privileged: [],
  baseline: BASELINE_CONTROLS,
  restricted: [...BASELINE_CONTROLS, ...RESTRICTED_CONTROLS],
};

/**
 * The strictest Pod Security Standard that a pod meets, so that its namespace can enforce it: judged on the pod and on
 * all of its containers, init containers and ephemeral containers, as Kubernetes 1.35 judges it.
 *
 * @param annotations the pod's; only AppArmor's old ones matter, `container.apparmor.security.beta.kubernetes.io/…`.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityLevel(
  podSpec: IPodSpec,
  annotations: Readonly<Record<string, string>> = {},
): PodSecurityLevel {
  const meets = (level: PodSecurityLevel) => unmetPodSecurityControls(podSpec, level, annotations).length === 0;
  return meets('restricted') ? 'restricted' : meets('baseline') ? 'baseline' : 'privileged';
}

/**
 * The controls of a level that a pod does not meet, by the names of the Pod Security Standards: `['Host Ports']`.
 * Empty if it meets the level.
 *
 * @param annotations the pod's; only AppArmor's old ones matter, `container.apparmor.security.beta.kubernetes.io/…`.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function unmetPodSecurityControls(
  podSpec: IPodSpec,
  level: PodSecurityLevel,
  annotations: Readonly<Record<string, string>> = {},
): readonly string[] {
  return CONTROLS[level].filter((control) => !control.isMet(podSpec, annotations)).map(({ name }) => name);
}
