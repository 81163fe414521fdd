import type { SettingData } from '@k8s-blocks/report';
import { count, data } from './data.ts';
import { type Content, h } from './dom.ts';

/**
 * The settings of a service in all environments side by side, first those that differ. Marked is what is otherwise than in the
 * environment that is shown.
 */
export function settingsContent(settings: readonly SettingData[], environment: number): Content[] {
  const differing = settings.filter(({ values }) => values.length > 1);
  const same = settings.filter(({ values }) => values.length === 1);
  return [
    h('h3', {}, 'Settings'),
    differing.length === 0
      ? h('p', { class: 'muted' }, 'They are the same in all environments.')
      : tableOf(differing, environment),
    same.length === 0 ? undefined : sameSettings(same),
  ];
}

/** The name of each setting stands above its values, which need the width. */
function tableOf(settings: readonly SettingData[], environment: number): HTMLElement {
  const names = data.environments.map(({ name }, index) =>
    h('th', { scope: 'col', class: index === environment && 'shown' }, name),
  );
  return h(
    'div',
    { class: 'scrolls', tabindex: 0, role: 'region', 'aria-label': 'Settings that differ' },
    h(
      'table',
      { class: 'settings' },
      h('thead', {}, h('tr', {}, names)),
      settings.map((each) => rowsOf(each, environment)),
    ),
  );
}

function rowsOf(setting: SettingData, environment: number): HTMLElement {
  const { values } = setting;
  const shown = values[environment];
  const cells = values.map((value) => {
    const text = value ?? 'none';
    const mark = h(
      'mark',
      { class: value === null && 'absent', title: `differs from ${data.environments[environment]?.name}` },
      inLines(text),
    );
    return h('td', {}, value === shown ? inLines(text) : mark);
  });
  const head = h('th', { scope: 'rowgroup', colspan: values.length }, ...nameOf(setting));
  return h('tbody', {}, h('tr', {}, head), h('tr', {}, cells));
}

/** An address or a path, broken into lines behind dots, slashes and colons before it is broken within words. */
function inLines(text: string): Content[] {
  return text.split(/(?<=[./:@])(?![./])/).flatMap((part, index) => [index > 0 && h('wbr'), part]);
}

function nameOf({ object, name }: SettingData): Content[] {
  return [h('span', { class: 'setting' }, name), ' ', h('small', {}, object)];
}

function sameSettings(settings: readonly SettingData[]): HTMLElement {
  return h(
    'details',
    {},
    h(
      'summary',
      {},
      `${count(settings.length, 'setting')} that ${settings.length === 1 ? 'is' : 'are'} the same in all`,
    ),
    h(
      'dl',
      { class: 'settings' },
      settings.flatMap((setting) => [h('dt', {}, nameOf(setting)), h('dd', {}, setting.values[0] ?? 'none')]),
    ),
  );
}
