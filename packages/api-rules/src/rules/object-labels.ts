import { metadataRule, podRule } from '../rule.ts';
import { labelViolations } from '../selector.ts';

/**
 * The keys of labels are qualified names, and their values are valid.
 *
 * @example
 * metadata: { labels: { app: "my app" } } # a space
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export const objectLabels = metadataRule('object-labels', ({ labels }) => labelViolations(labels, 'metadata.labels'));

/** So are those of the labels of a pod template. */
export const podLabels = podRule('object-labels', ({ kind, metadata, metadataPath }) =>
  kind === 'Pod' ? [] : labelViolations(metadata.labels, `${metadataPath}.labels`),
);
