import type { ArrowBox, Box, Boxes, NamespaceBox, OutsideBox, ServiceBox } from './boxes.ts';
import { foldsOf } from './fold.ts';
import type { Rectangle } from './geometry.ts';
import { type Line, readOutput } from './graphviz-output.ts';
import { type Effort, graphvizNames, graphvizSource } from './graphviz-source.ts';

/** A thing with its place. */
export interface Placed<Thing> {
  readonly thing: Thing;
  readonly at: Rectangle;
}

/** An arrow with the place of its ports, and its lines from the caller to them and from them to the callee. */
export interface PlacedArrow extends Placed<ArrowBox> {
  readonly lines: readonly [before: Line, after: Line];
}

/** Where everything is. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly namespaces: readonly Placed<NamespaceBox>[];
  readonly services: readonly Placed<ServiceBox>[];
  readonly outsides: readonly Placed<OutsideBox>[];
  readonly arrows: readonly PlacedArrow[];
}

/** Up to so many arrows Graphviz tries all that it takes: less than a second. */
const MANY_ARROWS = 100;

/**
 * More arrows than that are straight lines if they are longer than this together, in pixels: to lead them around boxes takes up to a
 * second for so many, and twenty seconds for four times as many.
 */
const MAX_CURVES = 300_000;

/**
 * Lays out boxes with Graphviz, compiled to WebAssembly: the same positions on every machine, and no program to install.
 *
 * @see https://graphviz.org/docs/layouts/dot/
 */
export async function layOut(boxes: Boxes): Promise<Layout> {
  const { Graphviz } = await import('@hpcc-js/wasm-graphviz');
  const graphviz = await Graphviz.load();
  const names = graphvizNames(boxes);
  const nameOf = (box: Box) => names.get(box) ?? '';
  const placementOf = (effort: Effort, folds: ReadonlySet<ArrowBox> = new Set()) =>
    readOutput(graphviz.layout(graphvizSource(boxes, { folds, effort }), 'json', 'dot'));
  const lengthIn = ({ boxAt }: ReturnType<typeof readOutput>) => {
    const lengths = boxes.arrows.map(({ from, to }) => Math.abs(boxAt(nameOf(to), to).x - boxAt(nameOf(from), from).x));
    return lengths.reduce((sum, length) => sum + length, 0);
  };
  const boundedPlacementOf = (folds?: ReadonlySet<ArrowBox>) => {
    if (boxes.arrows.length <= MANY_ARROWS) return placementOf('whole', folds);
    const straight = placementOf('straight', folds);
    return lengthIn(straight) > MAX_CURVES ? straight : placementOf('limited', folds);
  };
  const unfolded = boundedPlacementOf();
  const folds = foldsOf(boxes, unfolded);
  const folded = folds.size === 0 ? unfolded : boundedPlacementOf(folds);
  const { width, height, boxAt, frameOf, lineBetween } = folded;
  const place = <Thing extends Box>(thing: Thing): Placed<Thing> => ({ thing, at: boxAt(nameOf(thing), thing) });
  return {
    width,
    height,
    namespaces: boxes.namespaces.map((thing, index) => ({ thing, at: frameOf(`cluster_${index}`) })),
    services: boxes.namespaces.flatMap(({ services }) => services).map(place),
    outsides: boxes.outsides.map(place),
    arrows: boxes.arrows.map((arrow) => ({
      ...place(arrow),
      lines: [lineBetween(nameOf(arrow.from), nameOf(arrow)), lineBetween(nameOf(arrow), nameOf(arrow.to))],
    })),
  };
}
