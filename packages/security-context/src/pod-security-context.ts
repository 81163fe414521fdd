import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext';

/** How a pod's security context leaves the profile, each by name, so that it is seen in a review. */
export type PodDeviations = UserDeviations & {
  /** The group that owns the pod's volumes. 1000 if it is left out. */
  readonly fsGroup?: number;
  /**
   * Another seccomp profile than the container runtime's own (`RuntimeDefault`): none at all, or one from a file on the
   * node, by its path below the kubelet's seccomp folder.
   */
  readonly seccompProfile?: 'RuntimeDefault' | 'Unconfined' | { readonly localhostProfile: string };
};

type UserDeviations =
  | {
      /** The user that the containers run as. 1000 if it is left out. */
      readonly runAsUser?: number;
      /** The primary group of the containers' processes. 1000 if it is left out. */
      readonly runAsGroup?: number;
      readonly imageUser?: undefined;
    }
  | {
      /** The image says as whom it runs, which may be root: nothing is written of user, group and non-root. */
      readonly imageUser: true;
      readonly runAsUser?: undefined;
      readonly runAsGroup?: undefined;
    };

const LARGEST_ID = 2 ** 31 - 1;

/**
 * The security context of a pod: not root, user, group and volumes' group 1000, the runtime's seccomp profile. With
 * {@link containerSecurityContext} on every container it meets the Pod Security Standard `restricted`.
 *
 * Whoever needs what no deviation says spreads it: `{ ...podSecurityContext(), supplementalGroups: [2000] }`.
 *
 * @throws Refusal if an id is no whole number from 0 to 2147483647; if the user is 0, as the kubelet then never starts
 * the containers; if the path of a seccomp profile is empty, absolute or leads upwards.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 * @see https://kubernetes.io/docs/tutorials/security/seccomp/
 */
export function podSecurityContext(deviations: PodDeviations = {}): IPodSecurityContext {
  const { imageUser, runAsUser = 1000, runAsGroup = 1000, fsGroup = 1000, seccompProfile } = deviations;
  const problems = [...problemsOfIds({ runAsUser, runAsGroup, fsGroup }), ...problemsOfSeccomp(seccompProfile)];
  if (problems.length > 0) throw new Refusal(problems);
  return {
    ...(imageUser ? {} : { runAsNonRoot: true, runAsUser, runAsGroup }),
    fsGroup,
    seccompProfile: seccompProfileOf(seccompProfile),
  };
}

type Seccomp = NonNullable<PodDeviations['seccompProfile']>;

function seccompProfileOf(profile: Seccomp = 'RuntimeDefault'): NonNullable<IPodSecurityContext['seccompProfile']> {
  return typeof profile === 'string'
    ? { type: profile }
    : { type: 'Localhost', localhostProfile: profile.localhostProfile };
}

function problemsOfIds(ids: Readonly<Record<string, number>>): Problem[] {
  const problems: Problem[] = Object.entries(ids)
    .filter(([, id]) => !Number.isInteger(id) || id < 0 || id > LARGEST_ID)
    .map(([field, id]) => ({
      field,
      problem: `${id} is no id of a user or group.`,
      remedy: `Give a whole number from 0 to ${LARGEST_ID}.`,
    }));
  if (ids.runAsUser === 0) {
    problems.push({
      field: 'runAsUser',
      problem: 'User 0 is root, and runAsNonRoot keeps root from starting.',
      remedy: 'Give another user, or spread { runAsNonRoot: false, runAsUser: 0 } over the context.',
    });
  }
  return problems;
}

function problemsOfSeccomp(profile: Seccomp = 'RuntimeDefault'): Problem[] {
  if (typeof profile === 'string') return [];
  const { localhostProfile: path } = profile;
  if (path !== '' && !path.startsWith('/') && !path.split('/').includes('..')) return [];
  return [
    {
      field: 'seccompProfile.localhostProfile',
      problem: `"${path}" is no path below the kubelet's seccomp folder.`,
      remedy: 'Give a relative path without "..", like "profiles/audit.json".',
    },
  ];
}
