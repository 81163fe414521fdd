import { comment } from '@k8s-blocks/comments';
import { recommendedLabels } from '@k8s-blocks/labels';
import { type PodSecurityLevel, podSecurityLabels } from '@k8s-blocks/security-context';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { INamespace } from 'kubernetes-models/v1/Namespace';

/**
 * The Namespace of a service.
 *
 * @param options.podSecurity the strictest Pod Security level that all pods of the namespace meet.
 * @param options.component the label `app.kubernetes.io/component`. Default: none.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function namespace(
  { contract, namespace: name }: ServiceEnvironment,
  { podSecurity, component }: { readonly podSecurity: PodSecurityLevel; readonly component?: string },
): INamespace {
  const labels = { ...recommendedLabels({ name, component }), ...podSecurityLabels(podSecurity) };
  return comment(`The namespace of ${contract.name}, which no other service shares.`, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  });
}
