import type { ArrowBox, Box, Boxes, NamespaceBox } from './boxes.ts';

/** Pixels of an inch of Graphviz, of which a point is 1/72. */
const PIXELS = 72;

/**
 * The boxes as source of Graphviz: `s0` is the first service, `o0` the first party outside, `a0` the ports of the first arrow,
 * `cluster_0` the first namespace. No text of the map is in it, so that nothing needs to be escaped, and no font decides anything.
 *
 * The ports of an arrow are a node in its middle. Graphviz keeps nodes apart, and labels of edges not always.
 *
 * @see https://graphviz.org/doc/info/attrs.html
 */
export function graphvizSource(boxes: Boxes): string {
  const inside = new Set(boxes.namespaces.map(({ name }) => name));
  const services = idsOf(
    boxes.namespaces.flatMap((namespace) => namespace.services),
    's',
  );
  const outsides = idsOf(boxes.outsides, 'o');
  const arrows = idsOf(boxes.arrows, 'a');
  const idOf = (end: ArrowBox['from']) => ('service' in end ? services.get(end) : outsides.get(end)) ?? '';
  const clusters = boxes.namespaces.flatMap((namespace, index) => {
    const own = [...arrows].filter(([arrow]) => namespaceOf(arrow) === namespace.name);
    const beside = [...outsides].filter(([outside]) => outside.namespace === namespace.name);
    const besideArrows = [...arrows].filter(([{ from, to }]) =>
      [from, to].some((end) => beside.some(([outside]) => outside === end)),
    );
    return [
      // Without a frame: it keeps the parties outside near the namespace.
      `subgraph cluster_${index}_around { margin=0;`,
      `subgraph cluster_${index} { margin=12; labeljust=l; label=${heading(namespace)};`,
      ...namespace.services.map((service) => node(services.get(service) ?? '', service)),
      ...own.map(([arrow, id]) => node(id, arrow)),
      '}',
      ...beside.map(([outside, id]) => node(id, outside)),
      ...besideArrows.map(([arrow, id]) => node(id, arrow)),
      '}',
    ];
  });
  const others = [
    ...[...outsides].filter(([{ namespace }]) => namespace === undefined || !inside.has(namespace)),
    ...arrows,
  ].map(([box, id]) => node(id, box));
  const edges = [...arrows].map(([arrow, id]) => {
    const weight = namespaceOf(arrow) === undefined ? 1 : 2;
    return `${idOf(arrow.from)} -> ${id} [weight=${weight}]; ${id} -> ${idOf(arrow.to)} [weight=${weight}, arrowhead=normal];`;
  });
  return [
    'digraph {',
    'rankdir=LR; newrank=true; nodesep=0.14; ranksep=0.28;',
    'node [shape=box, fixedsize=true, label=""]; edge [arrowhead=none, arrowsize=0.6];',
    ...clusters,
    ...others,
    ...edges,
    '}',
  ].join('\n');
}

/** The namespace of both ends of an arrow between two services; undefined if it leads from one to another, or outside. */
function namespaceOf({ from, to }: ArrowBox): string | undefined {
  if (!('service' in from) || !('service' in to)) return undefined;
  return from.service.namespace === to.service.namespace ? from.service.namespace : undefined;
}

/** Each box with its id. */
function idsOf<Each>(boxes: readonly Each[], prefix: string): ReadonlyMap<Each, string> {
  return new Map(boxes.map((box, index) => [box, `${prefix}${index}`]));
}

function node(id: string, { width, height }: Box): string {
  return `${id} [width=${inches(width)}, height=${inches(height)}];`;
}

/** Room for the name of a namespace: a table without text. */
function heading({ heading: { width, height } }: NamespaceBox): string {
  return `<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="${width}" HEIGHT="${height}"><TR><TD></TD></TR></TABLE>>`;
}

function inches(pixels: number): string {
  return (pixels / PIXELS).toFixed(4);
}
