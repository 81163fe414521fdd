import type { ArrowBox, Boxes, ServiceBox } from './boxes.ts';

/** How wide a picture may be, of its height, before it is folded. */
const MAX_RATIO = 4;

/** How wide a folded picture is meant to be, of its height. */
const GOOD_RATIO = 1.6;

/** No picture that fits on a screen is folded, in pixels. */
const MIN_WIDTH = 2400;

/**
 * The arrows at which a picture that is far too wide is folded: a chain of 30 services is drawn in several rows, as lines of text
 * are. None if the picture is good as it is.
 *
 * @param size that of the picture when it is not folded.
 */
export function foldsOf(boxes: Boxes, { width, height }: { width: number; height: number }): ReadonlySet<ArrowBox> {
  if (width < MIN_WIDTH || width < MAX_RATIO * height) return new Set();
  const depths = depthsOf(boxes);
  const rows = Math.sqrt(width / (GOOD_RATIO * height));
  const columns = Math.ceil((Math.max(...depths.values()) + 1) / rows);
  const rowOf = (end: ServiceBox) => Math.floor((depths.get(end) ?? 0) / columns);
  const between = boxes.arrows.filter(
    ({ from, to }) => 'service' in from && 'service' in to && rowOf(from) !== rowOf(to),
  );
  return new Set(between);
}

/** How many services are called one after the other before each: along the longest way without circles. */
function depthsOf({ namespaces, arrows }: Boxes): ReadonlyMap<ServiceBox, number> {
  const callees = new Map<ServiceBox, ServiceBox[]>();
  for (const { from, to } of arrows) {
    if ('service' in from && 'service' in to) callees.set(from, [...(callees.get(from) ?? []), to]);
  }
  const depths = new Map<ServiceBox, number>();
  const order = calledLast(
    namespaces.flatMap(({ services }) => services),
    callees,
  );
  const position = new Map(order.map((service, index) => [service, index]));
  for (const service of order) {
    const depth = depths.get(service) ?? 0;
    depths.set(service, depth);
    for (const callee of callees.get(service) ?? []) {
      const isAhead = (position.get(callee) ?? 0) > (position.get(service) ?? 0);
      if (isAhead) depths.set(callee, Math.max(depths.get(callee) ?? 0, depth + 1));
    }
  }
  return depths;
}

/** The services, callers before callees but where they call in a circle: depth first, without recursion. */
function calledLast(
  services: readonly ServiceBox[],
  callees: ReadonlyMap<ServiceBox, readonly ServiceBox[]>,
): readonly ServiceBox[] {
  const seen = new Set<ServiceBox>();
  const finished: ServiceBox[] = [];
  for (const start of services) {
    if (seen.has(start)) continue;
    seen.add(start);
    const path = [{ service: start, next: 0 }];
    while (path.length > 0) {
      const step = path.at(-1);
      if (step === undefined) break;
      const callee = callees.get(step.service)?.[step.next];
      step.next += 1;
      if (callee === undefined) {
        finished.push(step.service);
        path.pop();
      } else if (!seen.has(callee)) {
        seen.add(callee);
        path.push({ service: callee, next: 0 });
      }
    }
  }
  return finished.toReversed();
}
