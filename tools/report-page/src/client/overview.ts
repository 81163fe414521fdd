import { count, data } from './data.ts';
import { type Content, h } from './dom.ts';
import { serviceLink } from './links.ts';
import { resourcesContent } from './resources.ts';
import { wavesIn } from './start.ts';

/** How many waves are listed, and how many services of each: the tab of services has all. */
const MAX_WAVES = 20;
const MAX_IN_WAVE = 12;

/** What is shown where nothing is selected: the whole stack in an environment. */
export function overview(environment: number): Content[] {
  const here = data.environments[environment];
  if (here === undefined) return [];
  const waves = wavesIn(environment);
  const services = waves.flat();
  const connections = data.connections.filter((each) => each.environments[environment] !== null);
  const rest = waves.slice(MAX_WAVES).flat().length;
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
      { class: 'plain rows' },
      waves.slice(0, MAX_WAVES).map((wave, index) => waveItem(wave, index + 1)),
    ),
    rest > 0 && h('p', { class: 'muted' }, `and ${count(rest, 'service')} in later waves`),
    h('p', { class: 'note hint' }, 'Choose a service, a connection, or a cell of \u201cWho reaches whom\u201d.'),
  ];
}

/** Services of one wave are started side by side. */
function waveItem(services: readonly number[], number: number): HTMLElement {
  const rest = services.length - MAX_IN_WAVE;
  return h(
    'li',
    {},
    h('span', { class: 'muted' }, `Wave ${number}`),
    services.slice(0, MAX_IN_WAVE).map((each) => serviceLink(each)),
    rest > 0 && h('span', { class: 'muted' }, `and ${rest} more`),
  );
}
