import { checkLabels } from '@k8s-blocks/labels';
import { Refusal } from '@k8s-blocks/refusal';

/** How the Prometheus of an environment finds what it scrapes. */
export interface Monitoring {
  /** Labels by which it selects ServiceMonitors and PodMonitors, such as `release: prometheus`. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** @throws Refusal if a label is not valid. */
export function checkMonitoring({ labels = {} }: Monitoring, environment: string): void {
  try {
    checkLabels(labels, 'monitoring.labels');
  } catch (error) {
    throw error instanceof Refusal ? error.within({ environment }) : error;
  }
}
