import type { LocatedObject } from '@k8s-blocks/findings';
import { groupBy, type IpAddress } from '@k8s-blocks/manifest';
import {
  type ClusterModel,
  clusterOf,
  type Evaluator,
  evaluator,
  type Pod,
  type Service,
} from '@k8s-blocks/reachability';
import type { NamesHere } from './bare-names.ts';
import { type BuiltObject, builtObjects } from './built-object.ts';
import { type ConfigText, configTexts } from './config-text.ts';
import { type DeclaredConnection, namespaceOf } from './connection.ts';
import { type DataReference, dataReferences } from './data-reference.ts';
import type { DeclaredRoutes } from './declared-route.ts';
import { withNodeAddresses } from './node-addresses.ts';
import { addressEdgesOf, portEdgesOf } from './policy-edges.ts';
import type { ScrapedPort } from './scraped-port.ts';
import { type Workload, workloadsOf } from './workload.ts';

/** A Secret that is provided in the cluster, so that the build does not have it. */
export interface ProvidedSecret {
  readonly namespace: string;
  readonly name: string;
  /** Its keys, where they are known: references to others are then errors. */
  readonly keys?: readonly string[];
}

/** What was built for one environment, and what is known of it. */
export interface StackInput extends NamesHere {
  /** The objects of all services. */
  readonly objects: readonly LocatedObject[];
  /** Every connection that is to exist. Without them, no rule looks for what is undeclared. */
  readonly connections?: readonly DeclaredConnection[];
  /** Every route that is to exist, where the environment says how they are made. Without it, none is looked for. */
  readonly declaredRoutes?: DeclaredRoutes;
  /** The ports that a Prometheus is declared to read. Default: none is looked for. */
  readonly scrapedPorts?: readonly ScrapedPort[];
  /** The environment's name, for the findings. */
  readonly environment?: string;
  /** The names that its services and namespaces have in it: what they hold is not of another environment. */
  readonly ownNames?: readonly string[];
  /** The names of the environments beside it: nothing here may be of theirs. */
  readonly otherEnvironments?: readonly string[];
  /** The names that services and namespaces have in other environments alone, each with its environment. */
  readonly namesElsewhere?: ReadonlyMap<string, string>;
  /** The DNS domain of its cluster. Default: `cluster.local`, and a name in another domain is then a warning. */
  readonly clusterDomain?: string;
  /** Whether it serves real users: then no image may be without a tag or have `latest`, and no Secret be a placeholder. */
  readonly production?: boolean;
  /** The Secrets that are provided from outside; any other that is missing is then an error. */
  readonly providedSecrets?: readonly ProvidedSecret[];
}

/** The same, read once for all rules. */
export interface BuiltStack extends Omit<StackInput, 'objects'> {
  readonly objects: readonly BuiltObject[];
  readonly workloads: readonly Workload[];
  readonly dataReferences: readonly DataReference[];
  /** The texts that may hold addresses. */
  readonly texts: readonly ConfigText[];
  readonly cluster: ClusterModel;
  readonly evaluator: Evaluator;
  /** The ports from which on policies may judge otherwise than of the port before. */
  readonly portEdges: readonly number[];
  /** The addresses from which on policies may judge otherwise than of the address before. */
  readonly addressEdges: readonly IpAddress[];
  /** The namespaces that the build makes; where it makes none, those that it uses. */
  readonly namespaces: ReadonlySet<string>;
  /** @param type apiVersion and kind: `v1 Service`. */
  readonly find: (type: string, namespace: string | undefined, name: string) => BuiltObject | undefined;
  readonly ofType: (type: string) => readonly BuiltObject[];
  readonly service: (namespace: string, name: string) => Service | undefined;
  readonly workloadsIn: (namespace: string | undefined) => readonly Workload[];
  readonly podsIn: (namespace: string) => readonly Pod[];
  /** The declared connections to the pods of a namespace. */
  readonly connectionsTo: (namespace: string) => readonly DeclaredConnection[];
  /** What a function finds in this stack. It is called once, however many rules ask. */
  readonly memo: <T>(find: (stack: BuiltStack) => T) => T;
}

/**
 * The stacks that were read. The command judges an input by its rules, then against the other environments, and prints its
 * matrix: reading it once saves a third of the memory of `verify` of 1,000 services, and a twelfth of its time.
 */
const STACKS = new WeakMap<StackInput, BuiltStack>();

/** Reads what was built, once for each input. It never throws; what is malformed is as if it were not there. */
export function readStack(input: StackInput): BuiltStack {
  const stack = STACKS.get(input) ?? read(input);
  STACKS.set(input, stack);
  return stack;
}

function read({ objects: values, ...input }: StackInput): BuiltStack {
  const objects = builtObjects(values);
  const fields = objects.map((object) => object.fields);
  const found = clusterOf(fields);
  const addressEdges = addressEdgesOf(found);
  const placed = (pod: Pod) => withNodeAddresses(pod, input.connections ?? [], addressEdges);
  const cluster = { ...found, pods: found.pods.map(placed) };
  const workloads = objects.flatMap(workloadsOf).map((each) => ({ ...each, pod: placed(each.pod) }));
  const references = workloads.flatMap(dataReferences);
  const byKey = new Map(objects.map((each) => [objectKey(each.type, each.namespace, each.name), each]));
  const byType = groupBy(objects, ({ type }) => [type]);
  const byNamespace = groupBy(workloads, ({ namespace }) => [namespace]);
  const services = new Map(cluster.services.map((each) => [objectKey('', each.namespace, each.name), each]));
  const podsByNamespace = groupBy(cluster.pods, ({ namespace }) => [namespace]);
  const byCallee = groupBy(input.connections ?? [], ({ to }) => [namespaceOf(to)]);
  const stack: BuiltStack = {
    ...input,
    objects,
    workloads,
    dataReferences: references,
    texts: configTexts(objects, workloads, references),
    cluster,
    evaluator: evaluator(cluster),
    portEdges: portEdgesOf(cluster),
    addressEdges,
    namespaces: namespacesOf(objects),
    find: (type, namespace, name) => byKey.get(objectKey(type, namespace, name)),
    ofType: (type) => byType.get(type) ?? [],
    service: (namespace, name) => services.get(objectKey('', namespace, name)),
    workloadsIn: (namespace = '') => byNamespace.get(namespace) ?? [],
    podsIn: (namespace) => podsByNamespace.get(namespace) ?? [],
    connectionsTo: (namespace) => byCallee.get(namespace) ?? [],
    memo: memoOf(() => stack),
  };
  return stack;
}

function memoOf(stack: () => BuiltStack): BuiltStack['memo'] {
  const found = new Map<unknown, unknown>();
  return <T>(find: (stack: BuiltStack) => T): T => {
    if (!found.has(find)) found.set(find, find(stack()));
    return found.get(find) as T; // Only `find` itself files under `find`.
  };
}

function namespacesOf(objects: readonly BuiltObject[]): ReadonlySet<string> {
  const made = objects.filter(({ type }) => type === 'v1 Namespace').map(({ name }) => name);
  if (made.length > 0) return new Set(made);
  return new Set(objects.map(({ namespace }) => namespace).filter((namespace) => namespace !== undefined));
}

function objectKey(type: string, namespace: string | undefined, name: string): string {
  return JSON.stringify([type, namespace, name]);
}
