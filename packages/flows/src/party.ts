import { formatIpAddress, parseIpAddress, shortName } from '@k8s-blocks/manifest';
import type { Endpoint } from '@k8s-blocks/reachability';
import type { TrafficParty } from '@k8s-blocks/topology';
import { endpointsOf, INTERNET, includes } from '@k8s-blocks/verify';
import type { FlowContext, OwnWorkload } from './context.ts';
import type { AddressEnd, FlowEnd, NodeEnd, PodEnd } from './flow.ts';
import { identifyingLabel } from './identifying-label.ts';
import { ownWorkloadOf } from './own-workload.ts';

/** Who is at an end of a flow. */
export interface FlowParty {
  /** What it is called: `orders`, `monitoring/prometheus-0`, `api.example.com`. Addresses without a name are grouped: `addresses`. */
  readonly title: string;
  /** Who stands for it where policies are asked. */
  readonly endpoint: Endpoint;
  /** The same as declarations see it. */
  readonly declaredAs: Endpoint;
  readonly own?: OwnWorkload;
  readonly host?: string;
  /** Whether it is a node, or what is in its network. */
  readonly isNode?: true;
  /** Whether what policies see of it is not in the log, so that it is assumed to be as the map declares it. */
  readonly isAssumed?: true;
}

/** Who is at an end of a flow, or why that is not known. */
export function partyOf(end: FlowEnd, context: FlowContext): FlowParty | string {
  switch (end.end) {
    case 'pod':
      return podParty(end, context);
    case 'address':
      return addressParty(end, context);
    case 'node':
      return nodeParty(end);
    case 'api-server': {
      const endpoint = { ip: canonical(end.ip) ?? INTERNET.ip, apiServer: true };
      return { title: 'the API server', endpoint, declaredAs: endpoint };
    }
    case 'service':
      return `the Service ${shortName(end.namespace)}/${shortName(end.name)}`;
  }
}

function podParty(end: PodEnd, context: FlowContext): FlowParty | string {
  const own = ownWorkloadOf(end, context.own);
  if (own !== undefined) return { title: own.workload.name, endpoint: own.pod, declaredAs: own.pod, own };
  const { namespace, labels, name, workloads } = end;
  if (namespace === undefined) return `"${shortName(name ?? '')}", which is no service of the map`;
  // Replicas are called by what they have in common.
  const label = identifyingLabel(labels ?? {});
  const called = workloads[0]?.name ?? (label === undefined ? name : labels?.[label]) ?? 'a pod';
  const title = `${shortName(namespace)}/${shortName(called)}`;
  if (labels !== undefined) {
    const endpoint = { namespace, labels };
    return { title, endpoint, declaredAs: endpoint };
  }
  const declared = declaredIn(namespace, context);
  if (declared === undefined)
    return `the pod ${title}, which the map does not know, and whose labels are not in the log`;
  const endpoint = { namespace, labels: declared };
  return { title, endpoint, declaredAs: endpoint, isAssumed: true };
}

/** The labels that the map declares of pods of a namespace outside of the stack. */
function declaredIn(namespace: string, { declared, nameResolution, own }: FlowContext) {
  if (own.some((each) => each.namespace === namespace)) return undefined;
  const parties = [...declared, ...nameResolution].flatMap(({ from, to }) => [from.party, to.party]);
  const party = parties.find((each) => each !== 'anywhere' && 'namespace' in each && each.namespace === namespace);
  if (party === undefined || party === 'anywhere' || !('namespace' in party)) return undefined;
  return party.pods ?? {};
}

function addressParty({ ip, host }: AddressEnd, context: FlowContext): FlowParty | string {
  const known = canonical(ip);
  if (ip !== undefined && known === undefined) return 'an address that is none';
  const name = host === undefined ? {} : { host: shortName(host) };
  if (known !== undefined) {
    const endpoint = { ip: known, ...name };
    return { title: name.host ?? 'addresses', endpoint, declaredAs: endpoint, ...name };
  }
  if (name.host === undefined) return { title: 'the internet', endpoint: INTERNET, declaredAs: INTERNET };
  const endpoint = { ip: addressOfHost(name.host, context) ?? INTERNET.ip, ...name };
  return { title: name.host, endpoint, declaredAs: endpoint, ...name, isAssumed: true };
}

/** An address that the map declares of a host. */
function addressOfHost(host: string, { declared, stack }: FlowContext): string | undefined {
  const asked = { ...INTERNET, host };
  const hosts = declared.map(({ to }) => to.party).filter((party) => isHost(party) && includes(party, asked));
  return hosts.flatMap((party) => endpointsOf(party, stack)).flatMap((each) => ('ip' in each ? [each.ip] : []))[0];
}

function isHost(party: TrafficParty): boolean {
  return party !== 'anywhere' && 'host' in party;
}

/** Policies see what is in the network of a node by its address alone. */
function nodeParty({ ip }: NodeEnd): FlowParty {
  const known = canonical(ip);
  const endpoint = { namespace: 'a-node', labels: {}, hostNetwork: true, ips: known === undefined ? [] : [known] };
  return { title: 'a node', endpoint, declaredAs: { ip: known ?? INTERNET.ip }, isNode: true };
}

/** The canonical text of an address; undefined if it is none. */
export function canonical(ip: string | undefined): string | undefined {
  const address = ip === undefined ? undefined : parseIpAddress(ip);
  return address === undefined ? undefined : formatIpAddress(address);
}
