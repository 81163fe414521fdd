import type { ArrowBox, Box, Boxes, NamespaceBox, OutsideBox, ServiceBox } from './boxes.ts';

/** Pixels of an inch of Graphviz, of which a point is 1/72. */
const PIXELS = 72;

/** How much Graphviz is to try. */
export type Effort = keyof typeof EFFORTS;

/**
 * Without limits the positions of some hundred arrows may take minutes; and so may curves around boxes where arrows are long, which are
 * straight lines then. To look long for the fewest crossings helps little there.
 *
 * @see https://graphviz.org/docs/attrs/nslimit/
 * @see https://graphviz.org/docs/attrs/mclimit/
 */
const EFFORTS = {
  whole: '',
  limited: 'nslimit=0.2; nslimit1=0.2;',
  straight: 'nslimit=0.2; nslimit1=0.2; mclimit=0.2; splines=line;',
} as const;

interface LayoutOptions {
  readonly folds?: ReadonlySet<ArrowBox>;
  readonly effort?: Effort;
}

/** The names of boxes in Graphviz: `s0` is the first service, `o0` the first party outside, `a0` the ports of the first arrow. */
export function graphvizNames({ namespaces, outsides, arrows }: Boxes): ReadonlyMap<Box, string> {
  const services = namespaces.flatMap((namespace) => namespace.services);
  return new Map<Box, string>([
    ...services.map((box, index) => [box, `s${index}`] as const),
    ...outsides.map((box, index) => [box, `o${index}`] as const),
    ...arrows.map((box, index) => [box, `a${index}`] as const),
  ]);
}

/**
 * The boxes as source of Graphviz: `cluster_0` is the first namespace. No text of the map is in it, so that nothing needs to be
 * escaped, and no font decides anything.
 *
 * The ports of an arrow are a node in its middle. Graphviz keeps nodes apart, and labels of edges not always.
 *
 * @param options.folds the arrows whose callee may be left of the caller: see `foldsOf`. Default: none.
 * @param options.effort how much Graphviz is to try. Default: all that it takes.
 * @see https://graphviz.org/doc/info/attrs.html
 */
export function graphvizSource(boxes: Boxes, { folds = new Set(), effort = 'whole' }: LayoutOptions = {}): string {
  const names = graphvizNames(boxes);
  const node = (box: Box) => `${names.get(box)} [width=${inches(box.width)}, height=${inches(box.height)}];`;
  return [
    'digraph {',
    'rankdir=LR; newrank=true; nodesep=0.14; ranksep=0.28;',
    EFFORTS[effort],
    'node [shape=box, fixedsize=true, label=""]; edge [arrowhead=none, arrowsize=0.6];',
    ...boxes.namespaces.flatMap((namespace, index) => cluster(boxes, namespace, index, node)),
    // What is in a cluster stays there.
    ...[...boxes.outsides, ...boxes.arrows].map(node),
    ...boxes.arrows.flatMap((arrow) => {
      const weight = namespaceOf(arrow) === undefined ? 1 : 2;
      const fold = folds.has(arrow) ? ', constraint=false' : '';
      const [from, ports, to] = [arrow.from, arrow, arrow.to].map((box) => names.get(box));
      return [
        `${from} -> ${ports} [weight=${weight}];`,
        `${ports} -> ${to} [weight=${weight}, arrowhead=normal${fold}];`,
      ];
    }),
    '}',
  ].join('\n');
}

/** A namespace with what is within, in a cluster without a frame that keeps the parties outside near it. */
function cluster(
  { outsides, arrows }: Boxes,
  namespace: NamespaceBox,
  index: number,
  node: (box: Box) => string,
): readonly string[] {
  const beside = outsides.filter((outside) => outside.namespace === namespace.name);
  const isBeside = (end: ServiceBox | OutsideBox) => !('service' in end) && beside.includes(end);
  return [
    `subgraph cluster_${index}_around { margin=0;`,
    `subgraph cluster_${index} { margin=12; labeljust=l; label=${heading(namespace)};`,
    ...namespace.services.map(node),
    ...arrows.filter((arrow) => namespaceOf(arrow) === namespace.name).map(node),
    '}',
    ...beside.map(node),
    ...arrows.filter(({ from, to }) => isBeside(from) || isBeside(to)).map(node),
    '}',
  ];
}

/** The namespace of both ends of an arrow between two services; undefined if it leads from one to another, or outside. */
function namespaceOf({ from, to }: ArrowBox): string | undefined {
  if (!('service' in from) || !('service' in to)) return undefined;
  return from.service.namespace === to.service.namespace ? from.service.namespace : undefined;
}

/** Room for the name of a namespace: a table without text. */
function heading({ heading: { width, height } }: NamespaceBox): string {
  return `<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="${width}" HEIGHT="${height}"><TR><TD></TD></TR></TABLE>>`;
}

function inches(pixels: number): string {
  return (pixels / PIXELS).toFixed(4);
}
