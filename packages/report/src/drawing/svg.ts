import type { Layout } from './layout.ts';
import {
  arrowElement,
  headingElement,
  hitElement,
  namespaceElement,
  outsideElement,
  type SvgOptions,
  serviceElement,
  toItselfElements,
} from './svg-elements.ts';
import { STANDALONE_STYLE } from './svg-style.ts';
import { element, escaped } from './xml.ts';

/** Around the picture, in pixels. */
const MARGIN = 16;

/** A picture as SVG. Its elements name what they show: `data-node`, `data-arrow`, `data-environments`, `data-change`. */
export function svgOf(layout: Layout, options: SvgOptions): string {
  const { title, inPage = false } = options;
  const width = Math.ceil(layout.width + 2 * MARGIN);
  const height = Math.ceil(layout.height + 2 * MARGIN);
  const role = inPage ? { role: 'group', 'aria-label': title } : { role: 'img', 'aria-labelledby': 'map-title' };
  const head = [element('title', { id: 'map-title' }, escaped(title)), element('style', {}, STANDALONE_STYLE)];
  const content = [
    ...(inPage ? [] : head),
    element('rect', { class: 'background', x: -MARGIN, y: -MARGIN, width, height }),
    ...layout.namespaces.map(namespaceElement),
    ...(inPage ? layout.arrows.map(hitElement) : []),
    // Lines below the boxes to which they lead.
    ...layout.arrows.map((arrow) => arrowElement(arrow, options)),
    ...layout.namespaces.map(headingElement),
    ...layout.services.map((service) => serviceElement(service, options)),
    ...layout.services.flatMap((service) => toItselfElements(service, options)),
    ...layout.outsides.map(outsideElement),
  ];
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'map',
      width,
      height,
      viewBox: `${-MARGIN} ${-MARGIN} ${width} ${height}`,
      ...role,
    },
    ...content.map((each) => `\n${each}`),
    '\n',
  );
}
