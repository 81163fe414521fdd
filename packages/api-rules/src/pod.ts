import { type FieldPath, type Fields, fieldsOf, findKind, formatPath, groupOf, valueAt } from '@k8s-blocks/manifest';
import { API_VERSIONS, KINDS_WITH_PODS, type Kind, type Kinds, type KindWithPods, type Metadata } from './kinds.ts';
import type { FieldViolation } from './violation.ts';

export type PodTemplate = NonNullable<NonNullable<Kinds['Deployment']['spec']>['template']>;
export type PodSpec = NonNullable<PodTemplate['spec']>;
export type PodSecurityContext = NonNullable<PodSpec['securityContext']>;
export type Container = NonNullable<PodSpec['containers']>[number];
export type SecurityContext = NonNullable<Container['securityContext']>;
export type Volume = NonNullable<PodSpec['volumes']>[number];
export type Claim = NonNullable<NonNullable<Kinds['StatefulSet']['spec']>['volumeClaimTemplates']>[number];
export type ResourceRequirements = NonNullable<Container['resources']>;

/** A container and where it stands. */
export interface LocatedContainer {
  readonly container: Container;
  /** The path of the container. */
  readonly path: string;
  readonly list: 'containers' | 'initContainers';
  /** It runs beside the others: a container, or an init container with `restartPolicy: Always`. */
  readonly longRunning: boolean;
}

/** The pod that an object is, or holds the template of, with what several rules ask of it. */
export interface Pod {
  /** The kind of the object. */
  readonly kind: KindWithPods;
  readonly metadata: Metadata;
  readonly metadataPath: string;
  readonly spec: PodSpec;
  /** The path of the spec: `spec.template.spec`. */
  readonly path: string;
  /** Init containers first, as they run. */
  readonly containers: readonly LocatedContainer[];
  /** The volumes that containers can mount, by name: those of the pod, and the claims of a StatefulSet. */
  readonly volumes: ReadonlyMap<string, Volume>;
}

/** The paths of the templates. Nothing makes pods of a PodTemplate, so that the table of kinds has no path for it. */
const TEMPLATE_PATHS: ReadonlyMap<Kind, FieldPath> = new Map(
  KINDS_WITH_PODS.map((kind) => {
    const path = findKind({ group: groupOf(API_VERSIONS[kind]), kind })?.podTemplate;
    return [kind, path ?? ['template']];
  }),
);

/** Whether objects of a kind hold the template of a pod, or are one. */
export function hasPods(kind: Kind): kind is KindWithPods {
  return TEMPLATE_PATHS.has(kind);
}

/**
 * The pod of an object.
 *
 * @param object its values are of the right types.
 */
export function podOf(object: Fields, kind: KindWithPods): Pod {
  const templatePath = TEMPLATE_PATHS.get(kind) ?? [];
  const template: PodTemplate = fieldsOf(valueAt(object, templatePath));
  const spec = template.spec ?? {};
  const path = formatPath([...templatePath, 'spec']);
  return {
    kind,
    metadata: template.metadata ?? {},
    metadataPath: formatPath([...templatePath, 'metadata']),
    spec,
    path,
    containers: [...containersOf(spec, 'initContainers', path), ...containersOf(spec, 'containers', path)],
    volumes: volumesOf(spec, kind === 'StatefulSet' ? claimsOf(object) : []),
  };
}

/** What the server refuses of a Pod; a template with it is taken, and the pods that are made of it are refused. */
export function refusedOfPods({ kind }: Pod, violation: FieldViolation): FieldViolation {
  if (kind === 'Pod') return violation;
  const why = 'The API server takes the template, and refuses every pod that is made of it.';
  return { ...violation, severity: 'warning', why };
}

function containersOf(spec: PodSpec, list: LocatedContainer['list'], path: string): LocatedContainer[] {
  return (spec[list] ?? []).map((container, index) => ({
    container,
    path: `${path}.${list}[${index}]`,
    list,
    longRunning: list === 'containers' || container.restartPolicy === 'Always',
  }));
}

function volumesOf(spec: PodSpec, claims: readonly Claim[]): ReadonlyMap<string, Volume> {
  const volumes = new Map<string, Volume>();
  for (const volume of spec.volumes ?? []) volumes.set(volume.name ?? '', volume);
  for (const claim of claims) {
    const name = claim.metadata?.name ?? '';
    volumes.set(name, { name, persistentVolumeClaim: { claimName: name } });
  }
  return volumes;
}

function claimsOf(object: Fields): readonly Claim[] {
  const { spec }: Kinds['StatefulSet'] = object;
  return spec?.volumeClaimTemplates ?? [];
}
