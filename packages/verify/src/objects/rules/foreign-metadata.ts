import type { Disclosure } from '../disclosure.ts';
import { type Faults, formed, missing } from '../fault.ts';
import { pathSegmentFault } from '../formats.ts';
import type { StringMap } from '../kinds.ts';
import { decode } from '../schema/decode.ts';
import { labelFaults } from '../selector.ts';
import { annotationFaults } from './object-annotations.ts';

/**
 * The metadata of an object of a kind that is not known in full, such as a custom resource: names as free as the API
 * lets any kind have them.
 * See https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names.
 */
export function* foreignMetadataFaults(object: object, mayShow: Disclosure): Faults {
  const { metadata } = object as { readonly metadata?: unknown };
  const { value, mistyped } = decode(metadata ?? {}, 'ObjectMeta', (field, given) => mayShow(inMetadata(field), given));
  for (const fault of mistyped) yield { ...fault, field: inMetadata(fault.field) };
  if (mistyped.length > 0) return;
  const { name = '', generateName = '', labels, annotations } = value as ForeignMetadata;
  if (name === '' && generateName === '') yield missing('metadata.name', 'Give the object a name.');
  yield* formed('metadata.name', pathSegmentFault(name), 'Use a name without "/" and "%", other than "." and "..".');
  yield* labelFaults(labels, 'metadata.labels');
  yield* annotationFaults(annotations, 'metadata.annotations');
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
