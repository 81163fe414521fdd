import type { ArrowBox, Box, Boxes, NamespaceBox, OutsideBox, ServiceBox } from './boxes.ts';
import { foldsOf } from './fold.ts';
import type { Rectangle } from './geometry.ts';
import { type Line, readOutput } from './graphviz-output.ts';
import { graphvizNames, graphvizSource } from './graphviz-source.ts';

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

/**
 * Lays out boxes with Graphviz, compiled to WebAssembly: the same positions on every machine, and no program to install.
 *
 * @see https://graphviz.org/docs/layouts/dot/
 */
export async function layOut(boxes: Boxes): Promise<Layout> {
  const { Graphviz } = await import('@hpcc-js/wasm-graphviz');
  const graphviz = await Graphviz.load();
  const placementOf = (folds: ReadonlySet<ArrowBox>) =>
    readOutput(graphviz.layout(graphvizSource(boxes, folds), 'json', 'dot'));
  const straight = placementOf(new Set());
  const folds = foldsOf(boxes, straight);
  const { width, height, boxAt, frameOf, lineBetween } = folds.size === 0 ? straight : placementOf(folds);
  const names = graphvizNames(boxes);
  const nameOf = (box: Box) => names.get(box) ?? '';
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
