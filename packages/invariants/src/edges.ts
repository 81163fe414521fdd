import type { Protocol, Target } from '@k8s-blocks/reachability';
import type { BuiltStack } from '@k8s-blocks/verify';
import type { PathEnd } from './party.ts';

/** A port on which policies let one end call another. */
export interface EdgePort {
  readonly port: number;
  readonly protocol: Protocol;
}

/** Caller to callee to the ports, those that the callee's containers list before others. */
export type Edges = ReadonlyMap<PathEnd, ReadonlyMap<PathEnd, readonly EdgePort[]>>;

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/**
 * Who may call whom, on which ports: on those that containers list, and on each from which on some policy judges otherwise than of
 * the port before, so that whatever is let through on any port is let through on one of these.
 */
export function edgesBetween(
  { evaluator, portEdges }: BuiltStack,
  callers: readonly PathEnd[],
  callees: readonly PathEnd[],
): Edges {
  const ports = [...new Set([1, ...portEdges])].filter((port) => 1 <= port && port <= 65_535);
  const everyPort = ports.flatMap((port) => PROTOCOLS.map((protocol) => ({ port, protocol })));
  const targets = callees.flatMap((callee) => portsTried(callee, everyPort).map((port) => targetOf(callee, port)));
  const matrix = evaluator.matrix(
    callers.map(({ endpoint }) => endpoint),
    targets.map(({ target }) => target),
  );
  const edges = new Map<PathEnd, Map<PathEnd, EdgePort[]>>();
  for (const { source, target } of matrix.allowedPairs()) {
    const [caller, found] = [callers[source], targets[target]];
    if (caller === undefined || found === undefined || isMeaningless(caller, found.callee)) continue;
    const portsOf = edges.get(caller) ?? new Map<PathEnd, EdgePort[]>();
    edges.set(caller, portsOf);
    portsOf.set(found.callee, [...(portsOf.get(found.callee) ?? []), found.port]);
  }
  return edges;
}

function targetOf(callee: PathEnd, port: EdgePort): { callee: PathEnd; port: EdgePort; target: Target } {
  return { callee, port, target: { to: callee.endpoint, ...port } };
}

/** Two parties outside, and a pod and itself: no policy comes between them. */
function isMeaningless(caller: PathEnd, callee: PathEnd): boolean {
  if (caller.workload === undefined && callee.workload === undefined) return true;
  return caller.endpoint === callee.endpoint && caller.workload?.kind === 'Pod';
}

function portsTried({ endpoint }: PathEnd, everyPort: readonly EdgePort[]): EdgePort[] {
  const listed = 'ip' in endpoint ? [] : (endpoint.ports ?? []);
  const all = [...listed.map(({ port, protocol }) => ({ port, protocol })), ...everyPort];
  return [...new Map(all.map((each) => [`${each.port}/${each.protocol}`, each])).values()];
}
