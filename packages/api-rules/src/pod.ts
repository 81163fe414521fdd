import type { Kinds, Loose, Metadata } from './kinds.ts';

/** A workload: an object with a pod template. */
export type Workload = Kinds['Deployment'] | Kinds['StatefulSet'];

export type PodTemplate = NonNullable<NonNullable<Workload['spec']>['template']>;
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

/** The pod of a template, with what several rules ask of it. */
export interface Pod {
  readonly metadata: Metadata;
  readonly spec: PodSpec;
  /** The path of the template. */
  readonly path: string;
  /** Init containers first, as they run. */
  readonly containers: readonly LocatedContainer[];
  /** The volumes that containers can mount, by name: those of the template, and the claims of a StatefulSet. */
  readonly volumes: ReadonlyMap<string, Volume>;
}

/** The pod of a workload. */
export function podOf(workload: Workload): Pod {
  const template = workload.spec?.template ?? {};
  const spec = template.spec ?? {};
  const path = 'spec.template';
  return {
    metadata: template.metadata ?? {},
    spec,
    path,
    containers: [...containersOf(spec, 'initContainers', path), ...containersOf(spec, 'containers', path)],
    volumes: volumesOf(workload, spec),
  };
}

function containersOf(spec: PodSpec, list: LocatedContainer['list'], path: string): LocatedContainer[] {
  return (spec[list] ?? []).map((container, index) => ({
    container,
    path: `${path}.spec.${list}[${index}]`,
    list,
    longRunning: list === 'containers' || container.restartPolicy === 'Always',
  }));
}

function volumesOf(workload: Workload, spec: PodSpec): ReadonlyMap<string, Volume> {
  const volumes = new Map<string, Volume>();
  for (const volume of spec.volumes ?? []) volumes.set(volume.name ?? '', volume);
  for (const claim of claimsOf(workload)) {
    const name = claim.metadata?.name ?? '';
    volumes.set(name, { name, persistentVolumeClaim: { claimName: name } });
  }
  return volumes;
}

/** The claims of a StatefulSet; none of a Deployment. */
function claimsOf(workload: Workload): readonly Loose<Claim>[] {
  const spec: Kinds['StatefulSet']['spec'] = workload.spec;
  return spec?.volumeClaimTemplates ?? [];
}
