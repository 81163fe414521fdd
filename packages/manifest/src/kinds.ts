import { groupOf } from './api-version.ts';
import { type FieldPath, valueAt } from './field-path.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { KINDS, type Kind } from './kind-table.ts';

const KINDS_BY_NAME: ReadonlyMap<string, Kind> = new Map(KINDS.map((each) => [mapKey(each.group, each.kind), each]));

/** Unambiguous: neither a group nor what is before the first slash of an `apiVersion` holds a slash. */
function mapKey(group: string, kind: string): string {
  return `${group}/${kind}`;
}

/** What is known of a kind; undefined if it is not one of Kubernetes itself, as custom resources are not. */
export function findKind({ group, kind }: Pick<Kind, 'group' | 'kind'>): Kind | undefined {
  return KINDS_BY_NAME.get(mapKey(group, kind));
}

/**
 * The kind of an object, in whichever version it is written; undefined if it is not one of Kubernetes itself.
 *
 * @param object any value.
 */
export function kindOf(object: unknown): Kind | undefined {
  const { apiVersion, kind } = fieldsOf(object);
  return typeof kind === 'string' ? KINDS_BY_NAME.get(mapKey(groupOf(apiVersion), kind)) : undefined;
}

/**
 * Whether the objects of a kind are in namespaces. Undefined if the kind is unknown, as those of custom resources are:
 * their definitions say it.
 */
export function isNamespaced(kind: Pick<Kind, 'group' | 'kind'>): boolean | undefined {
  const known = findKind(kind);
  return known && known.scope === 'Namespaced';
}

const KINDS_BY_VERSION: ReadonlyMap<string, readonly string[]> = kindsByVersion();

function kindsByVersion(): ReadonlyMap<string, readonly string[]> {
  const served = new Map<string, string[]>();
  for (const { group, kind, versions } of KINDS) {
    for (const version of versions) {
      const apiVersion = group === '' ? version : `${group}/${version}`;
      served.set(apiVersion, [...(served.get(apiVersion) ?? []), kind]);
    }
  }
  return served;
}

/**
 * The kinds that Kubernetes 1.33 to 1.36 serve in a version of a group; undefined if that is none of Kubernetes' own.
 *
 * @param apiVersion as in a manifest: `apps/v1`.
 */
export function servedKinds(apiVersion: string): readonly string[] | undefined {
  return KINDS_BY_VERSION.get(apiVersion);
}

/** The template of pods, with its metadata and spec, and where it is. */
export interface PodTemplate {
  readonly template: Fields;
  /** The path of the template in the object; of a Pod, which is its own template, `[]`. */
  readonly path: FieldPath;
}

/**
 * The template of the pods that an object makes, empty if the object lacks it; a Pod itself. Undefined if the kind makes no
 * pods, or is not known.
 *
 * @param object any value.
 */
export function podTemplateOf(object: unknown): PodTemplate | undefined {
  const path = kindOf(object)?.podTemplate;
  return path && { template: fieldsOf(valueAt(object, path)), path };
}
