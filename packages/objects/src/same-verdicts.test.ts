import { clusterNetworkPolicy } from '@k8s-blocks/policies';
import { clusterOf, type Endpoint, evaluator, type Target } from '@k8s-blocks/reachability';
import { runs } from '@k8s-blocks/test-runs';
import {
  anywhere,
  apiServer,
  type Contract,
  connection,
  contract,
  type Outside,
  outsideHost,
  outsideNamespace,
  outsideNetwork,
  type PolicyDialect,
  type ServiceEnvironment,
  type Stack,
  stack,
} from '@k8s-blocks/topology';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkPolicy } from './index.ts';

const RUNS = runs({ usual: 100, long: 2000 });
const TIMEOUT = 300_000;

/** Parties outside that policies of every kind can name. */
const NAMEABLE: readonly Outside[] = [
  anywhere,
  outsideNamespace('monitoring'),
  outsideNamespace('monitoring', { pods: { app: 'prometheus' } }),
  outsideNetwork('the bank', { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] }),
  outsideNetwork('the archive', [{ cidr: '198.51.100.0/28' }, { cidr: '2001:db8::/64' }]),
];

/** Parties that a NetworkPolicy knows by addresses alone. */
const BY_NAME: readonly Outside[] = [
  apiServer,
  outsideHost('the cache', 'cache.example.com', { addresses: '192.0.2.0/28' }),
  outsideHost('the mail', '*.mail.example.com'),
];

const NUMBERS = [8080, 9090];

/** A map of services, some of them in one namespace, with connections between them and with parties outside. */
function maps(outside: readonly Outside[], mayBeOnNodes: boolean) {
  const services = fc.array(
    fc.record({
      namespace: fc.constantFrom('x', 'y', 'z'),
      protocol: fc.constantFrom('TCP' as const, 'UDP' as const),
      hostNetwork: mayBeOnNodes ? fc.constantFrom(false, false, true) : fc.constant(false),
    }),
    { minLength: 1, maxLength: 4 },
  );
  return services
    .map((all) =>
      all.map(({ namespace, protocol, hostNetwork }, index): Contract => {
        const ports = { http: { port: 8080, protocol }, range: { port: 9000, endPort: 9100 } };
        return contract({ name: `service-${index}`, namespace, ports, hostNetwork });
      }),
    )
    .chain((contracts) => {
      const offered = contracts.flatMap(({ ports }) => Object.values(ports));
      const calls = fc.oneof(
        fc.record({ from: fc.constantFrom(...contracts, ...outside), to: fc.constantFrom(...offered) }),
        fc
          .record({
            from: fc.constantFrom(...contracts),
            to: fc.constantFrom(...outside),
            port: fc.constantFrom(...NUMBERS),
          })
          .map(({ from, to, port }) => ({ from, to: to.port(port) })),
      );
      const titleOf = (end: object) => ('title' in end ? end.title : undefined);
      const distinct = fc.uniqueArray(calls, {
        selector: ({ from, to }) => JSON.stringify([titleOf(from), to, 'outside' in to ? to.outside.title : '']),
        maxLength: 8,
      });
      return distinct.map((rows) =>
        stack({
          services: contracts,
          environments: {
            base: {
              apiServer: { addresses: '192.0.2.64/32' },
              nodes: '192.0.2.128/28',
              clusterNetworkPolicy: { name: 'all' },
            },
          },
          connections: rows.map(({ from, to }) =>
            'ports' in from && 'contract' in to
              ? connection(from, to, 'because', { needed: 'later' })
              : connection(from, to, 'because'),
          ),
        }),
      );
    });
}

/** The objects of all services, with policies of the kind that is chosen for each. */
function clusterWith(map: Stack, dialectOf: (index: number) => PolicyDialect, more: readonly unknown[] = []) {
  const objects = map.servicesIn('base').flatMap((service, index) => {
    const env = map.serviceIn(service, 'base');
    const policies = service.hostNetwork ? [] : [networkPolicy(env, { dialect: dialectOf(index) })];
    return [podOf(env), ...policies.map((each) => inNamespace(each, env.namespace))];
  });
  return clusterOf([...objects, ...more]);
}

function inNamespace(object: { readonly metadata?: object }, namespace: string) {
  return { ...object, metadata: { ...object.metadata, namespace } };
}

function podOf({ contract: { name, selector, ports, hostNetwork }, namespace }: ServiceEnvironment) {
  const containerPorts = Object.values(ports).map(({ containerPort, protocol }) => ({ containerPort, protocol }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: selector },
    spec: { containers: [{ name: 'main', ports: containerPorts }], hostNetwork },
    ...(hostNetwork ? { status: { podIP: '192.0.2.129' } } : {}),
  };
}

