import fc from 'fast-check';
import type { NaiveCluster } from './naive-cluster.test-helper.ts';
import type { NaivePod } from './naive-parts.test-helper.ts';
import {
  address,
  cidr,
  fields,
  labels,
  namespace,
  namespaceSelector,
  oneOf,
  podSelector,
  portName,
  portNumber,
  protocol,
  some,
  value,
} from './random-parts.test-helper.ts';
import { randomCiliumPolicies, randomTierPolicies } from './random-policies.test-helper.ts';

/** Random clusters for tests, with everything that the policies of each kind can say. */

const ipBlock = fields({ cidr, except: some(cidr, 2) }, 'cidr');

const peer = fc.oneof(
  fc.record({ podSelector }),
  fc.record({ namespaceSelector }),
  fc.record({ podSelector, namespaceSelector }),
  fc.record({ ipBlock }),
);
const policyPort = fc.oneof(
  fields({ port: fc.oneof(portNumber, portName), protocol }),
  fc
    .tuple(portNumber, fc.integer({ min: 0, max: 2 }), protocol)
    .map(([port, more, ofProtocol]) => ({ port, endPort: port + more, protocol: ofProtocol })),
);
const policyTypes = oneOf<('Ingress' | 'Egress')[]>(['Ingress'], ['Egress'], ['Ingress', 'Egress'], []);
const policySpec = fields({
  podSelector,
  policyTypes,
  ingress: some(fields({ from: some(peer, 2), ports: some(policyPort, 2) }), 2),
  egress: some(fields({ to: some(peer, 2), ports: some(policyPort, 2) }), 2),
});
const policy = fc.record({ namespace, spec: policySpec });

const containerPort = fields({ containerPort: portNumber, name: portName, protocol }, 'containerPort');
const pod = fc.record({
  namespace,
  labels,
  ports: some(containerPort, 3),
  addresses: fc.uniqueArray(address, { maxLength: 2 }),
  hostNetwork: oneOf(false, false, false, false, true),
  replicated: fc.boolean(),
});

const servicePort = fields({ port: portNumber, protocol, targetPort: fc.oneof(portNumber, portName) }, 'port');
const serviceSpec = fields({
  selector: fc.oneof(fc.record({ a: value }), labels),
  ports: fc.uniqueArray(servicePort, {
    maxLength: 2,
    selector: ({ port, protocol: ofProtocol = 'TCP' }) => `${port}/${ofProtocol}`,
  }),
  clusterIP: oneOf('None', '10.96.0.1'),
});
const service = fc.record({ namespace, spec: serviceSpec });

function podManifest(name: string, random: typeof pod extends fc.Arbitrary<infer T> ? T : never): NaivePod {
  const { namespace: inNamespace, labels: ofPod, ports, addresses, hostNetwork, replicated } = random;
  // Containers of one pod may each have their ports.
  const containers = ports.map((port, index) => ({ name: `c${index}`, ports: [port] }));
  const status = replicated || addresses.length === 0 ? {} : { status: { podIPs: addresses.map((ip) => ({ ip })) } };
  return {
    pod: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: inNamespace, labels: ofPod },
      spec: { containers, ...(hostNetwork ? { hostNetwork } : {}) },
      ...status,
    },
    replicated,
  };
}

/** A pod that is in no list. */
export const strangerPod = pod.map((random) => podManifest('stranger', { ...random, replicated: false }));

/** A cluster as manifests. Some namespaces are named but not declared. */
export const randomCluster: fc.Arbitrary<NaiveCluster> = fc
  .record({
    declared: fc.uniqueArray(fc.record({ name: namespace, labels }), { selector: ({ name }) => name, maxLength: 3 }),
    pods: fc.array(pod, { minLength: 1, maxLength: 4 }),
    services: some(service, 2),
    policies: fc.array(policy, { minLength: 0, maxLength: 5 }),
    ciliumPolicies: fc.oneof(fc.constant([]), randomCiliumPolicies),
    tierPolicies: fc.oneof(fc.constant([]), randomTierPolicies),
  })
  .map(({ declared, pods, services, policies, ciliumPolicies, tierPolicies }) => ({
    ciliumPolicies,
    tierPolicies,
    namespaces: declared.map((metadata) => ({ apiVersion: 'v1', kind: 'Namespace', metadata })),
    pods: pods.map((random, index) => podManifest(`p${index}`, random)),
    services: services.map(({ namespace: inNamespace, spec }, index) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `s${index}`, namespace: inNamespace },
      spec,
    })),
    policies: policies.map(({ namespace: inNamespace, spec }, index) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `n${index}`, namespace: inNamespace },
      spec,
    })),
  }));

/** The manifests of a cluster: replicated pods are templates of Deployments. */
export function manifestsOf(cluster: NaiveCluster): readonly unknown[] {
  const { namespaces, pods, services, policies, ciliumPolicies, tierPolicies } = cluster;
  const workloads = pods.map(({ pod: manifest, replicated }) => {
    if (!replicated) return manifest;
    const { name, namespace: inNamespace, labels: ofPod } = manifest.metadata ?? {};
    const template = { metadata: { labels: ofPod }, spec: manifest.spec };
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: inNamespace },
      spec: { selector: { matchLabels: ofPod }, template },
    };
  });
  return [...policies, ...ciliumPolicies, ...tierPolicies, ...workloads, ...services, ...namespaces];
}

/** An end outside: an address, a host by its name, or the API server. */
export const outsideEnd = fc.record(
  { ip: address, host: oneOf('a.example.com', 'b.a.example.com', 'example.com'), apiServer: oneOf(false, false, true) },
  { requiredKeys: ['ip'] },
);

/** A port to ask for, of a pod or a Service. */
export const randomPort = fc.record({ port: portNumber, protocol });
