import type { FindingData } from '@k8s-blocks/report';
import { h } from './dom.ts';

/** One finding, or one that is waived, with the reason. */
export function findingElement({ severity, rule, where, problem, why, remedy, waived }: FindingData): HTMLElement {
  return h(
    'li',
    { class: `finding ${waived === undefined ? severity : 'waived'}` },
    h(
      'p',
      {},
      h('strong', { class: 'severity' }, waived === undefined ? severity : 'waived'),
      ' ',
      h('code', {}, rule),
    ),
    where === '' ? undefined : h('p', { class: 'where' }, where),
    h('p', {}, problem),
    waived === undefined ? undefined : h('p', {}, `Accepted: ${waived}`),
    why === undefined ? undefined : h('p', { class: 'muted' }, why),
    remedy === undefined || waived !== undefined ? undefined : h('p', {}, h('strong', {}, 'Remedy: '), remedy),
  );
}
