import { type Fields, lastAppliedSize, MAX_ANNOTATION_BYTES } from '@k8s-blocks/manifest';
import type { Violations } from '../violation.ts';

/**
 * An object is small enough for `kubectl apply` without `--server-side`, which notes the whole object in an annotation; all
 * annotations together have at most 256 KiB.
 *
 * @example
 * apiVersion: v1
 * kind: ConfigMap
 * data:
 *   dump.sql: "" # and then 300 KiB of text
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/
 */
export function* clientSideApplyViolations(object: Fields): Violations {
  if (lastAppliedSize(object) <= MAX_ANNOTATION_BYTES) return;
  yield {
    code: 'FieldValueTooLong',
    field: 'metadata.annotations',
    problem: `As JSON it is too large to be noted in an annotation, of which all together have at most ${MAX_ANNOTATION_BYTES} bytes.`,
    why: 'kubectl apply without --server-side notes each object so, and is refused.',
    remedy: 'Apply with --server-side, or split the object.',
    severity: 'warning',
  };
}
