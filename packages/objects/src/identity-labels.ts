import { recommendedLabels } from '@k8s-blocks/labels';
import type { ServiceEnvironment } from '@k8s-blocks/topology';

/**
 * The labels of objects of a workload: `app.kubernetes.io/name` and `app.kubernetes.io/component`.
 *
 * @param component what the object is for, where it is not the workload's own component: `secrets`, `relay`.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function identityLabels(
  { workload: { identity } }: ServiceEnvironment,
  component = identity.component,
): Record<string, string> {
  return recommendedLabels({ name: identity.name, component });
}

/** The labels of objects that all workloads of a service share. Takes what {@link identityLabels} does. */
export function serviceLabels(
  { contract: { identity } }: ServiceEnvironment,
  component = identity.component,
): Record<string, string> {
  return recommendedLabels({ name: identity.name, component });
}
