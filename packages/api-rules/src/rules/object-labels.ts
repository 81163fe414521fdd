import { metadataRule, podRule } from '../rule.ts';
import { labelViolations } from '../selector.ts';

/**
 * The keys and values of labels have their form.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export const objectLabels = metadataRule('object-labels', ({ labels }) => labelViolations(labels, 'metadata.labels'));

/** The same of the labels that a template gives its pods. */
export const podLabels = podRule('object-labels', ({ metadata, path }) =>
  labelViolations(metadata.labels, `${path}.metadata.labels`),
);
