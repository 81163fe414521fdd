import type { EndData } from '@k8s-blocks/report';
import { endName, serviceName } from './data.ts';
import { type Content, h } from './dom.ts';
import { show } from './state.ts';

/** A button that looks like a link, and shows the details of a service. */
export function serviceLink(service: number, text: string = serviceName(service)): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'link', click: () => show({ selection: { kind: 'service', service } }) },
    text,
  );
}

/** The same for an end of a connection, of which only services have details. */
export function partyLink(end: EndData): Content {
  return 'service' in end ? serviceLink(end.service, endName(end)) : h('em', {}, endName(end));
}

/** The same for connections. */
export function connectionLink(connections: readonly number[], text: string): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'link', click: () => show({ selection: { kind: 'connections', connections } }) },
    text,
  );
}
