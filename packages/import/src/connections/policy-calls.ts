import { formatReference, keyOf, kindsNamed } from '@k8s-blocks/manifest';
import {
  type ClusterModel,
  type LabelSelector,
  type Pod,
  type Policy,
  type PolicyPeer,
  type PolicyPort,
  type PolicyRule,
  selects,
  subjectTest,
} from '@k8s-blocks/reachability';
import { referenceOfPod } from '../manifests/pods.ts';
import type { Call, CallEnd, CalledPort, InBase, Isolation, OutsideEnd } from '../stack/call.ts';

/** The label that the API server gives to each namespace. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** The port of name resolution, which every connection of a map has besides. */
const DNS = 53;

/** The calls that the rules of policies of an environment let through, but for name resolution. */
export function policyCalls(cluster: ClusterModel, reading: Omit<Reading, 'cluster'>): Call[] {
  const isFor = subjectTest(cluster);
  return cluster.policies.flatMap((policy) =>
    cluster.pods
      .filter((pod) => isFor(policy, pod))
      .flatMap((pod) => [
        ...callsOf(policy, pod, 'ingress', { cluster, ...reading }),
        ...callsOf(policy, pod, 'egress', { cluster, ...reading }),
      ]),
  );
}

/** The directions in which policies isolate the pods of workloads. */
export function isolations(cluster: ClusterModel, environment: string, toBase: InBase): Isolation[] {
  const isFor = subjectTest(cluster);
  return cluster.policies.flatMap((policy) =>
    cluster.pods
      .filter((pod) => isFor(policy, pod))
      .flatMap((pod) =>
        policy.policyTypes.map((type) => ({
          environment,
          workload: keyOf(toBase(referenceOfPod(pod))),
          direction: type === 'Ingress' ? ('ingress' as const) : ('egress' as const),
        })),
      ),
  );
}

interface Reading {
  readonly cluster: ClusterModel;
  readonly environment: string;
  readonly toBase: InBase;
  /** The namespaces of all environments: one that another environment has is named by mistake. */
  readonly namespaces: ReadonlySet<string>;
}

function callsOf(policy: Policy, pod: Pod, by: 'ingress' | 'egress', reading: Reading): Call[] {
  const { environment, toBase } = reading;
  const own = endOf(pod, toBase);
  const { kind, name, namespace } = policy;
  const group = kindsNamed(kind)[0]?.group ?? 'cilium.io';
  const inNamespace = namespace === undefined ? {} : { namespace };
  const where = formatReference(toBase({ group, kind, ...inNamespace, name }));
  return policy[by]
    .filter(({ action }) => action === 'Accept')
    .flatMap((rule) => {
      const ports = calledPorts(rule, by === 'ingress' ? pod : undefined);
      return endsOf(rule, policy, reading).flatMap(({ end, isWide }) =>
        ports.map(
          (port): Call => ({
            environment,
            ...(by === 'ingress' ? { from: end, to: own } : { from: own, to: end }),
            port,
            by,
            where,
            ...(isWide ? { isWide } : {}),
          }),
        ),
      );
    });
}

function calledPorts({ ports }: PolicyRule, callee: Pod | undefined): CalledPort[] {
  if (ports.length === 0) {
    return (callee?.ports ?? []).map(({ port, protocol }) => ({ port, protocol }));
  }
  return ports.filter(({ port }) => port !== DNS).flatMap(calledPort);
}

function calledPort({ port, endPort, protocol }: PolicyPort): CalledPort[] {
  if (port === undefined || port === '') return [];
  return [{ port, protocol, ...(endPort === undefined ? {} : { endPort }) }];
}

interface PeerEnd {
  readonly end: CallEnd;
  readonly isWide?: true;
}

function endsOf({ peers }: PolicyRule, policy: Policy, reading: Reading): PeerEnd[] {
  if (peers.length === 0) return [{ end: { outside: { kind: 'anywhere' } } }];
  return peers.flatMap((peer) => endsOfPeer(peer, policy, reading));
}

function endsOfPeer(peer: PolicyPeer, { namespace: own }: Policy, { cluster, toBase, namespaces }: Reading): PeerEnd[] {
  const { podSelector, namespaceSelector, ipBlock, host, entity } = peer;
  if (ipBlock !== undefined) return [{ end: { outside: networkOf(ipBlock) } }];
  if (host !== undefined)
    return host.pattern === '*' ? [] : [{ end: { outside: { kind: 'host', host: host.pattern } } }];
  if (entity !== undefined)
    return entity === 'all' || entity === 'world' ? [{ end: { outside: { kind: 'anywhere' } } }] : [];
  if (podSelector === undefined && namespaceSelector === undefined) return [];
  const labels = new Map(cluster.namespaces.map((each) => [each.name, each.labels]));
  const isIn = (namespace: string) => {
    if (namespaceSelector === undefined) return namespace === own;
    return selects(namespaceSelector, { ...labels.get(namespace), [NAMESPACE_NAME]: namespace });
  };
  const pods = cluster.pods.filter((pod) => isIn(pod.namespace) && selects(podSelector ?? {}, pod.labels));
  const named = nameIn(namespaceSelector);
  const isWide = namespaceSelector !== undefined && named === undefined;
  const ends = pods.map((pod): PeerEnd => ({ end: endOf(pod, toBase), ...(isWide ? { isWide } : {}) }));
  if (ends.length > 0 || named === undefined || namespaces.has(named)) return ends;
  const matchLabels = podSelector?.matchLabels ?? {};
  const byLabels = Object.keys(matchLabels).length === 0 ? {} : { pods: matchLabels };
  return [{ end: { outside: { kind: 'namespace', namespace: named, ...byLabels } } }];
}

/** The one namespace that a selector names. */
function nameIn(selector: LabelSelector | undefined): string | undefined {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  return matchExpressions.length === 0 ? matchLabels[NAMESPACE_NAME] : undefined;
}

/** The two blocks of all addresses. */
const EVERY_ADDRESS = new Set(['0.0.0.0/0', '::/0']);

function networkOf({ cidr, except = [] }: { readonly cidr: string; readonly except?: readonly string[] }): OutsideEnd {
  if (EVERY_ADDRESS.has(cidr) && except.length === 0) return { kind: 'anywhere' };
  return { kind: 'network', cidr, ...(except.length === 0 ? {} : { except }) };
}

function endOf(pod: Pod, toBase: InBase): CallEnd {
  return { workload: keyOf(toBase(referenceOfPod(pod))) };
}
