import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext';

/** How a pod's security context leaves the profile, each by name, so that it is seen in a review. */
export type PodDeviations = UserDeviations & {
  /** The group that owns the pod's volumes. Default: 1000. */
  readonly fsGroup?: number;
  /**
   * Another seccomp profile than that of the container runtime (`RuntimeDefault`): none (`Unconfined`), or a file on the
   * node, by its path below the kubelet's seccomp folder.
   */
  readonly seccompProfile?: 'RuntimeDefault' | 'Unconfined' | { readonly localhostProfile: string };
};

type UserDeviations =
  | {
      /** The user that the containers run as. Default: 1000. */
      readonly runAsUser?: number;
      /** The primary group of the containers' processes. Default: 1000. */
      readonly runAsGroup?: number;
      readonly imageUser?: undefined;
    }
  | {
      /** Run as the user of the image, which may be root: user, group and `runAsNonRoot` are not written. */
      readonly imageUser: true;
      readonly runAsUser?: undefined;
      readonly runAsGroup?: undefined;
    };

const MAX_ID = 2 ** 31 - 1;

/**
 * The security context of a pod: not root, user, group and volumes' group 1000, the runtime's seccomp profile. With
 * {@link containerSecurityContext} on every container it meets the Pod Security Standard `restricted`.
 *
 * Other fields are set by spreading: `{ ...podSecurityContext(), supplementalGroups: [2000] }`.
 *
 * @throws Refusal if an id is not a whole number from 0 to 2147483647; if the user is 0, as the kubelet then never starts
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
    .filter(([, id]) => !Number.isInteger(id) || id < 0 || id > MAX_ID)
    .map(([field, id]) => ({
      field,
      problem: `${id} is not a valid id of a user or group (0-${MAX_ID}).`,
      remedy: `Give a whole number from 0 to ${MAX_ID}.`,
    }));
  if (ids.runAsUser === 0) {
    problems.push({
      field: 'runAsUser',
      problem: 'User 0 is root, which the kubelet does not start where runAsNonRoot is set.',
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
      problem: `"${path}" is not a valid path below the kubelet's seccomp folder.`,
      remedy: 'Give a relative path without "..", like "profiles/audit.json".',
    },
  ];
}
