import { deployment, networkPolicy } from '@k8s-blocks/objects';
import { runs } from '@k8s-blocks/test-runs';
import { connection, contract, stack } from '@k8s-blocks/topology';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { brokenBy, rule } from './index.ts';

const RUNS = runs({ usual: 40, long: 1000 });
const SERVICES = 6;

const services = Array.from({ length: SERVICES }, (_, index) => contract({ name: `s${index}`, ports: { http: 8080 } }));
const edge = fc.tuple(fc.nat(SERVICES - 1), fc.nat(SERVICES - 1)).filter(([from, to]) => from !== to);
const edges = fc.uniqueArray(edge, { maxLength: 12, selector: String });

it('a path is found exactly where declared connections lead, and is as short as can be', () => {
  fc.assert(
    fc.property(edges, fc.nat(SERVICES - 1), (declared, avoided) => {
      const map = stack({
        services,
        environments: { base: {} },
        connections: declared.flatMap(([from, to]) => {
          const [caller, callee] = [services[from], services[to]];
          return caller && callee ? [connection(caller, callee.ports.http, 'why', { needed: 'later' })] : [];
        }),
      });
      const objects = Object.fromEntries(
        services.map((service) => {
          const env = map.serviceIn(service, 'base');
          return [service.name, [deployment(env, { replicas: 1, container: { image: 'a:1' } }), networkPolicy(env)]];
        }),
      );
      const distances = rule('all', ({ paths }) =>
        paths(services, services, { avoiding: services[avoided] ?? [] }).map(({ from, to, hops }) => {
          return { problem: `${from?.name} ${to?.name} ${hops.length}` };
        }),
      );
      expect(brokenBy(distances, { map, objects }).sort()).toEqual(distancesOf(declared, avoided).sort());
    }),
    { numRuns: RUNS },
  );
});

/** The number of steps between each two, by trying longer and longer ways. */
function distancesOf(declared: readonly (readonly [number, number])[], avoided: number): string[] {
  const known = new Map<string, number>();
  for (let steps = 1; steps < SERVICES; steps += 1) {
    for (const from of services.keys()) {
      for (const [before, to] of declared) {
        const isFirst = steps === 1 && before === from;
        const leadsOn = known.get(`${from} ${before}`) === steps - 1 && before !== avoided;
        const key = `${from} ${to}`;
        if (from !== to && !known.has(key) && (isFirst || leadsOn)) known.set(key, steps);
      }
    }
  }
  return Array.from(known, ([key, steps]) => `s${key.replace(' ', ' s')} ${steps}`);
}
