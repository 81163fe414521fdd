import { printableLine } from '@k8s-blocks/manifest';
import type { ChangedConnection, ConnectionEnd, Consequence } from '../consequence.ts';

/** How many arrows are drawn: more are no longer a small picture. */
const MAX_ARROWS = 20;

/** How much of a name is drawn: a box of the longest would be wider than the comment. */
const MAX_NAME_LENGTH = 63;

/** How many ports stand on an arrow. */
const MAX_PORTS = 4;

/** Green and red that can be seen on light and on dark ground. */
const STYLES = { opens: 'stroke:#2da44e,stroke-width:2px', closes: 'stroke:#e5534b,stroke-width:2px' };

/**
 * The connections that open and close, and those alone, as a Mermaid flowchart that GitHub renders: workloads by namespace, what
 * opens as a line, what closes with dashes. Names are escaped, so that none of them is syntax.
 *
 * @returns the lines within a fence; undefined if no connection changes.
 * @see https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
export function mermaidPicture(consequences: readonly Consequence[]): string | undefined {
  const changed = consequences.flatMap(({ effect, connections = [] }) =>
    effect === 'opens' || effect === 'closes' ? connections.map((each) => ({ effect, ...each })) : [],
  );
  if (changed.length === 0) return undefined;
  const drawn = changed.slice(0, MAX_ARROWS);
  const nodes = nodesOf(drawn);
  const arrows = drawn.map(({ effect, from, to, ports }) => {
    const label = `|"${escaped(`${effect} ${formatPorts(ports)}`)}"|`;
    return `  ${nodes.idOf(from)} ${effect === 'opens' ? '-->' : '-.->'}${label} ${nodes.idOf(to)}`;
  });
  const styles = (['opens', 'closes'] as const).flatMap((effect) => {
    const positions = drawn.flatMap((each, position) => (each.effect === effect ? [position] : []));
    return positions.length === 0 ? [] : [`  linkStyle ${positions.join(',')} ${STYLES[effect]}`];
  });
  const more = changed.length - drawn.length;
  const rest = more === 0 ? [] : [`The picture leaves out ${more} more.`];
  return ['```mermaid', 'flowchart LR', ...nodes.lines, ...arrows, ...styles, '```', ...rest].join('\n');
}

/** The lines of all ends: workloads within their namespaces, whoever is outside as rounded boxes. */
function nodesOf(connections: readonly ChangedConnection[]) {
  const ids = new Map<string, string>();
  const idOf = ({ namespace, name }: ConnectionEnd) => {
    const key = JSON.stringify([namespace, name]);
    const id = ids.get(key) ?? `n${ids.size}`;
    ids.set(key, id);
    return id;
  };
  const ends = new Map(connections.flatMap(({ from, to }) => [from, to]).map((end) => [idOf(end), end]));
  const namespaces = [...new Set([...ends.values()].flatMap(({ namespace }) => namespace ?? []))];
  const linesIn = (wanted: string | undefined) =>
    [...ends].flatMap(([id, { namespace, name }]) => {
      if (namespace !== wanted) return [];
      return namespace === undefined ? `  ${id}(["${escaped(name)}"])` : `    ${id}["${escaped(name)}"]`;
    });
  const inside = namespaces.flatMap((namespace, index) => [
    `  subgraph s${index}["${escaped(namespace)}"]`,
    ...linesIn(namespace),
    '  end',
  ]);
  return { idOf, lines: [...inside, ...linesIn(undefined)] };
}

function formatPorts(ports: readonly string[]): string {
  const more = ports.length > MAX_PORTS ? ` and ${ports.length - MAX_PORTS} more` : '';
  return `${ports.slice(0, MAX_PORTS).join(', ')}${more}`;
}

/** Text within quotes: letters and digits of any script, what names are made of; all else as codes of characters. */
function escaped(text: string): string {
  const line = printableLine(text);
  const short = line.length <= MAX_NAME_LENGTH ? line : `${line.slice(0, MAX_NAME_LENGTH)}…`;
  return short.replace(/[^\p{L}\p{N} ,./:=()…-]/gu, (character) => `#${character.codePointAt(0)};`);
}
