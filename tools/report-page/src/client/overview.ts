import { count, data, serviceName } from './data.ts';
import { type Content, h } from './dom.ts';
import { serviceLink } from './links.ts';
import { resourcesContent } from './resources.ts';

/** How many services are listed: the tab of services has all. */
const MAX_LISTED = 30;

/** What is shown where nothing is selected: the whole stack in an environment. */
export function overview(environment: number): Content[] {
  const here = data.environments[environment];
  if (here === undefined) return [];
  const services = [...data.services.keys()].filter(
    (position) => data.services[position]?.environments[environment] !== null,
  );
  const connections = data.connections.filter((each) => each.environments[environment] !== null);
  const listed = services.slice(0, MAX_LISTED);
  const rest = services.length - listed.length;
  return [
    h('p', { class: 'kind' }, 'Environment'),
    h('h2', {}, here.name),
    h(
      'dl',
      {},
      h('dt', {}, 'Stack'),
      h('dd', {}, `${count(services.length, 'service')}, ${count(connections.length, 'connection')}`),
      h('dt', {}, 'Resources'),
      h('dd', {}, resourcesContent(here.resources)),
    ),
    h('h3', {}, 'Start order'),
    h(
      'ol',
      { class: 'order' },
      listed.map((position) => h('li', {}, serviceLink(position, serviceName(position)))),
    ),
    rest > 0 && h('p', { class: 'muted' }, `and ${rest} others`),
    h('p', { class: 'note' }, 'Choose a service, a connection, or a cell of \u201cWho reaches whom\u201d.'),
  ];
}
