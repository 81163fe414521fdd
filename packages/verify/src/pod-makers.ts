import { findKind } from '@k8s-blocks/manifest';
import type { BuiltObject } from './built-object.ts';
import type { BuiltStack } from './built-stack.ts';
import { creatorOf } from './creators.ts';

/** Groups of custom resources of which no pods are made: settings, certificates, Secrets, policies, routes, monitors. */
const GROUPS_WITHOUT_PODS = new Set([
  'bitnami.com',
  'cert-manager.io',
  'cilium.io',
  'external-secrets.io',
  'kyverno.io',
  'networking.istio.io',
  'policy.networking.k8s.io',
  'secrets-store.csi.x-k8s.io',
  'secrets.hashicorp.com',
  'security.istio.io',
  'snapshot.storage.k8s.io',
  'source.toolkit.fluxcd.io',
  'templates.gatekeeper.sh',
  'traefik.io',
]);

/** Kinds of which no pods are made, of groups that have others too. */
const KINDS_WITHOUT_PODS = new Set([
  'argoproj.io AppProject',
  'autoscaling.k8s.io VerticalPodAutoscaler',
  'keda.sh ScaledObject',
  'keda.sh TriggerAuthentication',
  'monitoring.coreos.com AlertmanagerConfig',
  'monitoring.coreos.com PodMonitor',
  'monitoring.coreos.com Probe',
  'monitoring.coreos.com PrometheusRule',
  'monitoring.coreos.com ScrapeConfig',
  'monitoring.coreos.com ServiceMonitor',
  'projectcontour.io HTTPProxy',
]);

/**
 * What may make pods in a namespace that the build does not have: a custom resource there, of which an operator makes them; or an
 * operator in the build, which has a definition of custom resources and may create pods there.
 */
export function podMakerIn(stack: BuiltStack, namespace: string | undefined): BuiltObject | undefined {
  const made = stack.memo(findMakers).find((each) => each.namespace === undefined || each.namespace === namespace);
  if (made !== undefined || stack.objects.every(({ kind }) => kind !== 'CustomResourceDefinition')) return made;
  return creatorOf(stack, MAKING_PODS, namespace);
}

/** The resources of which pods are made. */
const MAKING_PODS = ['pods', 'deployments', 'statefulsets', 'daemonsets', 'replicasets', 'jobs'];

function findMakers({ objects }: BuiltStack): readonly BuiltObject[] {
  return objects.filter(mayMakePods);
}

/** Whether it is a custom resource of which pods may be made. Of a Gateway of the Gateway API, its proxies are. */
function mayMakePods({ reference }: BuiltObject): boolean {
  const { group, kind } = reference;
  if (group === 'gateway.networking.k8s.io') return kind === 'Gateway';
  if (findKind(reference) !== undefined || GROUPS_WITHOUT_PODS.has(group)) return false;
  return group.includes('.') && !KINDS_WITHOUT_PODS.has(`${group} ${kind}`);
}
