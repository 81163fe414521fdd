import { checkLabels } from '@k8s-blocks/labels';
import type { ServiceEnvironment } from '@k8s-blocks/topology';

type Labels = Readonly<Record<string, string>>;

const COMPONENT = 'app.kubernetes.io/component';

/**
 * The labels of objects of a workload: those of its contract, `app.kubernetes.io/name` and `app.kubernetes.io/component` unless
 * it lists others.
 *
 * @param component what the object is for, where it is not the workload's own component: `secrets`, `relay`.
 * @throws Refusal if the component is not a valid label value.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function identityLabels({ workload }: ServiceEnvironment, component?: string): Record<string, string> {
  return withComponent(workload.labels, component);
}

/** The labels of objects that all workloads of a service share. Takes what {@link identityLabels} does. */
export function serviceLabels({ contract }: ServiceEnvironment, component?: string): Record<string, string> {
  return withComponent(contract.labels, component);
}

function withComponent(labels: Labels, component: string | undefined): Record<string, string> {
  if (component === undefined) return { ...labels };
  checkLabels({ [COMPONENT]: component }, 'metadata.labels');
  return { ...labels, [COMPONENT]: component };
}
