import type { Finding } from '@k8s-blocks/findings';
import type { Fields, ObjectReference } from '@k8s-blocks/manifest';
import { builtCluster, type StackInput, verifyStack } from '@k8s-blocks/verify';
import { addressCalls } from './address-calls.ts';
import {
  type ImportedEnvironment,
  type ImportedObjects,
  isProduction,
  objectsIn,
  referenceInBase,
} from './imported-objects.ts';
import { isolations, policyCalls } from './policy-calls.ts';

/** One end of a call: a workload, by the key of its reference in base; or somebody outside of what is imported. */
export type CallEnd = { readonly workload: string } | { readonly outside: OutsideEnd };

/** Somebody outside of what is imported. */
export type OutsideEnd =
  | { readonly kind: 'anywhere' }
  | { readonly kind: 'namespace'; readonly namespace: string; readonly pods?: Readonly<Record<string, string>> }
  | { readonly kind: 'network'; readonly cidr: string; readonly except?: readonly string[] }
  | { readonly kind: 'host'; readonly host: string };

/** The port that is called. */
export interface CalledPort {
  /** Of a Service: its own port; of pods: that of the container. A name is that of a port of the container. */
  readonly port: number | string;
  readonly endPort?: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** The name of the Service that is called, in base; absent where pods are. */
  readonly service?: string;
}

/** A call that something in the manifests speaks of. */
export interface Call {
  readonly environment: string;
  readonly from: CallEnd;
  readonly to: CallEnd;
  readonly port: CalledPort;
  /** What speaks of it: an address in the configuration of the caller, a rule of its policy, or one of the callee's. */
  readonly by: 'address' | 'egress' | 'ingress';
  /** Where that is: `CONNECTOR_URL in ConfigMap web-config`, `NetworkPolicy web`. */
  readonly where: string;
  /** The scheme of the address. */
  readonly scheme?: string;
  /** Whether the rule lets in many by something else than their names, so that it does not say that each of them calls. */
  readonly isWide?: true;
}

/** A direction in which policies isolate the pods of a workload in an environment: what none lets through is denied. */
export interface Isolation {
  readonly environment: string;
  /** The key of its reference in base. */
  readonly workload: string;
  readonly direction: 'ingress' | 'egress';
}

/** The calls that the manifests of all environments speak of, and what does not fit together. */
export interface FoundCalls {
  readonly calls: readonly Call[];
  readonly isolated: readonly Isolation[];
  readonly findings: readonly Finding[];
}

/** Finds the reference of an object of an environment in base. */
export type InBase = (reference: ObjectReference) => ObjectReference;

/** The rules of `verify` that say where addresses and policies do not fit together, or what is without any. */
const RULES = new Set([
  'in-stack-address',
  'missing-budget',
  'missing-reference',
  'other-environment',
  'outside-address',
  'secret-in-production',
  'service-target-port',
  'unisolated-workload',
  'unmatched-peer',
  'unreachable-address',
]);

/** What addresses and policies say of who calls whom, in each environment. */
export function foundCalls({ environments, objects }: ImportedObjects): FoundCalls {
  const namespaces = new Set(environments.flatMap((each) => [...each.namespaces.values()]));
  const all = environments.map((environment) => {
    const input = inputOf(environment, objectsIn(objects, environment.name), environments);
    const toBase: InBase = (reference) => referenceInBase(reference, environment);
    const { cluster } = builtCluster(input);
    return {
      calls: [
        ...addressCalls(input, environment.name, toBase),
        ...policyCalls(cluster, { environment: environment.name, toBase, namespaces }),
      ],
      isolated: isolations(cluster, environment.name, toBase),
      findings: environment.isGiven ? verifyStack(input).filter(({ rule }) => RULES.has(rule)) : [],
    };
  });
  return {
    calls: all.flatMap(({ calls }) => calls),
    isolated: all.flatMap(({ isolated }) => isolated),
    findings: all.flatMap(({ findings }) => findings),
  };
}

function inputOf(
  { name, namespaces }: ImportedEnvironment,
  objects: readonly Fields[],
  environments: readonly ImportedEnvironment[],
): StackInput {
  const own = new Set(namespaces.values());
  const elsewhere = environments
    .filter((other) => other.name !== name)
    .flatMap((other) => [...other.namespaces.values()].map((namespace) => [namespace, other.name] as const));
  return {
    environment: name,
    production: isProduction(name),
    objects: objects.map((object, index) => ({ object, document: `${name}#${index}` })),
    namesElsewhere: new Map(elsewhere.filter(([namespace]) => !own.has(namespace))),
  };
}
