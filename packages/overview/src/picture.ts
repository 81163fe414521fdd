import type { Connection, Stack } from '@k8s-blocks/topology';
import { formatCaller, formatPortNumber, isOffered } from '@k8s-blocks/topology';
import { fenced } from './markdown.ts';

/** The connections as a Mermaid flowchart: services as boxes, parties outside as rounded ones, ports on the arrows. */
export function picture(stack: Stack): string {
  const ids = new Map<string, string>();
  const idOf = (title: string) => {
    const id = ids.get(title) ?? `n${ids.size}`;
    ids.set(title, id);
    return id;
  };
  const boxes = stack.startOrder.map(({ name }) => `  ${idOf(name)}["${name}"]`);
  const serviceCount = ids.size;
  const arrows = [...arrowsOf(stack.connections)].map(
    ([, { from, to, ports }]) => `  ${idOf(from)} -->|"${ports.join(', ')}"| ${idOf(to)}`,
  );
  const outside = [...ids].slice(serviceCount).map(([title, id]) => `  ${id}(["${title}"])`);
  return fenced('mermaid', ['flowchart LR', ...boxes, ...outside, ...arrows]);
}

/** One arrow for each pair of parties, with all ports between them. */
function arrowsOf(connections: readonly Connection[]) {
  const arrows = new Map<string, { from: string; to: string; ports: string[] }>();
  for (const { from, to } of connections) {
    const ends = {
      from: formatCaller(from),
      to: isOffered(to) ? to.contract : to.outside.title,
    };
    const key = JSON.stringify(ends);
    const arrow = arrows.get(key) ?? { ...ends, ports: [] };
    arrow.ports.push(isOffered(to) ? `${formatPortNumber(to)} ${to.name}` : formatPortNumber(to));
    arrows.set(key, arrow);
  }
  return arrows;
}
