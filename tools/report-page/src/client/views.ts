import type { FindingData } from '@k8s-blocks/report';
import { count, data, endName, isAllowed, portText, reasonAt } from './data.ts';
import { byId, type Content, h, replace, table } from './dom.ts';
import { findingElement } from './finding.ts';
import { connectionLink, serviceLink } from './links.ts';
import { breakable } from './reasons.ts';
import { wavesIn } from './start.ts';
import { current } from './state.ts';

/** The table of all services, in start order. */
export function fillServices(): void {
  const { environment } = current();
  const rows = wavesIn(environment)
    .flat()
    .flatMap((position): (readonly (Content | readonly Content[])[])[] => {
      const service = data.services[position];
      const here = service?.environments[environment];
      if (here === null || here === undefined || service === undefined) return [];
      const { pods, sums } = here.resources;
      const [cpu, memory] = ['cpu', 'memory'].map((name) => sums.find(({ resource }) => resource === name));
      const namespace = data.namespaces[service.namespace]?.names[environment] ?? '';
      const found = here.findings.filter(({ waived }) => waived === undefined);
      return [
        [
          serviceLink(position),
          String(here.wave),
          h('code', {}, namespace),
          String(pods),
          amounts(cpu),
          amounts(memory),
          found.length === 0 ? '' : h('span', { class: numberClass(found) }, String(found.length)),
        ],
      ];
    });
  const columns = ['Service', 'Wave', 'Namespace', 'Pods', 'CPU', 'Memory', 'Findings'];
  fill(
    'services',
    heading(
      count(rows.length, 'service'),
      'Services of one wave start side by side, after earlier waves. Resources are requests / limits of all pods together.',
    ),
    table('Services', columns, rows),
  );
}

function amounts(sum: { readonly requests?: string; readonly limits?: string } | undefined): string {
  return sum === undefined ? '' : `${sum.requests ?? '–'} / ${sum.limits ?? '–'}`;
}

/** The table of all connections, in the order of the map. */
export function fillConnections(): void {
  const { environment } = current();
  const rows = [...data.connections.entries()].flatMap(([position, connection]) => {
    const here = connection.environments[environment];
    if (here === null || here === undefined) return [];
    const port = portText({ port: connection.port, name: connection.portName });
    return [
      [
        connectionLink([position], `${endName(connection.from)} → ${endName(connection.to)}`),
        port,
        connection.why,
        here.address === undefined ? '' : h('code', {}, breakable(here.address)),
        works(here.verdict),
      ],
    ];
  });
  const columns = ['Connection', 'Port', 'Why', 'Address', 'Works'];
  fill(
    'connections',
    heading(count(rows.length, 'connection'), 'Each is declared once, on the map.'),
    table('Connections', columns, rows),
  );
}

function works(verdict: { readonly egress: number; readonly ingress: number } | undefined): Content {
  if (verdict === undefined) return h('span', { class: 'muted' }, 'unknown');
  const allowed = isAllowed(reasonAt(verdict.egress)) && isAllowed(reasonAt(verdict.ingress));
  return allowed ? h('span', { class: 'yes' }, '✓ yes') : h('span', { class: 'no' }, '✕ no');
}

/** What verify found in the environment, and what is waived. */
export function fillFindings(): void {
  const { environment } = current();
  const here = data.environments[environment];
  const groups = [
    ...data.services.map((service, position) => {
      return { title: serviceLink(position), findings: service.environments[environment]?.findings ?? [] };
    }),
    { title: `Of ${here?.name}`, findings: here?.findings ?? [] },
    { title: 'Of no single environment', findings: data.findings },
  ].filter(({ findings }) => findings.length > 0);
  const all = groups.flatMap(({ findings }) => findings);
  const waived = all.filter((each) => each.waived !== undefined).length;
  fill(
    'findings',
    heading(`${count(all.length - waived, 'finding')}, ${waived} waived`, 'What verify says of what was built.'),
    ...groups.flatMap(({ title, findings }) => [
      h('h3', {}, title),
      h('ul', { class: 'findings' }, findings.map(findingElement)),
    ]),
  );
}

/** How many findings there are, on the tab. */
export function countFindings(): void {
  const { environment } = current();
  const found = [
    ...data.services.flatMap(({ environments }) => environments[environment]?.findings ?? []),
    ...(data.environments[environment]?.findings ?? []),
    ...data.findings,
  ].filter(({ waived }) => waived === undefined);
  const number = byId('number-findings');
  number.textContent = found.length === 0 ? '' : ` ${found.length}`;
  number.className = numberClass(found);
}

/** A number of findings stands out if there is an error among them. */
function numberClass(findings: readonly FindingData[]): string {
  return findings.some(({ severity }) => severity === 'error') ? 'number bad' : 'number';
}

function heading(text: string, hint: string): HTMLElement {
  return h('p', { class: 'summary' }, h('strong', {}, text), ' ', h('span', { class: 'muted' }, hint));
}

function fill(view: string, ...content: readonly Content[]): void {
  const panel = byId(`view-${view}`);
  const title = panel.querySelector('h2') ?? undefined;
  replace(panel, title, content);
}
