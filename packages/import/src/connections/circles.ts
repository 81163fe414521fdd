import type { FoundConnection } from './found-connection.ts';

/**
 * The connections, with those that would close a circle of services that wait for each other marked as needed later. Which
 * one of a circle that is cannot be seen from manifests: those that only policies speak of are before those that configure the
 * caller.
 */
export function breakCircles(connections: readonly FoundConnection[]): FoundConnection[] {
  const needs = new Map<string, Set<string>>();
  const later = new Map<FoundConnection, string>();
  const byAddress = (each: FoundConnection) => Number(each.calls.some(({ by }) => by === 'address'));
  for (const each of [...connections].sort((one, other) => byAddress(other) - byAddress(one))) {
    const { from, to } = each;
    if (!('contract' in from) || !('contract' in to) || from.contract === to.contract) continue;
    const way = wayBetween(to.contract, from.contract, needs);
    if (way === undefined) needs.set(from.contract, (needs.get(from.contract) ?? new Set()).add(to.contract));
    else later.set(each, `${way.join(' needs ')} at its start: one of them must start without the other.`);
  }
  return connections.map((each) => {
    const reason = later.get(each);
    if (reason === undefined) return each;
    return { ...each, later: reason, connection: { ...each.connection, needed: 'later' } };
  });
}

/** The shortest way from a service to another along what they need; undefined if there is none. */
function wayBetween(
  start: string,
  end: string,
  needs: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] | undefined {
  const ways = new Map<string, readonly string[]>([[start, [start]]]);
  for (const [service, way] of ways) {
    if (service === end) return way;
    for (const next of needs.get(service) ?? []) if (!ways.has(next)) ways.set(next, [...way, next]);
  }
  return undefined;
}
