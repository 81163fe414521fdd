import type { Problem } from '@k8s-blocks/refusal';
import { callingWorkload, formatCaller } from './caller.ts';
import { type Connection, formatPort, isOffered } from './connection.ts';
import type { Contract } from './contract.ts';
import type { ServiceMap } from './service-map.ts';

/** The services that a service waits for, each with the first connection for which it does. */
type Needs = ReadonlyMap<Contract, ReadonlyMap<Contract, Connection>>;

/**
 * Services in waves: each starts after those that it needs at start, and those of one wave side by side. Within a wave they
 * have the order in which they are given.
 *
 * @param services those that are deployed together.
 * @param connections those between them; others are passed over.
 * @throws Error if services need each other in a circle, which {@link circularNeeds} tells of.
 */
export function startWaves(
  services: readonly Contract[],
  connections: readonly Connection[],
  map: Pick<ServiceMap, 'contractNamed'>,
): readonly (readonly Contract[])[] {
  const { waves, waiting } = wavesOf(services, needsOf(services, connections, map));
  if (waiting.length > 0) throw new Error('Services need each other at start.');
  return waves;
}

/** The waves, and the services that wait for each other for ever. */
function wavesOf(services: readonly Contract[], needs: Needs) {
  const waves: (readonly Contract[])[] = [];
  const started = new Set<Contract>();
  let waiting = services;
  while (true) {
    const wave = waiting.filter((service) =>
      [...(needs.get(service)?.keys() ?? [])].every((each) => started.has(each)),
    );
    if (wave.length === 0) return { waves, waiting };
    waves.push(wave);
    for (const service of wave) started.add(service);
    waiting = waiting.filter((service) => !started.has(service));
  }
}

/** The services that need each other at start, each circle as a problem that shows its connections; empty if none do. */
export function circularNeeds(
  services: readonly Contract[],
  connections: readonly Connection[],
  map: Pick<ServiceMap, 'contractNamed'>,
): Problem[] {
  const needs = needsOf(services, connections, map);
  const told = new Set<Contract>();
  return wavesOf(services, needs).waiting.flatMap((service) => {
    if (told.has(service)) return [];
    const circle = circleFrom(service, needs);
    for (const { callee } of circle) told.add(callee);
    return circle.length === 0 ? [] : [circleProblem(service, circle)];
  });
}

/** A step from a service to one that it needs. */
interface Step {
  readonly callee: Contract;
  readonly connection: Connection;
}

/** The shortest way from a service back to itself; empty if there is none. */
function circleFrom(start: Contract, needs: Needs): readonly Step[] {
  const ways = new Map<Contract, readonly Step[]>([[start, []]]);
  for (const [service, way] of ways) {
    for (const [callee, connection] of needs.get(service) ?? []) {
      const longer = [...way, { callee, connection }];
      if (callee === start) return longer;
      if (!ways.has(callee)) ways.set(callee, longer);
    }
  }
  return [];
}

function circleProblem(start: Contract, circle: readonly Step[]): Problem {
  const names = [start, ...circle.map(({ callee }) => callee)].map(({ name }) => name);
  const lines = circle.map(
    ({ connection: { from, to, why } }) => `${formatCaller(from)} calls ${formatPort(to)}: ${why}`,
  );
  return {
    field: 'connections',
    problem: `Services need each other at start, so none of them can be the first: ${names.join(' → ')} (${lines.join('; ')}).`,
    remedy:
      "Say of a connection that its caller starts without it: connection(…, 'why', { needed: 'later' }), or { needed: 'optional' }.",
  };
}

/** The services, each with those that it needs at start and for which of the connections. */
export function needsOf(
  services: readonly Contract[],
  connections: readonly Connection[],
  { contractNamed }: Pick<ServiceMap, 'contractNamed'>,
): Needs {
  const needs = new Map<Contract, Map<Contract, Connection>>(services.map((service) => [service, new Map()]));
  for (const connection of connections) {
    const { from, to, needed = 'at-start' } = connection;
    const caller = contractNamed(callingWorkload(from)?.contract ?? '');
    const callee = isOffered(to) ? contractNamed(to.contract) : undefined;
    if (needed !== 'at-start' || caller === undefined || callee === undefined || caller === callee) continue;
    const ofCaller = needs.get(caller);
    if (ofCaller !== undefined && needs.has(callee) && !ofCaller.has(callee)) ofCaller.set(callee, connection);
  }
  return needs;
}
