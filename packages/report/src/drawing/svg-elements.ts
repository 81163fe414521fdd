import { LINE_HEIGHT, type NamespaceBox, type OutsideBox, type ServiceBox } from './boxes.ts';
import { curve, triangle } from './curve.ts';
import { rounded } from './geometry.ts';
import type { Placed, PlacedArrow } from './layout.ts';
import { ARROW_CHANGES, type ArrowToDraw, SERVICE_CHANGES, type ServiceToDraw } from './map-to-draw.ts';
import { type Attributes, element, escaped } from './xml.ts';

/** Options of a picture. */
export interface SvgOptions {
  /** What the picture is called, for screen readers. */
  readonly title: string;
  /** The environment whose changes are shown, if any are. Default: none. */
  readonly environment?: string | undefined;
  /**
   * Whether it is a part of a page, which has the style and a script that answers clicks and keys: services and arrows are
   * buttons then. Default: it is a file of its own, with its style.
   */
  readonly inPage?: boolean | undefined;
}

/** From the line on which letters stand to their middle, in pixels. */
const BASELINE = 4.5;

export function namespaceElement({ thing: { name, heading }, at }: Placed<NamespaceBox>): string {
  const attributes = { class: 'namespace', 'data-namespace': name };
  return element('g', attributes, ...titleUnless(heading.text, name), element('rect', { ...at, rx: 8 }));
}

/** The name of a namespace. It is above the lines, which may cross it. */
export function headingElement({ thing: { heading }, at }: Placed<NamespaceBox>): string {
  return element('text', { class: 'heading', x: rounded(at.x + 12), y: rounded(at.y + 19) }, escaped(heading.text));
}

export function serviceElement({ thing, at }: Placed<ServiceBox>, options: SvgOptions): string {
  const { service, text, toItself } = thing;
  const changes = Object.entries(service.changes ?? {});
  const below = toItself.length + (changes.length === 0 ? 0 : 1);
  const x = rounded(at.x + at.width / 2);
  const y = rounded(at.y + (at.height - below * LINE_HEIGHT) / 2 + BASELINE);
  const words = changes.map(([environment, change]) =>
    element('text', { x, y: y + LINE_HEIGHT * below, ...changeWord(environment, options) }, SERVICE_CHANGES[change]),
  );
  return element(
    'g',
    { class: 'node service', 'data-node': service.id, ...inEnvironments(service, options), ...asButton(options) },
    element('title', {}, escaped([`${service.name}, in ${service.namespace}`, ...changeLines(service)].join('\n'))),
    element('rect', { ...at, rx: 5 }),
    element('text', { x, y }, escaped(text)),
    ...words,
  );
}

/** What a service calls of itself: lines in its box. */
export function toItselfElements({ thing, at }: Placed<ServiceBox>, options: SvgOptions): readonly string[] {
  const { service, toItself } = thing;
  const below = toItself.length + (service.changes === undefined ? 0 : 1);
  const x = rounded(at.x + at.width / 2);
  const middle = at.y + (at.height - below * LINE_HEIGHT) / 2;
  return toItself.map(({ arrow, text }, index) => {
    const y = rounded(middle + (index + 1) * LINE_HEIGHT);
    const box = {
      class: 'to-itself',
      x: rounded(at.x + 2),
      y: rounded(y - 7),
      width: rounded(at.width - 4),
      height: 14,
    };
    const title = arrowTitle(arrow, service.name, 'itself');
    return element(
      'g',
      arrowAttributes(arrow, options),
      title,
      element('rect', box),
      ports(arrow, text, [x, y + 4], options),
    );
  });
}

/** A party outside is not a button: nothing is known of it but its arrows. */
export function outsideElement({ thing: { outside, text }, at }: Placed<OutsideBox>): string {
  return element(
    'g',
    { class: 'node outside', 'data-node': outside.id },
    ...titleUnless(text, outside.name),
    element('rect', { ...at, rx: rounded(at.height / 2) }),
    element('text', { x: rounded(at.x + at.width / 2), y: rounded(at.y + at.height / 2 + BASELINE) }, escaped(text)),
  );
}

