import type { KubernetesObject } from '@k8s-blocks/manifest';

/**
 * The object with a finding of `verify` accepted, next to the code that causes it. The reason is an annotation, so that it
 * travels with the object and is printed where the finding would be.
 *
 * @param rule the rule that finds it, as the finding names it: `blocked-drain`.
 * @param reason why it is accepted, as a sentence.
 */
export function waive<T extends KubernetesObject & { metadata?: { annotations?: Record<string, string> } }>(
  rule: string,
  reason: string,
  object: T,
): T {
  const annotations = { ...object.metadata?.annotations, [`k8s-blocks/waive-${rule}`]: reason };
  return { ...object, metadata: { ...object.metadata, annotations } };
}
