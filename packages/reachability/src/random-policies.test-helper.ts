import fc from 'fast-check';
import type {
  NaiveCiliumPolicy,
  NaiveCiliumRule,
  NaiveTierPolicy,
  NaiveTierRule,
} from './naive-cluster.test-helper.ts';
import {
  cidr,
  fields,
  namespace,
  namespaceSelector,
  oneOf,
  podSelector,
  portName,
  portNumber,
  some,
  value,
} from './random-parts.test-helper.ts';

/** Random policies of Cilium, and of the tiers before and after NetworkPolicies. */

const source = oneOf('', 'k8s:', 'any:');

/** A label of a pod, its namespace, or a label of its namespace. */
const ciliumLabel = fc.oneof(
  fc.tuple(source, oneOf('a', 'b'), value).map(([from, key, text]) => ({ [from + key]: text })),
  fc.tuple(source, namespace).map(([from, name]) => ({ [`${from}io.kubernetes.pod.namespace`]: name })),
  fc.tuple(source, value).map(([from, text]) => ({ [`${from}io.cilium.k8s.namespace.labels.a`]: text })),
);
const ciliumExpression = fc.record({
  key: oneOf('a', 'k8s:b', 'k8s:io.kubernetes.pod.namespace', 'io.cilium.k8s.namespace.labels.b'),
  operator: oneOf('Exists' as const, 'DoesNotExist' as const),
});
const ciliumSelector = fields({
  matchLabels: some(ciliumLabel, 2).map((all) => Object.fromEntries(all.flatMap(Object.entries<string>))),
  matchExpressions: some(ciliumExpression, 1),
});
/** Without namespaces, which Cilium does not take from the selector of a policy. */
const endpointSelector = podSelector;

const set = some(fields({ cidr, except: some(cidr, 2) }, 'cidr'), 2);
const entities = some(oneOf('all', 'world', 'cluster', 'host', 'remote-node', 'kube-apiserver', 'none'), 2);
const host = fc.oneof(
  oneOf('a.example.com', 'example.com').map((matchName) => ({ matchName })),
  oneOf('*', '*.example.com', '**.example.com', 'a.*.com', '*ample.com').map((matchPattern) => ({ matchPattern })),
);
const ciliumPort = fields(
  {
    port: fc.oneof(portNumber.map(String), portName, fc.constant('0')),
    protocol: oneOf('TCP', 'UDP', 'SCTP', 'ANY'),
  },
  'port',
);
const ciliumRange = fc.record({
  port: portNumber.map(String),
  endPort: portNumber.filter((port) => port > 80),
  protocol: oneOf('TCP', 'ANY'),
});
const toPorts = some(fields({ ports: some(fc.oneof(ciliumPort, ciliumPort, ciliumRange), 2) }, 'ports'), 2).filter(
  (entries) => entries.every(({ ports }) => ports.length > 0),
);

function ciliumRule(direction: 'from' | 'to'): fc.Arbitrary<NaiveCiliumRule> {
  const peers = fc.oneof(
    fc.constant({}),
    some(ciliumSelector, 2).map((list) => ({ [`${direction}Endpoints`]: list })),
    some(cidr, 2).map((list) => ({ [`${direction}CIDR`]: list })),
    set.map((list) => ({ [`${direction}CIDRSet`]: list })),
    entities.map((list) => ({ [`${direction}Entities`]: list })),
  );
  return fc.tuple(peers, fields({ toPorts })).map(([one, two]) => ({ ...one, ...two }));
}

const resolution: fc.Arbitrary<NaiveCiliumRule> = host.map((each) => ({
  toEntities: ['cluster'],
  toPorts: [{ ports: [{ port: '79', protocol: 'ANY' }], rules: { dns: [each] } }],
}));
const hosts: fc.Arbitrary<NaiveCiliumRule> = fields({ toFQDNs: some(host, 2), toPorts }, 'toFQDNs');

const ciliumPolicy = fc
  .record({
    inNamespace: fc.option(namespace, { nil: undefined }),
    spec: fields(
      {
        endpointSelector,
        ingress: some(ciliumRule('from'), 2),
        ingressDeny: some(ciliumRule('from'), 1),
        egress: some(fc.oneof(ciliumRule('to'), resolution, hosts), 3),
        egressDeny: some(ciliumRule('to'), 1),
        enableDefaultDeny: fields({ ingress: fc.boolean(), egress: fc.boolean() }),
      },
      'endpointSelector',
    ),
  })
  .map(({ inNamespace, spec }) => ({ inNamespace, spec }));

export const randomCiliumPolicies: fc.Arbitrary<NaiveCiliumPolicy[]> = some(ciliumPolicy, 3).map((policies) =>
  policies.map(({ inNamespace, spec }, index) => ({
    apiVersion: 'cilium.io/v2' as const,
    kind: inNamespace === undefined ? ('CiliumClusterwideNetworkPolicy' as const) : ('CiliumNetworkPolicy' as const),
    metadata: { name: `c${index}`, ...(inNamespace === undefined ? {} : { namespace: inNamespace }) },
    spec,
  })),
);

const namespacedPods = fc.record({ namespaceSelector, podSelector });
const podsPeer = fc.oneof(
  fc.record({ namespaces: namespaceSelector }),
  namespacedPods.map((pods) => ({ pods })),
);
const egressPeer = fc.oneof(
  podsPeer,
  podsPeer,
  fc.record({ networks: fc.array(cidr, { minLength: 1, maxLength: 2 }) }),
  oneOf('0.0.0.0/0', '::/0').map((everything) => ({ networks: [everything] })),
  fc.constant({ nodes: {} }),
  oneOf('a.example.com', '*.example.com').map((name) => ({ domainNames: [name] })),
);
const destinationPort = fc.oneof(
  portNumber.map((number) => ({ number })),
  portNumber.map((start) => ({ range: { start, end: start + 1 } })),
);
const tierPort = fc.oneof(
  destinationPort.map((port) => ({ tcp: { destinationPort: port } })),
  destinationPort.map((port) => ({ udp: { destinationPort: port } })),
  fc.constant({ sctp: {} }),
  portName.map((destinationNamedPort) => ({ destinationNamedPort })),
);
const action = oneOf('Accept' as const, 'Deny' as const, 'Pass' as const);
const protocols = fc.array(tierPort, { minLength: 1, maxLength: 2 });
const ingressRule: fc.Arbitrary<NaiveTierRule> = fields(
  { action, from: fc.array(podsPeer, { minLength: 1, maxLength: 2 }), protocols },
  'action',
  'from',
);
const egressRule: fc.Arbitrary<NaiveTierRule> = fields(
  { action, to: fc.array(egressPeer, { minLength: 1, maxLength: 2 }), protocols },
  'action',
  'to',
);
const tierSpec = fc.record({
  tier: oneOf('Admin' as const, 'Baseline' as const),
  priority: fc.integer({ min: 0, max: 2 }),
  subject: podsPeer,
  ingress: some(ingressRule, 2),
  egress: some(egressRule, 2),
});

export const randomTierPolicies: fc.Arbitrary<NaiveTierPolicy[]> = some(tierSpec, 3).map((specs) =>
  specs.map((spec, index) => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha2' as const,
    kind: 'ClusterNetworkPolicy' as const,
    metadata: { name: `t${index}` },
    spec,
  })),
);
