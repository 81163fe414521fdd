import { describe, expect, it } from 'vitest';
import { clusterOf, evaluator, offeredPorts } from './index.ts';

const WORKLOADS = 1000;
const PORTS = [
  { name: 'http', containerPort: 8080 },
  { name: 'grpc', containerPort: 9000 },
  { name: 'metrics', containerPort: 9090 },
];
/** Each workload calls those that come so many places after it. */
const CALLS = [1, 7, 31];

const identityOf = (index: number) => ({
  'app.kubernetes.io/name': `service-${index}`,
  'app.kubernetes.io/part-of': 'all',
});
const peer = (index: number) => ({ podSelector: { matchLabels: identityOf((index + WORKLOADS) % WORKLOADS) } });

/** A workload with its policy: three egress rules, three ingress rules, DNS, the outside and metrics. */
function workload(index: number): readonly object[] {
  const metadata = { namespace: 'all', name: `service-${index}` };
  const labels = identityOf(index);
  const template = { metadata: { labels }, spec: { containers: [{ name: 'main', ports: PORTS }] } };
  const outside = { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } };
  const spec = {
    podSelector: { matchLabels: labels },
    policyTypes: ['Ingress', 'Egress'],
    egress: [
      ...CALLS.map((distance) => ({ to: [peer(index + distance)], ports: [{ port: 8080 }] })),
      { to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }] },
      { to: [outside], ports: [{ port: 443 }] },
    ],
    ingress: [
      ...CALLS.map((distance) => ({ from: [peer(index - distance)], ports: [{ port: 'http' }] })),
      { from: [{ podSelector: { matchLabels: { app: 'prometheus' } } }], ports: [{ port: 'metrics' }] },
    ],
  };
  return [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template } },
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec },
  ];
}

describe('a thousand workloads with nine rules each', () => {
  it('are judged, all pairs on all ports, within seconds, and as the plain evaluator does', { timeout: 60_000 }, () => {
    const cluster = clusterOf(Array.from({ length: WORKLOADS }, (_, index) => workload(index)).flat());
    const { matrix, verdict } = evaluator(cluster);
    const targets = offeredPorts(cluster);
    const { allows, allowedPairs } = matrix(cluster.pods, targets);
    const allowed = [...allowedPairs()];
    expect(cluster.pods.length * targets.length).toBe(3_000_000);
    expect(allowed).toHaveLength(WORKLOADS * CALLS.length);
    for (const [source, from] of cluster.pods.slice(0, 10).entries()) {
      for (const [target, { to, port, protocol }] of targets.entries()) {
        if (allows(source, target) !== verdict(from, to, port, protocol).allowed) {
          expect.fail(`The matrix and the plain evaluator differ for ${source} and ${target}.`);
        }
      }
    }
  });
});
