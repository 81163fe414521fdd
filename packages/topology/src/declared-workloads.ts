import { dnsLabelProblem, dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { formatNames, nearest, Refusal } from '@k8s-blocks/refusal';
import { withKnownNames } from './known-names.ts';
import { WORKLOAD_KINDS, type Workload, type WorkloadDefinition, type WorkloadKind } from './workload.ts';
import { checkedSelector, labelsOfDefinition } from './workload-selector.ts';

/** What all workloads of a contract have in common. */
interface Service {
  readonly name: string;
  readonly namespace: string;
  /** The labels of the objects of its main workload. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The label of the name, which the workloads of a service share unless they say otherwise. */
const NAME = 'app.kubernetes.io/name';

/** The main workload of a contract, which has its name and labels. */
export function mainWorkload(
  { name, namespace, labels }: Service,
  definition: WorkloadKind | Pick<WorkloadDefinition, 'kind' | 'objectName'>,
  selector: Readonly<Record<string, string>>,
  hostNetwork: boolean,
): Workload {
  const { kind, objectName = name } = definitionOf(definition);
  checkWorkload('workload', kind, objectName);
  return { contract: name, name, objectName, namespace, kind, hostNetwork, labels, selector };
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
    const labels = labelsOfDefinition(`${field}.`, given, { name: service.labels[NAME] ?? contract, component: key });
    const selector = checkedSelector(`${field}.selector`, labels, given.selector);
    const { environments } = given;
    const presence = environments === undefined ? {} : { environments };
    return [key, { contract, key, name, objectName, namespace, kind, hostNetwork, labels, selector, ...presence }];
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
