/** A point of a picture, in pixels from its left upper corner. */
export type Point = readonly [x: number, y: number];

/** A rectangle, in pixels from the left upper corner of the picture. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A length in pixels to a tenth: nobody sees more. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
