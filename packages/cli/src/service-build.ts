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

/** What the policy of a whole stack is filed under, as services are by their names. */
export const OF_STACK = 'map';

/** Whether a service was not built, or what was built of it cannot be read. */
export function isMissing({ problems }: ServiceBuild): boolean {
  return problems !== undefined;
}

/** Why services were not built, each problem with its service and environment. */
export function problemsOf(builds: readonly ServiceBuild[], environment: string): readonly Problem[] {
  return builds.flatMap(({ service, problems = [] }) =>
    problems.map((problem) => ({ service, environment, ...problem })),
  );
}
