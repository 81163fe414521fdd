import { printableLine } from '@k8s-blocks/manifest';
import {
  ARROW_CHANGES,
  type ArrowToDraw,
  type MapToDraw,
  type OutsideToDraw,
  SERVICE_CHANGES,
  type ServiceToDraw,
} from './map-to-draw.ts';
import { shortened, textWidth } from './text-size.ts';

/** Sizes of fonts, in pixels. */
export const NAME_SIZE = 13;
export const PORTS_SIZE = 11;

/** How many characters are shown; tooltips have all. */
const MAX_NAME_LENGTH = 30;
const MAX_PORTS_LENGTH = 30;

/** How many ports stand on an arrow before they are counted. */
const MAX_PORTS = 2;

const NAME_PADDING = 12;
const PORTS_PADDING = 7;
const NAME_HEIGHT = 32;
const PORTS_HEIGHT = 18;

/** The height of a line below the name of a service. */
export const LINE_HEIGHT = PORTS_SIZE + 3;

/** Text that is drawn in a box of a size, in pixels. */
export interface Box {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** The box of a service. Connections to itself are said in it: an arrow from a box to itself would hide others. */
export interface ServiceBox extends Box {
  readonly service: ServiceToDraw;
  readonly toItself: readonly { readonly arrow: ArrowToDraw; readonly text: string }[];
}

/**
 * The box of a party outside, beside one namespace. It is drawn beside each namespace that it calls or is called by, and once for
 * each direction: a single one would have arrows through the whole picture, which nobody can follow.
 */
export interface OutsideBox extends Box {
  readonly outside: OutsideToDraw;
  /** The namespace that it is drawn beside; undefined beside none. */
  readonly namespace: string | undefined;
}

/** An arrow with its ports, which are drawn in a box on it. */
export interface ArrowBox extends Box {
  readonly arrow: ArrowToDraw;
  readonly from: ServiceBox | OutsideBox;
  readonly to: ServiceBox | OutsideBox;
}

/** A namespace with the boxes of its services. */
export interface NamespaceBox {
  readonly name: string;
  /** Its name as it is drawn, and the room that it takes. */
  readonly heading: Box;
  readonly services: readonly ServiceBox[];
}

/** What is to be laid out. */
export interface Boxes {
  readonly namespaces: readonly NamespaceBox[];
  readonly outsides: readonly OutsideBox[];
  readonly arrows: readonly ArrowBox[];
}

/**
 * The boxes of a map, with their sizes.
 *
 * @throws Error if an arrow begins or ends at an id that nothing has, which is no mistake of the user.
 */
export function boxesOf({ services, outsides, arrows }: MapToDraw): Boxes {
  const boxes = new Map(services.map((service) => [service.id, serviceBox(service, arrows)]));
  const outsideById = new Map(outsides.map((outside) => [outside.id, outside]));
  const beside = new Map<string, OutsideBox>();
  const endOf = (id: string, other: string, direction: 'from' | 'to') => {
    const box = boxes.get(id);
    if (box !== undefined) return box;
    const outside = outsideById.get(id);
    if (outside === undefined) throw new Error(`Nothing that is drawn has the id "${id}".`);
    const namespace = boxes.get(other)?.service.namespace;
    const key = JSON.stringify([id, namespace, direction]);
    const found = beside.get(key) ?? outsideBox(outside, namespace);
    beside.set(key, found);
    return found;
  };
  const drawn = arrows
    .filter(({ from, to }) => from !== to)
    .map((arrow) => arrowBox(arrow, endOf(arrow.from, arrow.to, 'from'), endOf(arrow.to, arrow.from, 'to')));
  return { namespaces: namespacesOf([...boxes.values()]), outsides: [...beside.values()], arrows: drawn };
}

function namespacesOf(services: readonly ServiceBox[]): readonly NamespaceBox[] {
  const names = [...new Set(services.map(({ service }) => service.namespace))];
  return names.map((name) => {
    const text = shown(name, MAX_NAME_LENGTH);
    const heading = { text, width: textWidth(text, NAME_SIZE, 'bold') + NAME_PADDING, height: NAME_SIZE + 6 };
    return { name, heading, services: services.filter(({ service }) => service.namespace === name) };
  });
}

function serviceBox(service: ServiceToDraw, arrows: readonly ArrowToDraw[]): ServiceBox {
  const toItself = arrows
    .filter(({ from, to }) => from === service.id && to === service.id)
    .map((arrow) => ({ arrow, text: `↻ ${portsText(arrow.ports)}` }));
  const text = shown(service.name, MAX_NAME_LENGTH);
  const lines = [
    ...toItself.map((each) => `${changeWord(each.arrow)}${each.text}`),
    ...longest(Object.values(service.changes ?? {}).map((change) => SERVICE_CHANGES[change])),
  ];
  const widths = [textWidth(text, NAME_SIZE, 'bold'), ...lines.map((line) => textWidth(line, PORTS_SIZE, 'bold'))];
  const height = NAME_HEIGHT + lines.length * LINE_HEIGHT;
  return { service, toItself, text, width: Math.max(...widths) + 2 * NAME_PADDING, height };
}

function outsideBox(outside: OutsideToDraw, namespace: string | undefined): OutsideBox {
  const text = shown(outside.name, MAX_NAME_LENGTH);
  return {
    outside,
    namespace,
    text,
    width: textWidth(text, NAME_SIZE, 'bold') + 2 * NAME_PADDING,
    height: NAME_HEIGHT - 4,
  };
}

function arrowBox(arrow: ArrowToDraw, from: ArrowBox['from'], to: ArrowBox['to']): ArrowBox {
  const text = portsText(arrow.ports);
  const width =
    textWidth(`${changeWord(arrow)}${text}`, PORTS_SIZE, arrow.changes === undefined ? 'regular' : 'bold') +
    2 * PORTS_PADDING;
  return { arrow, from, to, text, width, height: PORTS_HEIGHT };
}

/** Room for the word of a change, which depends on the environment that is shown. */
function changeWord({ changes = {} }: ArrowToDraw): string {
  const [word] = longest(Object.values(changes).map((change) => ARROW_CHANGES[change]));
  return word === undefined ? '' : `${word} `;
}

/** The longest text, as a list; none if there are none. */
function longest(texts: readonly string[]): readonly string[] {
  return texts.toSorted((one, other) => other.length - one.length).slice(0, 1);
}

/** `8080 http, 9090 metrics`, `8080 http, 9090 metrics +2`. */
function portsText(ports: readonly string[]): string {
  const more = ports.length > MAX_PORTS ? ` +${ports.length - MAX_PORTS}` : '';
  return `${shown(ports.slice(0, MAX_PORTS).join(', '), MAX_PORTS_LENGTH)}${more}`;
}

function shown(text: string, maxLength: number): string {
  return shortened(printableLine(text), maxLength);
}
