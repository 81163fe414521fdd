import type { KubernetesObject } from '@k8s-blocks/manifest';

/**
 * The object with a waiver: `verify` accepts the findings of one rule in it. The waiver is an annotation, so that it travels
 * with the object, and its reason is printed instead of the finding.
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
