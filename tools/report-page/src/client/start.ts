import type { ServiceInEnvironment } from '@k8s-blocks/report';
import { data } from './data.ts';
import { type Content, h } from './dom.ts';
import { connectionLink, serviceLink } from './links.ts';

/** The services of an environment by waves, each by its position. */
export function wavesIn(environment: number): readonly (readonly number[])[] {
  const waves: number[][] = [];
  for (const [position, { environments }] of data.services.entries()) {
    const here = environments[environment];
    if (here === null || here === undefined) continue;
    const wave = waves[here.wave - 1] ?? [];
    waves[here.wave - 1] = wave;
    wave.push(position);
  }
  return waves;
}

/** In which wave a service is started, and for which others it waits, each by the connection for which it does. */
export function startContent({ wave, needs = [] }: ServiceInEnvironment, environment: number): Content[] {
  const place = `Wave ${wave} of ${wavesIn(environment).length}`;
  if (needs.length === 0) return [`${place}: it waits for no other service`];
  return [
    `${place}, after`,
    h(
      'ul',
      { class: 'plain' },
      needs.map(({ service, connection }) =>
        h('li', {}, serviceLink(service), ': ', connectionLink([connection], data.connections[connection]?.why ?? '')),
      ),
    ),
  ];
}
