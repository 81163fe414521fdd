import { formatStep, MAX_ANNOTATION_BYTES } from '@k8s-blocks/manifest';
import { qualifiedNameProblem } from '../formats.ts';
import type { StringMap } from '../kinds.ts';
import { metadataRule, podRule } from '../rule.ts';
import { quote, type Violations } from '../violation.ts';

/**
 * The keys of annotations are qualified names, in upper or lower case, and all annotations together have at most 256
 * KiB.
 *
 * @example
 * metadata: { annotations: { "a b": "" } }
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set
 */
export const objectAnnotations = metadataRule('object-annotations', ({ annotations }) =>
  annotationViolations(annotations, 'metadata.annotations'),
);

/** So are those of the annotations of a pod template. */
export const podAnnotations = podRule('object-annotations', ({ kind, metadata, metadataPath }) =>
  kind === 'Pod' ? [] : annotationViolations(metadata.annotations, `${metadataPath}.annotations`),
);

/** What is wrong with annotations. */
export function* annotationViolations(annotations: StringMap | undefined, path: string): Violations {
  let size = 0;
  for (const key in annotations) {
    size += Buffer.byteLength(key) + Buffer.byteLength(annotations[key] ?? '');
    if (qualifiedNameProblem(key.toLowerCase()) === undefined) continue;
    yield {
      field: path + formatStep(key),
      problem: `${quote(key)} is not a key of an annotation.`,
      remedy: 'Use letters, digits, "-", "_" and ".", at most 63, optionally after a DNS subdomain and "/".',
    };
  }
  if (size > MAX_ANNOTATION_BYTES) {
    const problem = `The annotations have ${size} bytes, at most ${MAX_ANNOTATION_BYTES} are allowed.`;
    yield { code: 'FieldValueTooLong', field: path, problem, remedy: 'Move what is large to a ConfigMap.' };
  }
}
