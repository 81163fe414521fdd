import type { BuiltStack } from '@k8s-blocks/verify';
import { type EdgePort, type Edges, edgesBetween } from './edges.ts';
import type { PathEnd } from './party.ts';
import { type Hop, hopOf, type Path, pathOf } from './path.ts';

/** Finds paths in one environment. */
export interface PathFinder {
  /** Each port on which one of the callers may call one of the callees itself. */
  readonly direct: (callers: readonly PathEnd[], callees: readonly PathEnd[]) => Path[];
  /**
   * From each of the callers to each of the callees the shortest path, over any pods of the stack between them.
   *
   * @param avoiding ends that no path leads through; it may begin or end there.
   */
  readonly shortest: (callers: readonly PathEnd[], callees: readonly PathEnd[], avoiding: readonly PathEnd[]) => Path[];
}

/** @param pods an end for each workload of the stack: what paths lead through. */
export function pathFinder(stack: BuiltStack, pods: readonly PathEnd[]): PathFinder {
  const known = new Map(pods.map((pod) => [pod.endpoint, pod]));
  // One object for each end, so that those of two parties are compared as one.
  const same = (ends: readonly PathEnd[]) => ends.map((end) => known.get(end.endpoint) ?? end);
  const isPod = (end: PathEnd) => known.get(end.endpoint) === end;
  let betweenPods: Edges | undefined;
  const edgesOfPods = () => {
    betweenPods ??= edgesBetween(stack, pods, pods);
    return betweenPods;
  };
  return {
    direct(callers, callees) {
      const edges = edgesBetween(stack, same(callers), same(callees));
      return [...edges].flatMap(([caller, to]) =>
        [...to].flatMap(([callee, ports]) => ports.map((port) => pathOver(stack, [caller, callee], [port]))),
      );
    },
    shortest(callers, callees, avoiding) {
      const [from, to] = [same(callers), same(callees)];
      const outsiders = to.filter((end) => !isPod(end));
      // Between pods, from outside to pods or outside, and from pods to outside.
      const edges = [
        edgesOfPods(),
        edgesBetween(
          stack,
          from.filter((end) => !isPod(end)),
          [...pods, ...outsiders],
        ),
        edgesBetween(stack, pods, outsiders),
      ];
      const avoided = new Set(same(avoiding));
      return from.flatMap((start) => {
        const stepsTo = stepsFrom(start, edges, avoided);
        return to.filter((end) => end !== start && stepsTo.has(end)).map((end) => pathTo(stack, start, end, stepsTo));
      });
    },
  };
}

/** How an end was reached: from which one, on which port. */
interface Step {
  readonly from: PathEnd;
  readonly port: EdgePort;
}

/** The last step to each end that can be reached from one, by a breadth-first search: on the shortest path. */
function stepsFrom(start: PathEnd, edges: readonly Edges[], avoided: ReadonlySet<PathEnd>): Map<PathEnd, Step> {
  const stepsTo = new Map<PathEnd, Step>();
  const queue = [start];
  // The loop also goes over what it appends.
  for (const from of queue) {
    if (from !== start && avoided.has(from)) continue;
    for (const [to, [port]] of edges.flatMap((each) => [...(each.get(from) ?? [])])) {
      if (to === start || stepsTo.has(to) || port === undefined) continue;
      stepsTo.set(to, { from, port });
      queue.push(to);
    }
  }
  return stepsTo;
}

function pathTo(stack: BuiltStack, start: PathEnd, end: PathEnd, stepsTo: ReadonlyMap<PathEnd, Step>): Path {
  const ends = [end];
  const ports: EdgePort[] = [];
  for (let step = stepsTo.get(end); step !== undefined; step = stepsTo.get(step.from)) {
    ends.unshift(step.from);
    ports.unshift(step.port);
    if (step.from === start) break;
  }
  return pathOver(stack, ends, ports);
}

/** @param ports that of each end but the first. */
function pathOver({ evaluator }: BuiltStack, ends: readonly PathEnd[], ports: readonly EdgePort[]): Path {
  const hops = ports.flatMap(({ port, protocol }, index): Hop[] => {
    const [from, to] = [ends[index], ends[index + 1]];
    if (from === undefined || to === undefined) return [];
    return [hopOf(from.title, to.title, evaluator.verdict(from.endpoint, to.endpoint, port, protocol))];
  });
  const [first, last] = [ends[0], ends.at(-1)];
  return pathOf([...hopBefore(first), ...hops], {
    ...(first?.workload === undefined ? {} : { from: first.workload }),
    ...(last?.workload === undefined ? {} : { to: last.workload }),
    port: ports.at(-1)?.port ?? 0,
    protocol: ports.at(-1)?.protocol ?? 'TCP',
  });
}

/** The hop to an end that calls on behalf of another: no policy of the stack decides of it. */
function hopBefore(end: PathEnd | undefined): Hop[] {
  if (end?.onBehalfOf === undefined) return [];
  const why = `Whoever calls a route comes through ${end.title}.`;
  return [{ from: end.onBehalfOf.title, to: end.title, protocol: 'TCP', why }];
}
