import { comment, type Omitted, omitted } from '@k8s-blocks/comments';
import { recommendedLabels } from '@k8s-blocks/labels';
import { type PodSecurityLevel, podSecurityLabels } from '@k8s-blocks/security-context';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { INamespace } from 'kubernetes-models/v1/Namespace';

/**
 * The Namespace of a service. Of several services in one namespace, the one that is started first has it, since it is applied
 * first; it is omitted from the others.
 *
 * @param options.podSecurity the strictest Pod Security level that all pods of the namespace meet.
 * @param options.component the label `app.kubernetes.io/component`. Default: none.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function namespace(
  env: ServiceEnvironment,
  { podSecurity, component }: { readonly podSecurity: PodSecurityLevel; readonly component?: string },
): INamespace | Omitted {
  const { contract, namespace: name } = env;
  const services = env.servicesInNamespace().map((each) => each.name);
  const owner = namespaceOwner(env);
  if (owner !== contract.name) return omitted(`${owner}, which is started first, has the Namespace.`);
  const labels = { ...recommendedLabels({ name, component }), ...podSecurityLabels(podSecurity) };
  return comment(headOf(services), {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  });
}

/** The name of the service whose manifests have the Namespace. */
export function namespaceOwner(env: ServiceEnvironment): string {
  return env.servicesInNamespace()[0]?.name ?? env.contract.name;
}

function headOf(services: readonly string[]): string {
  if (services.length === 1) return `The namespace of ${services[0]}, which no other service shares.`;
  return `The namespace of ${services.join(', ')}: deleting it deletes all of them.`;
}
