import { byId, type Content, h } from './dom.ts';

/** The details of what is drawn of a change alone: nothing is known of it but what its tooltip says. */
export function drawnDetails(id: string): Content[] {
  const parts = byId('picture').querySelectorAll<SVGElement>('.service, .arrow');
  const part = [...parts].find(({ dataset }) => dataset.node === id || dataset.arrow === id);
  const lines = part?.querySelector('title')?.textContent?.split('\n') ?? [];
  const [first, ...others] = lines;
  if (first === undefined) return [];
  return [
    h('p', { class: 'kind' }, 'What changes'),
    h('h2', { id: 'details-title', tabindex: -1 }, first),
    ...others.map((line) => h('p', {}, line)),
  ];
}
