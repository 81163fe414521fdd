import {
  type Fields,
  fieldsOf,
  integerOf,
  isFields,
  listOf,
  nonEmptyTextOf,
  parseIpAddress,
} from '@k8s-blocks/manifest';
import type { Labels, Protocol } from '@k8s-blocks/reachability';
import { type FlowEnd, type Meaning, notUnderstood, type PodEnd } from './flow.ts';

/** Verdicts of flows that got through. `AUDIT`: a policy would deny it, and is not enforced. */
const PASSED = new Set(['FORWARDED', 'REDIRECTED', 'AUDIT']);
const DROPPED = new Set(['DROPPED', 'ERROR']);

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** What Hubble writes besides flows. */
const MESSAGES = ['node_status', 'agent_event', 'debug_event'];

/**
 * A flow of Hubble: what `hubble observe -o jsonpb` prints in one line, and what its exporter writes, whichever fields it is told to
 * leave out; also a bare flow, as older versions print.
 *
 * @param value the line, as JSON parses it.
 * @see https://docs.cilium.io/en/stable/_api/v1/flow/README/
 */
export function readHubble(value: unknown): Meaning {
  const message = fieldsOf(value);
  if (isFields(message.lost_events)) return lostEvents(message.lost_events);
  if (MESSAGES.some((each) => each in message)) return { is: 'no flow' };
  const flow = isFields(message.flow) ? message.flow : message;
  if (!('l4' in flow) && !('verdict' in flow)) return notUnderstood('it is JSON, but not a flow of Hubble');
  // How a socket was translated, before the first packet: the flow itself is told besides.
  if (flow.Type === 'SOCK') return { is: 'no flow' };
  return readFlow(flow);
}

function readFlow(flow: Fields): Meaning {
  const l4 = fieldsOf(flow.l4);
  if ('ICMPv4' in l4 || 'ICMPv6' in l4) return notUnderstood('it is ICMP, which has no ports');
  const protocol = PROTOCOLS.find((each) => isFields(l4[each]));
  if (protocol === undefined) return notUnderstood('it has no port: "l4" is missing, or of another protocol');
  const packet = fieldsOf(l4[protocol]);
  const port = integerOf(packet.destination_port);
  if (port === undefined || port < 1 || port > 65_535) return notUnderstood('its destination has no port');
  const verdict = nonEmptyTextOf(flow.verdict) ?? '';
  const isDropped = DROPPED.has(verdict);
  if (!isDropped && !PASSED.has(verdict)) return notUnderstood('it does not say whether it was let through: "verdict"');
  const isReply = isReplyOf(flow, packet, isDropped);
  if (isReply === undefined) return notUnderstood('it does not say whether it is a reply: "is_reply"');
  if (isReply) return { is: 'reply' };
  const { source, destination } = fieldsOf(flow.IP);
  const from = endOf(fieldsOf(flow.source), source, flow.source_names);
  const to = endOf(fieldsOf(flow.destination), destination, flow.destination_names);
  if (typeof from === 'string') return notUnderstood(`its source is ${from}`);
  if (typeof to === 'string') return notUnderstood(`its destination is ${to}`);
  const called = to.end === 'address' ? (serviceOf(flow.destination_service) ?? to) : to;
  return { is: 'flow', flow: { from, to: called, port, protocol, isDropped } };
}

/** Hubble does not say it of what is dropped, which never has replies, nor did versions of old: then flags of TCP do. */
function isReplyOf(flow: Fields, packet: Fields, isDropped: boolean): boolean | undefined {
  if (typeof flow.is_reply === 'boolean') return flow.is_reply;
  const { type } = fieldsOf(flow.l7);
  if (type === 'REQUEST' || type === 'RESPONSE') return type === 'RESPONSE';
  if (flow.reply === true) return true;
  const { SYN, ACK } = fieldsOf(packet.flags);
  if (SYN === true) return ACK === true;
  return isDropped ? false : undefined;
}

/** An end, or what it is that is not understood. */
function endOf(endpoint: Fields, address: unknown, names: unknown): FlowEnd | string {
  const labels = listOf(endpoint.labels).filter((label) => typeof label === 'string');
  const pod = podOf(endpoint, labels);
  if (pod !== undefined) return pod;
  const text = nonEmptyTextOf(address);
  if (text !== undefined && parseIpAddress(text) === undefined) return 'at an address that is none';
  const ip = text === undefined ? {} : { ip: text };
  const reserved = labels.flatMap((label) => (label.startsWith('reserved:') ? [label.slice('reserved:'.length)] : []));
  if (reserved.includes('kube-apiserver')) return { end: 'api-server', ...ip };
  if (reserved.some((each) => NODES.has(each))) return { end: 'node', ...ip };
  const strange = reserved.find((each) => !each.startsWith('world'));
  if (strange !== undefined) return `"reserved:${strange}"`;
  if (text === undefined) return 'neither a pod nor an address';
  const [host] = listOf(names).filter((name) => typeof name === 'string' && name !== '');
  return { end: 'address', ip: text, ...(typeof host === 'string' ? { host } : {}) };
}

const NODES: ReadonlySet<string> = new Set(['host', 'remote-node', 'health']);

/** The prefix of labels that come from Kubernetes. */
const KUBERNETES = 'k8s:';

/** Labels that Cilium makes: of the namespace, the cluster, the service account. */
const OF_CILIUM = ['io.kubernetes.pod.namespace', 'io.cilium.k8s.'];

function podOf(endpoint: Fields, labels: readonly string[]): PodEnd | undefined {
  const all = Object.fromEntries(
    labels
      .filter((label) => label.startsWith(KUBERNETES))
      .map((label) => {
        const [key = '', ...value] = label.slice(KUBERNETES.length).split('=');
        return [key, value.join('=')];
      }),
  );
  const namespace = nonEmptyTextOf(endpoint.namespace) ?? nonEmptyTextOf(all['io.kubernetes.pod.namespace']);
  if (namespace === undefined) return undefined;
  const own = Object.entries(all).filter(([key]) => !OF_CILIUM.some((prefix) => key.startsWith(prefix)));
  const known: { readonly labels?: Labels } = own.length === 0 ? {} : { labels: Object.fromEntries(own) };
  const name = nonEmptyTextOf(endpoint.pod_name);
  const workloads = listOf(endpoint.workloads).flatMap((each) => {
    const { kind, name: called } = fieldsOf(each);
    const text = nonEmptyTextOf(called);
    if (text === undefined) return [];
    return [{ name: text, ...(typeof kind === 'string' ? { kind } : {}) }];
  });
  return { end: 'pod', namespace, ...known, ...(name === undefined ? {} : { name }), workloads };
}

function serviceOf(value: unknown): FlowEnd | undefined {
  const { namespace, name } = fieldsOf(value);
  const [inNamespace, called] = [nonEmptyTextOf(namespace), nonEmptyTextOf(name)];
  if (inNamespace === undefined || called === undefined) return undefined;
  return { end: 'service', namespace: inNamespace, name: called };
}

function lostEvents({ num_events_lost: lost }: Fields): Meaning {
  const count = /^\d+$/.test(String(lost)) ? String(lost) : 'some';
  return notUnderstood(`Hubble lost ${count} events here: what they were is not known`);
}
