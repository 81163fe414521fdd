import { recommendedLabels } from '@k8s-blocks/labels';
import type { ServiceEnvironment } from '@k8s-blocks/topology';

/**
 * The labels of a service's objects: `app.kubernetes.io/name` and `app.kubernetes.io/component`.
 *
 * @param component what the object is for, where it is not the service's own component: `secrets`, `relay`.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function identityLabels(
  { contract: { identity } }: ServiceEnvironment,
  component = identity.component,
): Record<string, string> {
  return recommendedLabels({ name: identity.name, component });
}
