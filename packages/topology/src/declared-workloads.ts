import { dnsLabelProblem, dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { formatNames, nearest, Refusal } from '@k8s-blocks/refusal';
import { withKnownNames } from './known-names.ts';
import {
  type Identity,
  WORKLOAD_KINDS,
  type Workload,
  type WorkloadDefinition,
  type WorkloadKind,
} from './workload.ts';
import { checkedSelector } from './workload-selector.ts';

/** What all workloads of a contract have in common. */
interface Service {
  readonly name: string;
  readonly namespace: string;
  readonly identity: Identity;
}

/** The main workload of a contract, which has its name and identity. */
export function mainWorkload(
  { name, namespace, identity }: Service,
  definition: WorkloadKind | Pick<WorkloadDefinition, 'kind' | 'objectName'>,
  selector: Readonly<Record<string, string>>,
  hostNetwork: boolean,
): Workload {
  const { kind, objectName = name } = definitionOf(definition);
  checkWorkload('workload', kind, objectName);
  return { contract: name, name, objectName, namespace, kind, hostNetwork, identity, selector };
}

/**
 * The other workloads of a contract, by key.
 *
 * @throws Refusal if a kind, name, key or label is not a valid one, or the name of one that is not there is read.
 */
export function otherWorkloads(
  service: Service,
  definitions: Readonly<Record<string, WorkloadKind | WorkloadDefinition>>,
): Readonly<Record<string, Workload>> {
  const { name: contract, namespace } = service;
  const entries = Object.entries(definitions).map(([key, definition]): [string, Workload] => {
    const field = `workloads.${key}`;
    const name = `${contract}-${key}`;
    const problem = dnsLabelProblem(key) ?? dnsLabelProblem(name);
    if (problem !== undefined) {
      const remedy =
        'Give a key of lower-case letters, digits and "-", such as "data-import": names of objects end in it.';
      throw new Refusal({ field, problem, remedy });
    }
    const { kind, objectName = name, hostNetwork = false, ...given } = definitionOf(definition);
    checkWorkload(field, kind, objectName);
    const identity = given.identity ?? { name: service.identity.name, component: key };
    const selector = checkedSelector(`${field}.selector`, identity, given.selector);
    const { environments } = given;
    const presence = environments === undefined ? {} : { environments };
    return [key, { contract, key, name, objectName, namespace, kind, hostNetwork, identity, selector, ...presence }];
  });
  return withKnownNames(Object.fromEntries(entries), (name) => ({
    object: `contract ${contract}`,
    field: `workloads.${name}`,
    problem: `${contract} has no workload "${name}".`,
  }));
}

function definitionOf(definition: WorkloadKind | WorkloadDefinition): WorkloadDefinition {
  // What is misspelt is undefined, and refused as a kind.
  return typeof definition === 'object' && definition !== null ? definition : { kind: definition };
}

/** Checked at run time too, since tsx and Node run TypeScript without checking its types. */
function checkWorkload(field: string, kind: unknown, objectName: string): void {
  if (!WORKLOAD_KINDS.some((each) => each === kind)) {
    const meant = nearest(String(kind), WORKLOAD_KINDS);
    const remedy = meant === undefined ? `There are ${formatNames(WORKLOAD_KINDS)}.` : `Did you mean "${meant}"?`;
    throw new Refusal({ field, problem: `"${String(kind)}" is not a kind of workload.`, remedy });
  }
  const problem = dnsSubdomainProblem(objectName);
  if (problem !== undefined) throw new Refusal({ field: `${field}.objectName`, problem });
}
