import { type Point, rounded } from './geometry.ts';

/** A Bézier curve as a path of SVG: a first point, and two control points and an end point for each part. */
export function curve([first, ...others]: readonly Point[]): string {
  if (first === undefined) return '';
  return `M${first.join(',')}${others.length === 0 ? '' : `C${others.map((point) => point.join(',')).join(' ')}`}`;
}

/** How wide the head of an arrow is, of its length. */
const HEAD_WIDTH = 0.7;

/** The head of an arrow as a path of SVG: a triangle from the end of its line to its tip. */
export function triangle([x, y]: Point, tip: Point): string {
  const [across, down] = [(tip[0] - x) * (HEAD_WIDTH / 2), (tip[1] - y) * (HEAD_WIDTH / 2)];
  const corners = [tip, [rounded(x - down), rounded(y + across)], [rounded(x + down), rounded(y - across)]];
  return `M${corners.map((corner) => corner.join(',')).join('L')}Z`;
}
