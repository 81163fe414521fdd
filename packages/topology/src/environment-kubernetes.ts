import { KUBERNETES_VERSIONS, type KubernetesVersion } from '@k8s-blocks/manifest';
import { formatNames, Refusal } from '@k8s-blocks/refusal';

/** What the definition of an environment says of the Kubernetes of its cluster. */
export interface KubernetesOption {
  /**
   * The version of Kubernetes of its cluster: `emit` and `verify` judge its objects by the API of that version. Default: not
   * said; objects are judged by the newest version that is known.
   *
   * @see https://kubernetes.io/releases/
   */
  readonly kubernetes?: KubernetesVersion | undefined;
}

/**
 * The version of Kubernetes of an environment, if it says one.
 *
 * @throws Refusal if the version is not known.
 */
export function environmentKubernetes({ kubernetes }: KubernetesOption): KubernetesOption {
  if (kubernetes === undefined) return {};
  if (KUBERNETES_VERSIONS.includes(kubernetes)) return { kubernetes };
  throw new Refusal({
    field: 'kubernetes',
    problem: `"${kubernetes}" is not a version of Kubernetes whose API is known.`,
    remedy: `Give one of ${formatNames(KUBERNETES_VERSIONS)}, or leave it out.`,
  });
}