/**
 * The line of an arrow as wide as a fingertip, not seen, so that it can be clicked: for a page alone. It lies below everything else, so that
 * it takes no click from the ports of another arrow.
 */
export function hitElement({ thing: { arrow }, lines }: PlacedArrow): string {
  return element('path', { class: 'hit', 'data-arrow': arrow.id, d: lineOf(lines) });
}

function lineOf([before, after]: PlacedArrow['lines']): string {
  return `${curve(before.points)}${curve(after.points)}`;
}

export function arrowElement({ thing, at, lines }: PlacedArrow, options: SvgOptions): string {
  const { arrow, from, to, text } = thing;
  const [, after] = lines;
  const [x, y] = [rounded(at.x + at.width / 2), rounded(at.y + at.height / 2 + 4)];
  return element(
    'g',
    arrowAttributes(arrow, options),
    arrowTitle(arrow, nameOf(from), nameOf(to)),
    element('path', { d: lineOf(lines) }),
    ...(after.head === undefined ? [] : [element('path', { class: 'head', d: triangle(...after.head) })]),
    element('rect', { ...at, rx: 4 }),
    ports(arrow, text, [x, y], options),
  );
}

function nameOf(end: ServiceBox | OutsideBox): string {
  return 'service' in end ? end.service.name : end.outside.name;
}

/** The tooltip of an arrow, by which screen readers name it as well. */
function arrowTitle(arrow: ArrowToDraw, from: string, to: string): string {
  const lines = [`${from} → ${to}: ${arrow.ports.join(', ')}`, ...(arrow.details ?? []), ...changeLines(arrow)];
  return element('title', {}, escaped(lines.join('\n')));
}

function arrowAttributes(arrow: ArrowToDraw, options: SvgOptions): Attributes {
  const ends = { 'data-from': arrow.from, 'data-to': arrow.to };
  return { class: 'arrow', 'data-arrow': arrow.id, ...ends, ...inEnvironments(arrow, options), ...asButton(options) };
}

/** The ports of an arrow, after the word for what a change does to it in the environment that is shown. */
function ports({ changes = {} }: ArrowToDraw, text: string, [x, y]: readonly [number, number], options: SvgOptions) {
  const words = Object.entries(changes).map(([environment, change]) =>
    element('tspan', changeWord(environment, options), `${ARROW_CHANGES[change]} `),
  );
  return element('text', { x, y: rounded(y) }, ...words, escaped(text));
}

/** The word of a change in one environment: hidden where another environment is shown. */
function changeWord(environment: string, options: SvgOptions): Attributes {
  const display = environment === options.environment ? undefined : 'none';
  return { class: 'change', 'data-environment': environment, display };
}

/** Where something is, and what a change does to it: `data-changes` in each environment, `data-change` in the shown one. */
function inEnvironments(
  { environments, changes }: ServiceToDraw | ArrowToDraw,
  { environment }: SvgOptions,
): Attributes {
  const entries = Object.entries<string>(changes ?? {});
  return {
    'data-environments': environments?.join(' '),
    'data-changes': changes === undefined ? undefined : entries.map((entry) => entry.join(':')).join(' '),
    'data-change': entries.find(([name]) => name === environment)?.[1],
  };
}

/** Tooltips say the changes of every environment. */
function changeLines({ changes = {} }: ServiceToDraw | ArrowToDraw): readonly string[] {
  const words: Readonly<Record<string, string>> = { ...SERVICE_CHANGES, ...ARROW_CHANGES };
  return Object.entries<string>(changes).map(([environment, change]) => `${environment}: ${words[change] ?? change}`);
}

/** The script of a page decides which of them the tab key reaches. */
function asButton({ inPage }: SvgOptions): Attributes {
  return inPage === true ? { role: 'button', tabindex: -1 } : {};
}

/** A tooltip with the whole name, where it is not shown. */
function titleUnless(shown: string, name: string): readonly string[] {
  return shown === name ? [] : [element('title', {}, escaped(name))];
}
