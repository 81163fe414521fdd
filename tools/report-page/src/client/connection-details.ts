import type { ConnectionData } from '@k8s-blocks/report';
import { data, endName, isAllowed, portText, reasonAt } from './data.ts';
import { type Content, h } from './dom.ts';
import { partyLink } from './links.ts';
import { breakable, placeElement, sideElement } from './reasons.ts';

/** What a connection says of the start order. */
const STARTS: Readonly<Record<NonNullable<ConnectionData['needed']>, string>> = {
  'at-start': 'the caller waits until the callee is up',
  later: 'the caller does not wait: it needs the callee later',
  optional: 'the caller does not wait: it does its work without the callee',
};

/** The details of connections from one caller to one callee. */
export function connectionDetails(positions: readonly number[], environment: number): Content[] {
  const connections = positions.flatMap((position) => data.connections[position] ?? []);
  const [first] = connections;
  if (first === undefined) return [];
  return [
    h('p', { class: 'kind' }, connections.length === 1 ? 'Connection' : `${connections.length} connections`),
    h('h2', { id: 'details-title', tabindex: -1 }, endsText(first)),
    h('p', {}, partyLink(first.from), ' calls ', partyLink(first.to)),
    ...connections.map((connection) => oneConnection(connection, environment, endsText(first))),
  ];
}

/** Who calls whom: workloads, where several of a service call or are called. */
function endsText({ from, to }: ConnectionData): string {
  return `${endName(from)} → ${endName(to)}`;
}

/** @param ends what the heading above says of its ends. */
function oneConnection(connection: ConnectionData, environment: number, ends: string): HTMLElement {
  const { port, portName, why, needed, declared, environments } = connection;
  const ownEnds = endsText(connection) === ends ? '' : `${endsText(connection)}, `;
  const here = environments[environment];
  const only = data.environments.filter((_, index) => environments[index] !== null).map(({ name }) => name);
  const isEverywhere = only.length === environments.length;
  return h(
    'section',
    { class: 'connection' },
    h('h3', {}, `${ownEnds}${ownEnds === '' ? 'P' : 'p'}ort ${portText({ port, name: portName })}`),
    h(
      'dl',
      {},
      ...field('Why', why),
      ...field(
        'Declared in',
        declared === undefined ? h('code', { class: 'place' }, data.mapFile) : placeElement(declared),
      ),
      ...field('Address', addressContent(connection, environment)),
      ...(needed === undefined ? [] : field('Start', STARTS[needed])),
      ...(isEverywhere ? [] : field('Only in', only.join(', '))),
    ),
    here === null || here === undefined
      ? h('p', { class: 'note' }, `It does not exist in ${environmentName(environment)}.`)
      : sides(connection, here.verdict),
  );
}

function addressContent({ environments }: ConnectionData, environment: number): Content {
  const address = environments[environment]?.address;
  return address === undefined
    ? h('span', { class: 'muted' }, 'none: it is called by no name')
    : h('code', {}, breakable(address));
}

function sides({ from, to }: ConnectionData, verdict: { egress: number; ingress: number } | undefined): HTMLElement {
  if (verdict === undefined)
    return h('p', { class: 'note' }, 'No pod of one of its ends was built, so that it is not known whether it works.');
  const [egress, ingress] = [reasonAt(verdict.egress), reasonAt(verdict.ingress)];
  const works = isAllowed(egress) && isAllowed(ingress);
  return h(
    'div',
    {},
    h(
      'p',
      { class: works ? 'answer yes' : 'answer no' },
      works ? 'It works: both sides let it through.' : 'It does not work.',
    ),
    h(
      'ul',
      { class: 'sides' },
      sideElement({ direction: 'egress', party: endName(from), reason: egress }),
      sideElement({ direction: 'ingress', party: endName(to), reason: ingress }),
    ),
  );
}

function environmentName(position: number): string {
  return data.environments[position]?.name ?? '';
}

function field(name: string, content: Content): HTMLElement[] {
  return [h('dt', {}, name), h('dd', {}, content)];
}
