import type { Finding } from '@k8s-blocks/findings';
import type { Fields } from '@k8s-blocks/manifest';
import { builtCluster, type StackInput, verifyStack } from '@k8s-blocks/verify';
import {
  type ImportedEnvironment,
  type ImportedObjects,
  isProduction,
  objectsIn,
  referenceInBase,
} from '../manifests/imported-objects.ts';
import type { Call, InBase, Isolation } from '../stack/call.ts';
import { addressCalls } from './address-calls.ts';
import { isolations, policyCalls } from './policy-calls.ts';

/** The calls that the manifests of all environments speak of, and what does not fit together. */
export interface FoundCalls {
  readonly calls: readonly Call[];
  readonly isolated: readonly Isolation[];
  readonly findings: readonly Finding[];
}

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
