import type { Problem } from '@k8s-blocks/refusal';

/** The build of one service in one environment. */
export interface ServiceBuild {
  readonly service: string;
  /** The path of the kustomization.yaml that it was built from. */
  readonly file: string;
  /** The built objects; none if the build failed. */
  readonly objects: readonly unknown[];
  /** Why it was not built, or cannot be read. Absent if it was. */
  readonly problems?: readonly Problem[];
}

/** Environment name to the builds of all services. */
export type Builds = Readonly<Record<string, readonly ServiceBuild[]>>;
