import { checkLabels } from '@k8s-blocks/labels';

/** How the Prometheus of an environment finds what it scrapes. */
export interface Monitoring {
  /** Labels by which it selects ServiceMonitors and PodMonitors, such as `release: prometheus`. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** @throws Refusal if a label is not valid. */
export function checkMonitoring({ labels = {} }: Monitoring): void {
  checkLabels(labels, 'monitoring.labels');
}
