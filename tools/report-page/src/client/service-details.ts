import type { EndData, ServiceInEnvironment } from '@k8s-blocks/report';
import { data, endName, portText } from './data.ts';
import { type Content, h } from './dom.ts';
import { findingElement } from './finding.ts';
import { connectionLink } from './links.ts';
import { placeElement } from './reasons.ts';
import { resourcesContent } from './resources.ts';
import { settingsContent } from './settings.ts';
import { startContent } from './start.ts';

/** The details of a service in an environment. */
export function serviceDetails(position: number, environment: number): Content[] {
  const service = data.services[position];
  if (service === undefined) return [];
  const here = service.environments[environment] ?? undefined;
  const namespace = data.namespaces[service.namespace]?.names[environment] ?? '';
  return [
    h('p', { class: 'kind' }, 'Service'),
    h('h2', { id: 'details-title', tabindex: -1 }, service.name),
    service.title === service.name ? undefined : h('p', { class: 'muted' }, service.title),
    h(
      'dl',
      {},
      ...field('Namespace', h('code', {}, namespace)),
      ...(here === undefined ? [] : field('Start', ...startContent(here, environment))),
      ...field('Ports', service.ports.length === 0 ? 'none' : service.ports.join(', ')),
      ...(here === undefined ? [] : field('Resources', ...resourcesContent(here.resources))),
    ),
    here === undefined
      ? h('p', { class: 'note' }, `It is not deployed in ${data.environments[environment]?.name}.`)
      : undefined,
    ...(here?.problems ?? []).map((problem) => h('p', { class: 'note bad' }, `It was not built: ${problem}`)),
    ...findingsContent(here),
    ...settingsContent(service.settings, environment),
    ...connectionsContent(position, environment),
    ...objectsContent(here),
  ];
}

function findingsContent(here: ServiceInEnvironment | undefined): Content[] {
  if (here === undefined) return [];
  const found = here.findings.filter(({ waived }) => waived === undefined);
  const waived = here.findings.filter((each) => each.waived !== undefined);
  return [
    h('h3', {}, 'Findings'),
    found.length === 0
      ? h('p', { class: 'muted' }, 'None.')
      : h('ul', { class: 'findings' }, found.map(findingElement)),
    ...(waived.length === 0
      ? []
      : [h('h3', {}, 'Waivers'), h('ul', { class: 'findings' }, waived.map(findingElement))]),
  ];
}

function connectionsContent(position: number, environment: number): Content[] {
  const own = [...data.connections.entries()].filter(([, { environments }]) => environments[environment] !== null);
  const calls = own.filter(([, { from }]) => 'service' in from && from.service === position);
  const calledBy = own.filter(([, { to }]) => 'service' in to && to.service === position);
  const list = (entries: typeof own, end: 'from' | 'to') =>
    h(
      'ul',
      { class: 'plain rows' },
      entries.map(([index, connection]) => {
        const port = portText({ port: connection.port, name: connection.portName });
        return h(
          'li',
          {},
          connectionLink([index], endName(connection[end])),
          h('span', { class: 'port' }, port),
          workloadContent(connection[end === 'to' ? 'from' : 'to'], end),
          h('span', { class: 'muted' }, connection.why),
        );
      }),
    );
  return [
    ...(calls.length === 0 ? [] : [h('h3', {}, 'Calls'), list(calls, 'to')]),
    ...(calledBy.length === 0 ? [] : [h('h3', {}, 'Called by'), list(calledBy, 'from')]),
  ];
}

/** Which of its own workloads calls or is called, where it is not the main one. */
function workloadContent(own: EndData, other: 'from' | 'to'): Content {
  if (!('workload' in own)) return undefined;
  return h('span', { class: 'object' }, `${other === 'to' ? 'from' : 'to'} ${own.workload}`);
}

function objectsContent(here: ServiceInEnvironment | undefined): Content[] {
  if (here === undefined || here.objects.length === 0) return [];
  return [
    h('h3', {}, 'Objects'),
    h(
      'ul',
      { class: 'plain rows' },
      here.objects.map(({ kind, name, file, line }) =>
        h(
          'li',
          {},
          h('span', { class: 'object' }, kind),
          h('code', {}, name),
          file === undefined ? undefined : placeElement(line === undefined ? { file } : { file, line }),
        ),
      ),
    ),
  ];
}

function field(name: string, ...content: readonly Content[]): HTMLElement[] {
  return [h('dt', {}, name), h('dd', {}, content)];
}
