import type { MatrixSource, MatrixTarget } from '@k8s-blocks/report';
import { data, isAllowed, portText, serviceName, sourceName } from './data.ts';
import { type Content, h } from './dom.ts';
import { connectionLink, serviceLink } from './links.ts';
import { type Cell, cellAt } from './matrix-cells.ts';
import { sideElement } from './reasons.ts';

/** Why one reaches another, or does not: a cell of the matrix. */
export function pairDetails(source: number, target: number, environment: number): Content[] {
  const { sources = [], targets = [] } = data.environments[environment]?.matrix ?? {};
  const [from, to] = [sources[source], targets[target]];
  if (from === undefined || to === undefined) return [];
  const cell = cellAt(environment, source, target);
  const title = h('h2', { id: 'details-title', tabindex: -1 }, `${sourceName(from)} → ${sourceName(to)}:${to.port}`);
  if (cell.isForeign) return [title, h('p', {}, 'Neither of them is of the stack.')];
  return [
    h('p', { class: 'kind' }, cell.allowed ? 'Why?' : 'Why not?'),
    title,
    h(
      'p',
      {},
      from.service === undefined ? h('em', {}, from.title) : serviceLink(from.service, sourceName(from)),
      cell.allowed ? ' reaches ' : ' does not reach ',
      to.service === undefined ? sourceName(to) : serviceLink(to.service, sourceName(to)),
      ` on port ${portText(to)}.`,
    ),
    h(
      'ul',
      { class: 'sides' },
      sideElement({ direction: 'egress', party: sourceName(from), reason: cell.egress }),
      sideElement({ direction: 'ingress', party: sourceName(to), reason: cell.ingress }),
    ),
    ...(cell.allowed ? declaredContent(cell) : neededContent(cell, from, to)),
  ];
}

function declaredContent({ declared, egress }: Cell): Content[] {
  if (egress.kind === 'same-pod') return [];
  if (declared.length === 0) {
    return [h('p', { class: 'note' }, 'The map declares no connection between them: it is let through all the same.')];
  }
  return [
    h('h3', {}, 'Declared as'),
    h(
      'ul',
      { class: 'plain' },
      declared.map((position) => h('li', {}, connectionLink([position], data.connections[position]?.why ?? ''))),
    ),
  ];
}

/** What it would take. Policies derive from the map, so that it takes one line there. */
function neededContent({ egress, ingress }: Cell, from: MatrixSource, to: MatrixTarget): Content[] {
  const sides = [
    ...(isAllowed(egress) ? [] : [`an egress rule of ${sourceName(from)}`]),
    ...(isAllowed(ingress) ? [] : [`an ingress rule of ${sourceName(to)}`]),
  ];
  const needed = [h('h3', {}, 'What it would take'), h('p', {}, `It takes ${sides.join(' and ')}.`)];
  // What a party outside is called in the module of the map is not known.
  if (to.service === undefined || to.name === undefined || from.outside !== undefined) return needed;
  const line = `connection(${callerCode(from)}, ${identifier(serviceName(to.service))}.ports.${to.name}, '…')`;
  return [
    ...needed,
    h('p', {}, 'If it is to be, it derives from one line of ', h('code', { class: 'place' }, data.mapFile), ':'),
    h('pre', {}, h('code', {}, line)),
  ];
}

/** A caller as the map's module has it: `orders`, `orders.workloads.worker`, `anywhere`. */
function callerCode({ service, workload }: MatrixSource): string {
  if (service === undefined) return 'anywhere';
  const name = serviceName(service);
  if (workload === undefined) return identifier(name);
  const key = workload.startsWith(`${name}-`) ? workload.slice(name.length + 1) : workload;
  return `${identifier(name)}.workloads.${identifier(key)}`;
}

/** The name of a contract as code has it: `agent-society` is `agentSociety`. */
function identifier(name: string): string {
  return name.replace(/-+(.)/g, (_, letter: string) => letter.toUpperCase());
}