/** Who may be at the other end, besides the pods of the stack. */
const STRANGERS: readonly Endpoint[] = [
  { namespace: 'x', labels: { app: 'stranger' } },
  { namespace: 'elsewhere', labels: {}, ips: ['10.0.0.7'] },
  { namespace: 'monitoring', labels: { app: 'prometheus' } },
  { namespace: 'monitoring', labels: {} },
  { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  { ip: '203.0.113.7' },
  { ip: '203.0.113.200' },
  { ip: '198.51.100.7' },
  { ip: '2001:db8::7' },
];

/** The same, where names matter. */
const NAMED: readonly Endpoint[] = [
  { ip: '192.0.2.64', apiServer: true },
  { ip: '192.0.2.7', host: 'cache.example.com' },
  { ip: '192.0.2.7', host: 'other.example.com' },
  { ip: '203.0.113.7', host: 'a.mail.example.com' },
  { namespace: 'elsewhere', labels: {}, ips: ['192.0.2.130'], hostNetwork: true },
];

/** Every pair of two ends on some ports, in the clusters, of the same pods in the same order. */
function* verdicts(clusters: readonly ReturnType<typeof clusterOf>[], strangers: readonly Endpoint[]) {
  const evaluators = clusters.map(evaluator);
  const endsOf = (cluster: ReturnType<typeof clusterOf>): readonly Endpoint[] => [...cluster.pods, ...strangers];
  const count = clusters[0] === undefined ? 0 : endsOf(clusters[0]).length;
  const ports = [...NUMBERS, 53, 443, 6443].flatMap((port) =>
    (['TCP', 'UDP'] as const).map((protocol): Omit<Target, 'to'> => ({ port, protocol })),
  );
  const matrices = clusters.map((cluster, index) => {
    const ends = endsOf(cluster);
    return evaluators[index]?.matrix(
      ends,
      ends.flatMap((to) => ports.map((port) => ({ to, ...port }))),
    );
  });
  for (let source = 0; source < count; source++) {
    for (let target = 0; target < count * ports.length; target++) {
      const allowed = matrices.map((matrix) => matrix?.allows(source, target) === true);
      yield { from: matrices[0]?.sources[source], target: matrices[0]?.targets[target], allowed };
    }
  }
}

describe('the same map in every kind of policies', () => {
  it('gives the same verdicts, also mixed, and beside one of the whole stack', { timeout: TIMEOUT }, () => {
    let allowedPairs = 0;
    const same = fc.property(maps(NAMEABLE, false), (map) => {
      const dialects: readonly ((index: number) => PolicyDialect)[] = [
        () => 'NetworkPolicy',
        () => 'CiliumNetworkPolicy',
        (index) => (index % 2 === 0 ? 'NetworkPolicy' : 'CiliumNetworkPolicy'),
      ];
      const ofStack = clusterNetworkPolicy(map, 'base');
      const clusters = [...dialects.map((dialect) => clusterWith(map, dialect))];
      clusters.push(clusterWith(map, () => 'NetworkPolicy', [ofStack]));
      // A pod that no policy is for has only that of the whole stack.
      const strangers = STRANGERS.filter((each) => 'ip' in each || each.namespace !== 'x');
      for (const { from, target, allowed } of verdicts(clusters, strangers)) {
        if (new Set(allowed).size > 1) expect({ from, target, allowed }).toBe('the same');
        if (allowed[0] === true) allowedPairs++;
      }
    });
    fc.assert(same, { numRuns: RUNS });
    expect(allowedPairs).toBeGreaterThan(RUNS);
  });

  it('lets through no more as Cilium’s than as Kubernetes’ own', { timeout: TIMEOUT }, () => {
    const wider = new Set<string>();
    const narrower = fc.property(maps([...NAMEABLE, ...BY_NAME], true), (map) => {
      const clusters = [clusterWith(map, () => 'NetworkPolicy'), clusterWith(map, () => 'CiliumNetworkPolicy')];
      for (const { from, target, allowed } of verdicts(clusters, [...STRANGERS, ...NAMED])) {
        const [kubernetes, cilium] = allowed;
        if (cilium && !kubernetes) expect({ from, target, allowed }).toBe('allowed by Kubernetes’ own too');
        if (kubernetes && !cilium && from !== undefined && target !== undefined) wider.add(whoIsWider(from, target.to));
      }
    });
    fc.assert(narrower, { numRuns: RUNS });
    // What Kubernetes' own cannot name it lets through by addresses, and so whoever else has them.
    expect([...wider].sort()).toEqual(['addresses', 'addresses of pods', 'nodes']);
  });
});

/** Who is let through by its address alone. Between pods that policies select there is no difference. */
function whoIsWider(from: Endpoint, to: Endpoint): string {
  const ends = [from, to];
  if (ends.some((end) => 'ip' in end)) return 'addresses';
  if (ends.some((end) => !('ip' in end) && end.hostNetwork === true)) return 'nodes';
  return ends.some((end) => 'ips' in end && end.ips !== undefined) ? 'addresses of pods' : 'pods';
}
