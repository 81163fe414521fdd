import type { SettingData } from '@k8s-blocks/report';
import { count, data } from './data.ts';
import { type Content, h } from './dom.ts';

/** The settings of a service in all environments side by side; first those that differ. */
export function settingsContent(settings: readonly SettingData[]): Content[] {
  const differing = settings.filter(({ values }) => values.length > 1);
  const same = settings.filter(({ values }) => values.length === 1);
  return [
    h('h3', {}, 'Settings'),
    differing.length === 0 ? h('p', { class: 'muted' }, 'They are the same in all environments.') : tableOf(differing),
    same.length === 0 ? undefined : sameSettings(same),
  ];
}

/** The name of each setting stands above its values, which need the width. */
function tableOf(settings: readonly SettingData[]): HTMLElement {
  const names = data.environments.map(({ name }) => h('th', { scope: 'col' }, name));
  return h(
    'div',
    { class: 'scrolls', tabindex: 0, role: 'region', 'aria-label': 'Settings that differ' },
    h('table', { class: 'settings' }, h('thead', {}, h('tr', {}, names)), settings.map(rowsOf)),
  );
}

function rowsOf(setting: SettingData): HTMLElement {
  const { values } = setting;
  const usual = mostFrequent(values);
  const cells = values.map((value) => {
    const text = value ?? 'none';
    const mark = h('mark', { class: value === null && 'absent', title: 'differs' }, text);
    return h('td', {}, value === usual ? text : mark);
  });
  const head = h('th', { scope: 'rowgroup', colspan: values.length }, ...nameOf(setting));
  return h('tbody', {}, h('tr', {}, head), h('tr', {}, cells));
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

/** The value that most environments have; undefined where no two agree. */
function mostFrequent(values: readonly (string | null)[]): string | null | undefined {
  const times = (value: string | null) => values.filter((each) => each === value).length;
  const [first] = [...values].sort((one, other) => times(other) - times(one));
  return first === undefined || times(first) === 1 ? undefined : first;
}
