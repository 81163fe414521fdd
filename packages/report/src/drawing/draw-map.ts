import { boxesOf } from './boxes.ts';
import { layOut } from './layout.ts';
import type { MapToDraw } from './map-to-draw.ts';
import { svgOf } from './svg.ts';
import type { SvgOptions } from './svg-elements.ts';

/**
 * Draws a map as SVG: services as boxes by namespace, parties outside as rounded boxes with dashes beside each namespace, all
 * connections of a pair as one arrow with its ports. It is laid out here, so that a page needs no program for it, and the bytes
 * depend on the map alone.
 */
export async function drawMap(map: MapToDraw, options: SvgOptions): Promise<string> {
  return svgOf(await layOut(boxesOf(map)), options);
}
