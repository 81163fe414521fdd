import type { ArrowBox, Box, Boxes, NamespaceBox, OutsideBox, ServiceBox } from './boxes.ts';
import { graphvizSource } from './graphviz-source.ts';

/** A point of a picture, in pixels from its left upper corner. */
export type Point = readonly [x: number, y: number];

/** A rectangle, in pixels from the left upper corner of the picture. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A thing with its place. */
export interface Placed<Thing> {
  readonly thing: Thing;
  readonly at: Rectangle;
}

/** An arrow with the place of its ports, and its line on both sides of them. */
export interface PlacedArrow extends Placed<ArrowBox> {
  /** Bézier curves, each: the first point, then two control points and an end point for each part. */
  readonly lines: readonly (readonly Point[])[];
  /** From where to where its head is drawn. */
  readonly head: readonly [base: Point, tip: Point] | undefined;
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
  const placed: GraphvizOutput = JSON.parse(graphviz.layout(graphvizSource(boxes), 'json', 'dot'));
  const [, , width = 0, height = 0] = numbersOf(placed.bb);
  const objects = new Map((placed.objects ?? []).map((object) => [object.name, object]));
  const names = new Map((placed.objects ?? []).map(({ _gvid, name }) => [_gvid, name]));
  const edges = new Map((placed.edges ?? []).map((edge) => [`${names.get(edge.tail)} ${names.get(edge.head)}`, edge]));
  const place = <Thing extends Box>(things: readonly Thing[], prefix: string): readonly Placed<Thing>[] =>
    things.map((thing, index) => ({ thing, at: around(objects.get(`${prefix}${index}`)?.pos, thing, height) }));
  const services = place(
    boxes.namespaces.flatMap((namespace) => namespace.services),
    's',
  );
  const outsides = place(boxes.outsides, 'o');
  const ids = new Map<ArrowBox['from'], string>([
    ...services.map(({ thing }, index) => [thing, `s${index}`] as const),
    ...outsides.map(({ thing }, index) => [thing, `o${index}`] as const),
  ]);
  const arrows = place(boxes.arrows, 'a').map(({ thing, at }, index) => {
    const before = splineOf(edges.get(`${ids.get(thing.from)} a${index}`)?.pos, height);
    const after = splineOf(edges.get(`a${index} ${ids.get(thing.to)}`)?.pos, height);
    return { thing, at, lines: [before.points, after.points], head: after.head };
  });
  return {
    width: rounded(width),
    height: rounded(height),
    namespaces: boxes.namespaces.map((thing, index) => ({
      thing,
      at: frame(objects.get(`cluster_${index}`)?.bb, height),
    })),
    services,
    outsides,
    arrows,
  };
}

/**
 * The output of Graphviz, as far as it is used.
 *
 * @see https://graphviz.org/docs/outputs/json/
 */
interface GraphvizOutput {
  readonly bb: string;
  readonly objects?: readonly GraphvizObject[];
  readonly edges?: readonly { readonly tail: number; readonly head: number; readonly pos?: string }[];
}

/** A node, whose place is its middle, or a cluster, which has a frame. */
interface GraphvizObject {
  readonly _gvid: number;
  readonly name: string;
  readonly pos?: string;
  readonly bb?: string;
}

/** The rectangle of a box around its middle. Graphviz counts from the left lower corner. */
function around(middle: string | undefined, { width, height }: Box, pictureHeight: number): Rectangle {
  const [x = 0, y = 0] = numbersOf(middle ?? '');
  return { x: rounded(x - width / 2), y: rounded(pictureHeight - y - height / 2), width, height };
}

/** The rectangle of a cluster: `left,bottom,right,top`. */
function frame(corners: string | undefined, pictureHeight: number): Rectangle {
  const [left = 0, bottom = 0, right = 0, top = 0] = numbersOf(corners ?? '');
  const [x, y] = [rounded(left), rounded(pictureHeight - top)];
  return { x, y, width: rounded(right - left), height: rounded(top - bottom) };
}

/** `e,10,20 1,2 3,4 5,6 7,8`: the tip of the arrow, where it has one, and the points of the curve. */
function splineOf(pos: string | undefined, height: number): { points: readonly Point[]; head: PlacedArrow['head'] } {
  const parts = (pos ?? '').split(' ').filter((part) => part !== '');
  const pointOf = (part: string): Point => {
    const [x = 0, y = 0] = numbersOf(part);
    return [rounded(x), rounded(height - y)];
  };
  const end = parts.find((part) => part.startsWith('e,'));
  const points = parts.filter((part) => !/^[es],/.test(part)).map(pointOf);
  const base = points.at(-1);
  return { points, head: end === undefined || base === undefined ? undefined : [base, pointOf(end.slice(2))] };
}

function numbersOf(text: string): readonly number[] {
  return text.split(',').map(Number);
}

/** A length in pixels to a tenth: nobody sees more. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
