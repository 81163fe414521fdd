import type { Finding, WaivedFinding } from '@k8s-blocks/findings';
import type { Connection, Stack } from '@k8s-blocks/topology';
import type { StackInput } from '@k8s-blocks/verify';
import type { PlaceData } from './report-data.ts';

/** What a report is made of: a map, and what was built and found of it. */
export interface ReportInput {
  /** What the stack is called. */
  readonly title: string;
  /** The file of the map's module, from the root of the repository. */
  readonly mapFile: string;
  readonly stack: Stack;
  /** The environments that are deployed, in the order of the map. */
  readonly environments: readonly BuiltEnvironment[];
  readonly findings: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  /** Where a connection is declared, if that is known. Default: in no known line. */
  readonly declaredAt?: (connection: Connection) => PlaceData | undefined;
  /** Where an object, or a field of it, is written in the tree of a service. Default: not known. */
  readonly writtenAt?: (wanted: WantedPlace) => PlaceData | undefined;
}

/** What was built for one environment. */
export interface BuiltEnvironment {
  readonly name: string;
  readonly services: readonly BuiltService[];
  /** What was judged together: see `judgeStack` of packages/cli. */
  readonly input: StackInput;
}

/** The build of one service in one environment. */
export interface BuiltService {
  readonly service: string;
  readonly objects: readonly unknown[];
  /** Why it was not built. Absent if it was. */
  readonly problems?: readonly { readonly problem: string }[];
}

/** An object, or a field of it, whose place in the tree is asked for. */
export interface WantedPlace {
  readonly environment: string;
  /** The name of the service. Absent for an object of the whole stack. */
  readonly service?: string;
  readonly kind: string;
  /** As it was built. */
  readonly name: string;
  /** The path of a field: `spec.ingress[0]`. Default: the object itself. */
  readonly field?: string;
}
