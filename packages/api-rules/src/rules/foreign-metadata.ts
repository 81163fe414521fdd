import type { LocatedObject } from '@k8s-blocks/findings';
import { type Disclosure, dnsSubdomainProblem, groupOf, kindOf } from '@k8s-blocks/manifest';
import { builtInMetadataViolations } from '../built-in-metadata.ts';
import { pathSegmentProblem } from '../formats.ts';
import type { Metadata } from '../kinds.ts';
import { SUBDOMAIN_REMEDY } from '../object-names.ts';
import { decode } from '../schema/decode.ts';
import { structOf } from '../schema/kind-types.ts';
import { labelViolations } from '../selector.ts';
import { invalid, required, type Violations } from '../violation.ts';
import { finalizerViolations } from './finalizers.ts';
import { annotationViolations } from './object-annotations.ts';
import { ownerReferenceViolations } from './owner-references.ts';

/** Whose metadata it is. */
interface Owner {
  /**
   * `foreign`: of an object of a kind that is not judged in full. `defined`: of a custom resource whose definition is at hand.
   * `embedded`: of an object in a field of such a custom resource. Default: `foreign`.
   */
  readonly is?: 'foreign' | 'defined' | 'embedded';
  /** The path of an embedded object. */
  readonly path?: string;
}

/**
 * An object of a kind whose metadata has no rules of its own, such as a custom resource, has a name that fits in a URL, and valid
 * labels, annotations, finalizers and owners. If the definition of a custom resource is at hand, its name is a DNS subdomain, and its
 * metadata and that of the objects in it have no unknown fields.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names
 */
export function* foreignMetadataViolations(
  object: object,
  mayShow: Disclosure,
  { writtenAt, ...located }: Pick<LocatedObject, 'writtenAt' | 'rewritten'>,
  { is = 'foreign', path = '' }: Owner = {},
): Violations {
  const { apiVersion, metadata } = object as { readonly apiVersion?: unknown; readonly metadata?: unknown };
  const own = path === '' ? 'metadata' : `${path}.metadata`;
  const inMetadata = (field: string) => (field === '' ? own : `${own}.${field}`);
  const { value, mistyped, unknown } = decode(
    metadata ?? {},
    structOf('meta/v1', 'ObjectMeta'),
    (field, given) => mayShow(inMetadata(field), given),
    { ...located, writtenAt: (field) => writtenAt?.(inMetadata(field)) },
  );
  for (const violation of mistyped) yield { ...violation, field: inMetadata(violation.field) };
  if (is !== 'foreign') for (const violation of unknown) yield { ...violation, field: inMetadata(violation.field) };
  if (mistyped.length > 0) return;
  const read: Metadata = value;
  const { name = '', generateName = '', labels, annotations, finalizers = [], ownerReferences = [] } = read;
  const needsName = is !== 'embedded' && !isQuestion(apiVersion);
  if (needsName && name === '' && generateName === '') yield required(`${own}.name`, 'Give the object a name.');
  if (is === 'defined') yield* customResourceNameViolations(name, generateName);
  else if (!isQuestion(apiVersion)) yield* invalid(`${own}.name`, pathSegmentProblem(name), PATH_SEGMENT_REMEDY);
  yield* labelViolations(labels, `${own}.labels`);
  yield* annotationViolations(annotations, `${own}.annotations`);
  if (is === 'embedded') return;
  yield* finalizerViolations(finalizers);
  yield* ownerReferenceViolations(ownerReferences);
  const kind = kindOf(object);
  if (kind !== undefined) yield* builtInMetadataViolations(read, kind);
}

const PATH_SEGMENT_REMEDY = 'Use a name without "/" and "%", other than "." and "..".';

/** The kinds of these groups ask the server who may do what: it answers, and stores nothing, so that they need no names. */
const QUESTIONS = new Set(['authentication.k8s.io', 'authorization.k8s.io']);

function isQuestion(apiVersion: unknown): boolean {
  return typeof apiVersion === 'string' && QUESTIONS.has(groupOf(apiVersion));
}

/** What a server asks of the name of a custom resource that is defined in it. */
function* customResourceNameViolations(name: string, generateName: string): Violations {
  if (name !== '') yield* invalid('metadata.name', dnsSubdomainProblem(name), SUBDOMAIN_REMEDY);
  // The server puts characters behind it, so that a "-" at its end is right.
  const completed = generateName.replace(/(?<=.)-$/, 'a');
  if (generateName !== '') yield* invalid('metadata.generateName', dnsSubdomainProblem(completed), SUBDOMAIN_REMEDY);
}
