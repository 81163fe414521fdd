import type { Needed } from '@k8s-blocks/topology';
import type { DifferenceData } from '../difference/difference-data.ts';
import type { ReasonData } from './reason-data.ts';
import type { FindingData, ResourcesData, ServiceData } from './service-data.ts';

/**
 * A stack in all its environments, as plain data that can be written as JSON: what the page of a report shows, and what its
 * picture is drawn of. Whatever occurs often is in a list once, and named by its position there. No value of a Secret is in it.
 */
export interface ReportData {
  /** What the stack is called on the page. */
  readonly title: string;
  /** The file of the map's module, as it is named from the root of the repository: `packages/stack/src/system.ts`. */
  readonly mapFile: string;
  /** The environments that are deployed, in the order of the map. */
  readonly environments: readonly EnvironmentData[];
  /** The namespaces of the services as contracts name them, in the order of the services. */
  readonly namespaces: readonly NamespaceData[];
  /** The services, in start order: one wave after the other. */
  readonly services: readonly ServiceData[];
  /** Whom connections lead to or come from outside of the stack. */
  readonly outsides: readonly OutsideData[];
  /** The declared connections, in the order of the map. */
  readonly connections: readonly ConnectionData[];
  /** Why a direction is let through or denied: each reason once. */
  readonly reasons: readonly ReasonData[];
  /** What `verify` found in no single environment. */
  readonly findings: readonly FindingData[];
  /** What a change does to the stack, where the page is of one. */
  readonly difference?: DifferenceData;
}

/** One environment. */
export interface EnvironmentData {
  readonly name: string;
  readonly production: boolean;
  /** What all pods of it ask for and may use together. */
  readonly resources: ResourcesData;
  /** Who reaches whom in it. */
  readonly matrix: MatrixData;
  /** What `verify` found in it and in none of the services. */
  readonly findings: readonly FindingData[];
}

/** A namespace with services. */
export interface NamespaceData {
  /** Its name in contracts. */
  readonly name: string;
  /** Its name in each environment. */
  readonly names: readonly string[];
}

/** A party outside of the stack. */
export interface OutsideData {
  /** What it is called: `anywhere`, `namespace monitoring`, `the internet`. */
  readonly title: string;
  /** Present where it is anywhere: any pod and any address. */
  readonly anywhere?: true;
}

/** One end of a connection: a service of the stack, or a party outside. */
export type EndData =
  | {
      /** The position of the service. */
      readonly service: number;
      /** The name of its workload, where it is not the main one. */
      readonly workload?: string;
    }
  | {
      /** The position of the party outside. */
      readonly outside: number;
    };

/** A declared connection. */
export interface ConnectionData {
  readonly from: EndData;
  readonly to: EndData;
  /** The port: `8081`, `53/UDP`, `8000-9000`. */
  readonly port: string;
  /** The name of the port in the contract, where it is one of a service: `admin`. */
  readonly portName?: string;
  /** Why it exists. */
  readonly why: string;
  /** When the caller needs the callee. Absent unless it is one service of the stack that calls another. */
  readonly needed?: Needed;
  /** Where it is declared, if that is known. */
  readonly declared?: PlaceData;
  /** It in each environment: null where it does not exist. */
  readonly environments: readonly (ConnectionInEnvironment | null)[];
}

/** A declared connection in one environment. */
export interface ConnectionInEnvironment {
  /** What the caller calls: `http://connector.agent-runtime.svc.cluster.local:8081`. Absent where nothing is called by a name. */
  readonly address?: string;
  /** The reasons of both sides, by their positions. Absent where no pod of an end was built. */
  readonly verdict?: VerdictData;
}

/** Why a connection is let through or not: the positions of the reasons. It is where both are allowed. */
export interface VerdictData {
  /** Of the caller's side. */
  readonly egress: number;
  /** Of the callee's side. */
  readonly ingress: number;
}

/** A line of a file. */
export interface PlaceData {
  /** As it is named from the root of the repository. */
  readonly file: string;
  /** From 1. Absent where it is not known. */
  readonly line?: number;
}

/**
 * Who reaches whom in one environment. What denies nearly always depends on one end alone, so that the usual reason is said
 * once for each source and target, and only the cells with others are listed.
 */
export interface MatrixData {
  /** The workloads, those who call from outside as the map declares, then who stands for all other pods and addresses. */
  readonly sources: readonly MatrixSource[];
  /** The ports that pods offer, then those that are called outside of the stack as the map declares. */
  readonly targets: readonly MatrixTarget[];
  /** Of each source the usual reason of the egress. */
  readonly egress: readonly number[];
  /** Of each target the usual reason of the ingress. */
  readonly ingress: readonly number[];
  /** The cells whose egress has another reason: source, target, reason; one after the other. */
  readonly egressExceptions: readonly number[];
  /** The same of the ingress. */
  readonly ingressExceptions: readonly number[];
}

/** Who calls, in a matrix. */
export interface MatrixSource {
  /** `shop/web`. */
  readonly title: string;
  /** The position of the service; absent for who is outside. */
  readonly service?: number;
  /** The position of the party outside, where the map declares that it calls or is called. */
  readonly outside?: number;
  /** The name of its workload, where it is not the main one. */
  readonly workload?: string;
}

/** What is called, in a matrix. */
export interface MatrixTarget extends MatrixSource {
  /** `8080`, `53/UDP`. */
  readonly port: string;
  /** The name of the port in the contract, where it has one: `http`. */
  readonly name?: string;
}
