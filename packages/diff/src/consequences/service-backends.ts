import { ownField, shortName } from '@k8s-blocks/manifest';
import type { ClusterModel, Pod, Service, ServicePort } from '@k8s-blocks/reachability';

/** The pods, and their ports, that a port of a Service leads to. */
export interface Backends {
  /** Workloads: `Deployment connector`. */
  readonly pods: readonly string[];
  /** The ports of the pods. */
  readonly ports: readonly number[];
}

const NO_BACKENDS: Backends = { pods: [], ports: [] };

/** A port of a Service that a client connects to. */
type ClientPort = Pick<ServicePort, 'port' | 'protocol'>;

/** The ports of a Service by {@link formatPort}; of several with the same number and protocol the first. */
export function portsOf({ ports }: Service): ReadonlyMap<string, ServicePort> {
  return new Map(ports.toReversed().map((port) => [formatPort(port), port]));
}

/** A port as sentences name it: `80/TCP`. */
export function formatPort({ port, protocol }: ClientPort): string {
  return `${port}/${protocol}`;
}

/** Finds the backends of a port of a Service. */
type FindBackends = (service: Service, port: ClientPort) => Backends;

/**
 * Finds the backends of Services in two clusters, as the API documents it: a port leads to its target port; if that is a
 * name, each pod resolves it by itself. A headless Service is a DNS name of its pods: clients connect to the pods' ports.
 *
 * A thousand Services may select the same thousand pods. They are selected once, and the same names are one array in all
 * backends of both clusters, so that `===` compares them.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export function serviceBackends(
  before: ClusterModel,
  after: ClusterModel,
): readonly [before: FindBackends, after: FindBackends] {
  const intern = memoized(JSON.stringify, (names: readonly string[]) => names);
  return [backendsIn(before, intern), backendsIn(after, intern)];
}

function backendsIn(cluster: ClusterModel, intern: Intern): FindBackends {
  const podsByLabel = podsByLabelOf(cluster);
  const selected = memoized(JSON.stringify, (selection: Selection) => selectPods(podsByLabel, selection, intern));
  const portsByText = memoized((service: Service) => service, portsOf);
  return (service, { port, protocol }) => {
    const { namespace, selector, externalName, headless } = service;
    const target = headless ? port : portsByText(service).get(formatPort({ port, protocol }))?.targetPort;
    if (externalName !== undefined || selector === undefined || target === undefined) return NO_BACKENDS;
    const { pods, named } = selected([namespace, Object.entries(selector)]);
    if (typeof target === 'number') return pods.length === 0 ? NO_BACKENDS : { pods, ports: [target] };
    return named.get(`${target}/${protocol}`) ?? NO_BACKENDS;
  };
}

/** A namespace and the selector of a Service in it. */
type Selection = readonly [namespace: string, selector: readonly (readonly [key: string, value: string])[]];

interface SelectedPods {
  /** How sentences name them. */
  readonly pods: Backends['pods'];
  /** The backends of a named target port, by name and protocol. */
  readonly named: ReadonlyMap<string, Backends>;
}

/** Returns the same array for equal names. */
type Intern = (names: readonly string[]) => readonly string[];

/** The pods that have a label, by {@link labelOf}: an index, so that not every Service is compared with every pod. */
type PodsByLabel = ReadonlyMap<string, readonly Pod[]>;

function podsByLabelOf({ pods }: ClusterModel): PodsByLabel {
  const found = new Map<string, Pod[]>();
  for (const pod of pods) {
    for (const label of Object.entries(pod.labels)) {
      const key = labelOf(pod.namespace, label);
      const sharing = found.get(key);
      if (sharing === undefined) found.set(key, [pod]);
      else sharing.push(pod);
    }
  }
  return found;
}

function labelOf(namespace: string, label: readonly [key: string, value: string] | undefined): string {
  return JSON.stringify([namespace, label]);
}

function selectPods(podsByLabel: PodsByLabel, [namespace, selector]: Selection, intern: Intern): SelectedPods {
  const candidates = podsByLabel.get(labelOf(namespace, selector[0])) ?? [];
  const selected = candidates.filter((pod) => selector.every(([key, value]) => ownField(pod.labels, key) === value));
  const named = new Map<string, { readonly pods: string[]; readonly ports: Set<number> }>();
  for (const pod of selected) {
    for (const [name, port] of portsByName(pod)) {
      const backends = named.get(name) ?? { pods: [], ports: new Set<number>() };
      backends.pods.push(formatPod(pod));
      named.set(name, { ...backends, ports: backends.ports.add(port) });
    }
  }
  const backendsOf = (names: readonly string[], ports: Iterable<number>): Backends => ({
    pods: intern(names.toSorted()),
    ports: [...ports].toSorted((one, other) => one - other),
  });
  return {
    pods: backendsOf(selected.map(formatPod), []).pods,
    named: new Map([...named].map(([name, { pods, ports }]) => [name, backendsOf(pods, ports)])),
  };
}

/** The numbers of a pod's ports, by name and protocol; of several with the same name the first. */
function portsByName({ ports }: Pod): ReadonlyMap<string, number> {
  return new Map(ports.toReversed().map(({ name, port, protocol }) => [`${name}/${protocol}`, port]));
}

/** The workload of a pod as sentences name it: `Deployment connector`. */
function formatPod({ workload, name }: Pod): string {
  return shortName(workload ?? `Pod ${name}`);
}

/** A function that computes its result once for each key. */
function memoized<Key, Value, Result>(keyOf: (value: Value) => Key, compute: (value: Value) => Result) {
  const memo = new Map<Key, Result>();
  return (value: Value): Result => {
    const key = keyOf(value);
    const result = memo.get(key) ?? compute(value);
    memo.set(key, result);
    return result;
  };
}
