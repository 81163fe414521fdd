import {
  type Connection,
  type Contract,
  connection,
  contract,
  type PortDefinition,
  type Protocol,
  stack,
  type Workload,
  workloadOf,
  workloadsOf,
} from '@k8s-blocks/topology';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { egressRules, ingressRules } from './index.ts';

/**
 * A map of services that offer one or two ports each, some of whose workers have the second one, and connections between their
 * workloads, some in staging alone.
 */
const maps = fc
  .array(
    fc.record({
      ports: fc.array(
        fc.record({
          port: fc.integer({ min: 1, max: 65535 }),
          containerPort: fc.integer({ min: 1, max: 65535 }),
          protocol: fc.constantFrom<Protocol>('TCP', 'UDP', 'SCTP'),
        }),
        { minLength: 1, maxLength: 2 },
      ),
      ownService: fc.boolean(),
      worker: fc.constantFrom('none', 'calls', 'listens'),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((services) =>
    services.map(({ ports: [first, second], ownService, worker }, index): Contract => {
      const name = `service-${index}`;
      const distinct = second !== undefined && second.port !== first?.port;
      const one = { port: 1, ...first, services: [ownService ? `${name}-own` : name] } satisfies PortDefinition;
      const two = { port: 2, ...second, ...(worker === 'listens' ? { workload: 'worker' } : {}) };
      const ports: Record<string, PortDefinition> = distinct ? { one, two } : { one };
      const workloads: Record<string, 'Deployment'> = worker === 'none' ? {} : { worker: 'Deployment' };
      return contract({ name, namespace: `room-${index % 3}`, ports, workloads });
    }),
  )
  .chain((contracts) =>
    fc
      .uniqueArray(
        fc.record({
          from: fc.constantFrom(...contracts.flatMap(workloadsOf)),
          to: fc.constantFrom(...contracts.flatMap(({ ports }) => Object.values(ports))),
          stagingOnly: fc.boolean(),
        }),
        { selector: ({ from, to }) => `${from.name} ${to.contract} ${to.name}`, maxLength: 12 },
      )
      .map((rows) => ({
        contracts,
        rows,
        connections: rows.map(
          ({ from, to, stagingOnly }): Connection =>
            connection(from, to, 'because', {
              needed: 'later',
              ...(stagingOnly ? { environments: ['staging'] } : {}),
            }),
        ),
      })),
  );

/** The names of objects and namespaces in each environment. */
const NAMES = {
  base: { object: (name: string) => name, namespace: (name: string) => name },
  staging: { object: (name: string) => `${name}-staging`, namespace: (name: string) => `${name}-staging` },
  production: { object: (name: string) => name, namespace: (name: string) => name },
  test: { object: (name: string) => `test-${name}`, namespace: (name: string) => `${name}-of-team` },
} as const;
const ENVIRONMENTS = ['base', 'staging', 'production', 'test'] as const;

describe('for every map, in every environment, a connection', () => {
  it('has an address in the callee’s namespace there, and a port that both policies open to each other’s namespace', () => {
    fc.assert(
      fc.property(maps, ({ contracts, connections, rows }) => {
        const map = mapOf(contracts, connections);
        for (const environment of ENVIRONMENTS) {
          for (const { from, to, stagingOnly } of rows) {
            if (stagingOnly && environment !== 'staging') continue;
            const callee = workloadOf(contractNamed(contracts, to.contract), to);
            const { object, namespace } = NAMES[environment];
            const caller = envOf(map, from, environment);
            expect(caller.address(to)).toBe(
              `${object(to.services[0] ?? '')}.${namespace(callee.namespace)}.svc.cluster.local:${to.port}`,
            );
            const port = { port: to.containerPort, protocol: to.protocol };
            expect(structuredClone(egressRules(caller.outgoing()))).toContainEqual({
              to: [podsOf(callee, namespace)],
              ports: [port],
            });
            const ingress = ingressRules(envOf(map, callee, environment).incoming());
            const opening = ingress.filter(({ from: peers = [], ports }) => {
              return same(ports, [port]) && peers.some((peer) => same(peer, podsOf(from, namespace)));
            });
            expect(opening).not.toEqual([]);
          }
        }
      }),
    );
  });

  it('that is not declared has neither an address nor a rule', () => {
    fc.assert(
      fc.property(maps, ({ contracts, connections, rows }) => {
        const map = mapOf(contracts, connections);
        for (const environment of ENVIRONMENTS) {
          const there = rows.filter(({ stagingOnly }) => !stagingOnly || environment === 'staging');
          for (const from of contracts.flatMap(workloadsOf)) {
            const env = envOf(map, from, environment);
            const outgoing = there.filter((row) => row.from === from);
            expect(egressRules(env.outgoing())).toHaveLength(1 + outgoing.length);
            const incoming = there.filter(({ to }) => {
              return workloadOf(contractNamed(contracts, to.contract), to) === from;
            });
            expect(ingressRules(env.incoming()).flatMap(({ from: peers = [] }) => peers)).toHaveLength(incoming.length);
            for (const port of contracts.flatMap(({ ports }) => Object.values(ports))) {
              if (outgoing.some(({ to }) => to === port)) continue;
              expect(() => env.address(port)).toThrow('no declared connection');
            }
          }
        }
      }),
    );
  });
});

function mapOf(contracts: readonly Contract[], connections: readonly Connection[]) {
  return stack({
    services: contracts,
    environments: {
      base: {},
      staging: { suffix: '-staging' },
      production: {},
      test: { prefix: 'test-', namespaces: (name) => `${name}-of-team` },
    },
    connections,
  });
}

/** The environment of a workload. */
function envOf(map: ReturnType<typeof mapOf>, workload: Workload, environment: (typeof ENVIRONMENTS)[number]) {
  return map.serviceIn(contractNamed(map.startOrder, workload.contract), environment).of(workload);
}

function contractNamed(contracts: readonly Contract[], name: string): Contract {
  const found = contracts.find((each) => each.name === name);
  if (found === undefined) throw new Error(`No contract is named ${name}.`);
  return found;
}

function podsOf({ namespace, selector }: Workload, nameOf: (namespace: string) => string) {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': nameOf(namespace) } },
    podSelector: { matchLabels: { ...selector } },
  };
}

/** Whether two pieces of plain data say the same, in the same order. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
