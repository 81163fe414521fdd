import type { Box } from './boxes.ts';
import { type Point, type Rectangle, rounded } from './geometry.ts';

/** The size of a picture, and where its nodes, clusters and edges are. */
export interface Placement {
  readonly width: number;
  readonly height: number;
  /** The rectangle of a box around the place of a node. */
  readonly boxAt: (name: string, box: Box) => Rectangle;
  /** The frame of a cluster. */
  readonly frameOf: (name: string) => Rectangle;
  /** The line from a node to another. */
  readonly lineBetween: (from: string, to: string) => Line;
}

/** The line of an arrow. */
export interface Line {
  /** Bézier curves: the first point, then two control points and an end point for each. */
  readonly points: readonly Point[];
  /** From where to where its head is drawn; undefined if it has none. */
  readonly head: readonly [base: Point, tip: Point] | undefined;
}

/**
 * The output of Graphviz, as far as it is used. It counts from the left lower corner, in points.
 *
 * @see https://graphviz.org/docs/outputs/json/
 */
interface Output {
  /** Left, bottom, right and top. */
  readonly bb: string;
  readonly objects?: readonly OutputObject[];
  readonly edges?: readonly { readonly tail: number; readonly head: number; readonly pos?: string }[];
}

/** A node, whose place is its middle, or a cluster, which has a frame. */
interface OutputObject {
  readonly _gvid: number;
  readonly name: string;
  readonly pos?: string;
  readonly bb?: string;
}

/** Reads the output of Graphviz in its format `json`. */
export function readOutput(json: string): Placement {
  const { bb, objects = [], edges = [] }: Output = JSON.parse(json);
  const [, , width = 0, pictureHeight = 0] = numbersOf(bb);
  const byName = new Map(objects.map((object) => [object.name, object]));
  const names = new Map(objects.map(({ _gvid, name }) => [_gvid, name]));
  const lines = new Map(edges.map(({ tail, head, pos }) => [`${names.get(tail)} ${names.get(head)}`, pos]));
  const pointOf = (text: string): Point => {
    const [x = 0, y = 0] = numbersOf(text);
    return [rounded(x), rounded(pictureHeight - y)];
  };
  return {
    width: rounded(width),
    height: rounded(pictureHeight),
    boxAt(name, { width, height }) {
      const [x = 0, y = 0] = numbersOf(byName.get(name)?.pos ?? '');
      return { x: rounded(x - width / 2), y: rounded(pictureHeight - y - height / 2), width, height };
    },
    frameOf(name) {
      const [left = 0, bottom = 0, right = 0, top = 0] = numbersOf(byName.get(name)?.bb ?? '');
      const [x, y] = pointOf(`${left},${top}`);
      return { x, y, width: rounded(right - left), height: rounded(top - bottom) };
    },
    // `e,10,20 1,2 3,4 5,6 7,8`: the tip of the arrow, where it has one, and the points of the curves.
    lineBetween(from, to) {
      const parts = (lines.get(`${from} ${to}`) ?? '').split(' ').filter((part) => part !== '');
      const tip = parts.find((part) => part.startsWith('e,'));
      const points = parts.filter((part) => !/^[es],/.test(part)).map(pointOf);
      const base = points.at(-1);
      return { points, head: tip === undefined || base === undefined ? undefined : [base, pointOf(tip.slice(2))] };
    },
  };
}

function numbersOf(text: string): readonly number[] {
  return text.split(',').map(Number);
}
