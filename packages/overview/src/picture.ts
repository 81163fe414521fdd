import {
  type Connection,
  type Contract,
  formatCaller,
  formatPortNumber,
  isOffered,
  type ServiceMap,
  type Stack,
  workloadOf,
  workloadsOf,
} from '@k8s-blocks/topology';
import { fenced } from './markdown.ts';

/**
 * The connections as a Mermaid flowchart: workloads as boxes, those of one service within one box, parties outside as rounded
 * ones, ports on the arrows.
 */
export function picture(stack: Stack): string {
  const ids = new Map<string, string>();
  const idOf = (title: string) => {
    const id = ids.get(title) ?? `n${ids.size}`;
    ids.set(title, id);
    return id;
  };
  const boxes = stack.startOrder.flatMap((service, index) => boxesOf(service, `s${index}`, idOf));
  const workloadCount = ids.size;
  const arrows = [...arrowsOf(stack.connections, stack)].map(
    ([, { from, to, ports }]) => `  ${idOf(from)} -->|"${ports.join(', ')}"| ${idOf(to)}`,
  );
  const outside = [...ids].slice(workloadCount).map(([title, id]) => `  ${id}(["${title}"])`);
  return fenced('mermaid', ['flowchart LR', ...boxes, ...outside, ...arrows]);
}

function boxesOf(service: Contract, id: string, idOf: (name: string) => string): string[] {
  const boxes = workloadsOf(service).map(({ name }) => `  ${idOf(name)}["${name}"]`);
  if (boxes.length === 1) return boxes;
  return [`  subgraph ${id}["${service.name}"]`, ...boxes.map((box) => `  ${box}`), '  end'];
}

/** One arrow for each pair of parties, with all ports between them. */
function arrowsOf(connections: readonly Connection[], { contractNamed }: ServiceMap) {
  const arrows = new Map<string, { from: string; to: string; ports: string[] }>();
  for (const { from, to } of connections) {
    const ends = { from: formatCaller(from), to: calleeName(to, contractNamed) };
    const key = JSON.stringify(ends);
    const arrow = arrows.get(key) ?? { ...ends, ports: [] };
    arrow.ports.push(isOffered(to) ? `${formatPortNumber(to)} ${to.name}` : formatPortNumber(to));
    arrows.set(key, arrow);
  }
  return arrows;
}

function calleeName(to: Connection['to'], contractNamed: ServiceMap['contractNamed']): string {
  if (!isOffered(to)) return to.outside.title;
  const service = contractNamed(to.contract);
  return service === undefined ? to.contract : workloadOf(service, to).name;
}
