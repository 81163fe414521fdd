import { ownField, shortName } from '@k8s-blocks/manifest';
import type { Cluster, Pod, Service, ServicePort } from '@k8s-blocks/reachability';

/** Where the port of a Service leads to. */
export interface Lead {
  /** Workloads: `Deployment connector`. */
  readonly pods: readonly string[];
  /** The ports of the pods. */
  readonly ports: readonly number[];
}

const NOWHERE: Lead = { pods: [], ports: [] };

/** A port and its protocol, by which a Service is asked. */
type Asked = Pick<ServicePort, 'port' | 'protocol'>;

/** The ports of a Service by {@link portText}; of those with one number and protocol the first. */
export function portsOf({ ports }: Service): ReadonlyMap<string, ServicePort> {
  return new Map(ports.toReversed().map((port) => [portText(port), port]));
}

/** A port as sentences write it: `80/TCP`. */
export function portText({ port, protocol }: Asked): string {
  return `${port}/${protocol}`;
}

/** Finds where the port of a Service leads to. */
type Leads = (service: Service, asked: Asked) => Lead;

/**
 * Finds where Services lead to in two clusters, as the API documents it: a port leads to its target port, which each pod
 * resolves by itself if it is a name. A headless Service is a DNS name of its pods: the port that is asked for is theirs.
 *
 * A thousand Services may select the same thousand pods: these are looked for once, and are one list in all leads, of both
 * clusters.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export function serviceLeads(before: Cluster, after: Cluster): readonly [before: Leads, after: Leads] {
  const oneList = remembered(JSON.stringify, (names: readonly string[]) => names);
  return [leadsIn(before, oneList), leadsIn(after, oneList)];
}

function leadsIn(cluster: Cluster, oneList: OneList): Leads {
  const podsByLabel = podsByLabelOf(cluster);
  const selected = remembered(JSON.stringify, (selection: Selection) => selectPods(podsByLabel, selection, oneList));
  const portsByText = remembered((service: Service) => service, portsOf);
  return (service, { port, protocol }) => {
    const { namespace, selector, externalName, headless } = service;
    const target = headless ? port : portsByText(service).get(portText({ port, protocol }))?.targetPort;
    if (externalName !== undefined || selector === undefined || target === undefined) return NOWHERE;
    const { pods, named } = selected([namespace, Object.entries(selector)]);
    if (typeof target === 'number') return pods.length === 0 ? NOWHERE : { pods, ports: [target] };
    return named.get(`${target}/${protocol}`) ?? NOWHERE;
  };
}

/** The pods of a namespace that have labels. */
type Selection = readonly [namespace: string, selector: readonly (readonly [key: string, value: string])[]];

interface SelectedPods {
  /** What sentences call them. */
  readonly pods: Lead['pods'];
  /** Where a named port leads to, by name and protocol. */
  readonly named: ReadonlyMap<string, Lead>;
}

type OneList = (names: readonly string[]) => readonly string[];

/** The pods that have a label, by {@link labelOf}: a thousand Services are not compared with a thousand pods each. */
type PodsByLabel = ReadonlyMap<string, readonly Pod[]>;

function podsByLabelOf({ pods }: Cluster): PodsByLabel {
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

function selectPods(podsByLabel: PodsByLabel, [namespace, selector]: Selection, oneList: OneList): SelectedPods {
  const candidates = podsByLabel.get(labelOf(namespace, selector[0])) ?? [];
  const selected = candidates.filter((pod) => selector.every(([key, value]) => ownField(pod.labels, key) === value));
  const named = new Map<string, { readonly pods: string[]; readonly ports: Set<number> }>();
  for (const pod of selected) {
    for (const [name, port] of portsByName(pod)) {
      const lead = named.get(name) ?? { pods: [], ports: new Set<number>() };
      lead.pods.push(titleOf(pod));
      named.set(name, { ...lead, ports: lead.ports.add(port) });
    }
  }
  const leadOf = (names: readonly string[], ports: Iterable<number>): Lead => ({
    pods: oneList(names.toSorted()),
    ports: [...ports].toSorted((one, other) => one - other),
  });
  return {
    pods: leadOf(selected.map(titleOf), []).pods,
    named: new Map([...named].map(([name, lead]) => [name, leadOf(lead.pods, lead.ports)])),
  };
}

/** The numbers of a pod's ports, by name and protocol; of those with one name the first. */
function portsByName({ ports }: Pod): ReadonlyMap<string, number> {
  return new Map(ports.toReversed().map(({ name, port, protocol }) => [`${name}/${protocol}`, port]));
}

function titleOf({ workload, name }: Pod): string {
  return shortName(workload ?? `Pod ${name}`);
}

/** A function that is called once for each key. */
function remembered<Key, Asked, Answer>(keyOf: (asked: Asked) => Key, answer: (asked: Asked) => Answer) {
  const known = new Map<Key, Answer>();
  return (asked: Asked): Answer => {
    const key = keyOf(asked);
    const found = known.get(key) ?? answer(asked);
    known.set(key, found);
    return found;
  };
}
