import {
  type Fields,
  fieldsOf,
  formatPath,
  kindOf,
  listOf,
  type PodTemplate,
  podTemplateOf,
} from '@k8s-blocks/manifest';

/** The pod of an object of any kind with a pod template, as it is written, and the path of the template. */
export interface LocatedPod {
  readonly metadata: Fields;
  readonly spec: Fields;
  /** Whether it is the template of pods, and no Pod itself. */
  readonly isTemplate: boolean;
  /** The path of a field of the template: `at('spec.volumes')` is `spec.template.spec.volumes`. */
  readonly at: (field: string) => string;
  /** Init containers first, then containers and ephemeral ones. */
  readonly containers: readonly { readonly container: Fields; readonly path: string }[];
}

/** The pod of an object, also of a PodTemplate, which makes none; undefined if its kind has none. */
export function locatedPodOf(object: unknown): LocatedPod | undefined {
  const found = podTemplateOf(object) ?? ofPodTemplate(object);
  if (found === undefined) return undefined;
  const path = formatPath(found.path);
  const at = (field: string) => (path === '' ? field : `${path}.${field}`);
  const spec = fieldsOf(found.template.spec);
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) =>
    listOf(spec[list]).map((container, index) => ({
      container: fieldsOf(container),
      path: at(`spec.${list}[${index}]`),
    })),
  );
  return { metadata: fieldsOf(found.template.metadata), spec, isTemplate: path !== '', at, containers };
}

function ofPodTemplate(object: unknown): PodTemplate | undefined {
  const kind = kindOf(object);
  if (kind?.group !== '' || kind.kind !== 'PodTemplate') return undefined;
  return { template: fieldsOf(fieldsOf(object).template), path: ['template'] };
}
