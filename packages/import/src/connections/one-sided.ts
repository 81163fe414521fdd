import type { Finding } from '@k8s-blocks/findings';
import { formatPort } from '@k8s-blocks/topology';
import type { Isolation } from '../stack/call.ts';
import type { FoundConnection } from './found-connection.ts';

/**
 * Ways that the policy of one end lets through, and that of the other does not: nobody passes. An address on such a way is
 * found by a rule of its own.
 */
export function oneSidedWays(connections: readonly FoundConnection[], isolated: readonly Isolation[]): Finding[] {
  return connections.flatMap(({ from, to, calls }) => {
    if (!('contract' in from) || !('contract' in to)) return [];
    if (calls.some(({ by }) => by === 'address')) return [];
    const environments = [...new Set(calls.map(({ environment }) => environment))];
    const sides = environments.flatMap((environment) => {
      const here = calls.filter((call) => call.environment === environment);
      const side = closedSide(here, isolated);
      return side === undefined ? [] : [{ environment, side, where: here.map(({ where }) => where) }];
    });
    const [first] = sides;
    if (first === undefined) return [];
    const places = [...new Set(first.where)].join(', ');
    const [way, callee] = [formatPort(to), to.contract];
    const problem =
      first.side === 'egress'
        ? `${places} lets ${from.name} in to ${way}, and no policy of ${from.name} lets it out.`
        : `${places} lets ${from.name} out to ${way}, and no policy of ${callee} lets it in.`;
    return [
      {
        rule: 'one-sided-way',
        code: 'one-sided-way',
        severity: 'warning' as const,
        environment: sides.map(({ environment }) => environment).join(', '),
        problem,
        why: 'Connections time out: the policies of both ends must let them through.',
        remedy: 'Let it through at both ends, or at none.',
      },
    ];
  });
}

/** The direction in which nothing lets a call through, although it is isolated; undefined if there is none. */
function closedSide(
  calls: FoundConnection['calls'],
  isolated: readonly Isolation[],
): Isolation['direction'] | undefined {
  const [call] = calls;
  if (call === undefined || !('workload' in call.from) || !('workload' in call.to)) return undefined;
  const isIsolated = (workload: string, direction: Isolation['direction']) =>
    isolated.some(
      (each) => each.environment === call.environment && each.workload === workload && each.direction === direction,
    );
  const says = (direction: Isolation['direction']) => calls.some(({ by }) => by === direction);
  if (isIsolated(call.from.workload, 'egress') && !says('egress')) return 'egress';
  return isIsolated(call.to.workload, 'ingress') && !says('ingress') ? 'ingress' : undefined;
}
