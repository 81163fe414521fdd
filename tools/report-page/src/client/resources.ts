import type { ResourcesData } from '@k8s-blocks/report';
import { count } from './data.ts';
import { type Content, h } from './dom.ts';

/** What all pods ask for and may use together. */
export function resourcesContent({ pods, sums, notes = [] }: ResourcesData): Content[] {
  const rows = sums.map(({ resource, requests, limits, unlimited }) =>
    h(
      'li',
      {},
      `${resource}: `,
      requests === undefined ? 'none requested' : `${requests} requested`,
      limits === undefined ? ', no limit' : `, at most ${limits}${unlimited === true ? ' where limited' : ''}`,
    ),
  );
  return [
    `${count(pods, 'pod')}${rows.length === 0 ? '' : ', together:'}`,
    h(
      'ul',
      { class: 'plain' },
      rows,
      notes.map((note) => h('li', { class: 'muted' }, note)),
    ),
  ];
}
