import type { LocatedObject } from '@k8s-blocks/findings';
import { type Disclosure, groupOf } from '@k8s-blocks/manifest';
import { pathSegmentProblem } from '../formats.ts';
import type { StringMap } from '../kinds.ts';
import { decode } from '../schema/decode.ts';
import { structOf } from '../schema/kind-types.ts';
import { labelViolations } from '../selector.ts';
import { invalid, required, type Violations } from '../violation.ts';
import { annotationViolations } from './object-annotations.ts';

/**
 * An object of a kind that is not judged in full, such as a custom resource, has a name that fits in a URL, and valid
 * labels and annotations.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names
 */
export function* foreignMetadataViolations(
  object: object,
  mayShow: Disclosure,
  { writtenAt, ...located }: Pick<LocatedObject, 'writtenAt' | 'rewritten'>,
): Violations {
  const { apiVersion, metadata } = object as { readonly apiVersion?: unknown; readonly metadata?: unknown };
  const { value, mistyped } = decode(
    metadata ?? {},
    structOf('meta/v1', 'ObjectMeta'),
    (field, given) => mayShow(inMetadata(field), given),
    { ...located, writtenAt: (field) => writtenAt?.(inMetadata(field)) },
  );
  for (const violation of mistyped) yield { ...violation, field: inMetadata(violation.field) };
  if (mistyped.length > 0) return;
  const { name = '', generateName = '', labels, annotations } = value as ForeignMetadata;
  if (!isQuestion(apiVersion)) {
    if (name === '' && generateName === '') yield required('metadata.name', 'Give the object a name.');
    yield* invalid(
      'metadata.name',
      pathSegmentProblem(name),
      'Use a name without "/" and "%", other than "." and "..".',
    );
  }
  yield* labelViolations(labels, 'metadata.labels');
  yield* annotationViolations(annotations, 'metadata.annotations');
}

/** The kinds of these groups ask the server who may do what: it answers, and stores nothing, so that they need no names. */
const QUESTIONS = new Set(['authentication.k8s.io', 'authorization.k8s.io']);

function isQuestion(apiVersion: unknown): boolean {
  return typeof apiVersion === 'string' && QUESTIONS.has(groupOf(apiVersion));
}

function inMetadata(field: string): string {
  return field === '' ? 'metadata' : `metadata.${field}`;
}

interface ForeignMetadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
}
