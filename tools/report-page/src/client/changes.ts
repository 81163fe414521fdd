import type { ConsequenceData, EnvironmentDifferenceData } from '@k8s-blocks/report';
import { data } from './data.ts';
import { byId, type Content, h, replace } from './dom.ts';
import { serviceLink } from './links.ts';
import { watch } from './state.ts';

/** What stands out, and in which way: as in the picture. All others are said without a colour. */
const SORTS: Readonly<Partial<Record<ConsequenceData['effect'], string>>> = {
  opens: 'added',
  creates: 'added',
  closes: 'removed',
  cuts: 'removed',
  deletes: 'removed',
  refused: 'removed',
  rolls: 'changed',
  replaces: 'changed',
};

/** On a page of a change: what it does in the environment that is shown, and in those that are on the map no longer. */
export function startChanges(): void {
  const { difference } = data;
  if (difference === undefined) return;
  const onMap = new Set(data.environments.map(({ name }) => name));
  const gone = difference.environments.filter(({ name }) => !onMap.has(name));
  watch(({ environment }, before) => {
    if (environment === before?.environment) return;
    const name = data.environments[environment]?.name;
    const shown = difference.environments.filter((each) => each.name === name);
    replace(
      byId('changes'),
      leftOutContent(difference.leftOut),
      [...shown, ...gone].flatMap(environmentContent),
      notCompared(shown, name),
    );
  });
}

function leftOutContent(leftOut: number | undefined): Content {
  if (leftOut === undefined) return undefined;
  const pairs = leftOut === 1 ? '1 pair' : `${leftOut} pairs`;
  const text = `The map leaves out the connections of ${pairs} that change, since there are too many.`;
  return h('p', { class: 'note' }, text);
}

function environmentContent({ name, summary, notes, consequences }: EnvironmentDifferenceData): Content[] {
  return [
    h('h2', {}, `${name}: ${summary}`),
    ...notes.map((note) => h('p', { class: 'note' }, note)),
    h('ul', { class: 'changes', 'aria-label': `What this does in ${name}` }, consequences.map(consequenceItem)),
  ];
}

function consequenceItem({ effect, label, object, field, text, service }: ConsequenceData): HTMLElement {
  const subject = field === undefined ? object : `${object} › ${field}`;
  return h(
    'li',
    {},
    h('strong', { class: `effect ${SORTS[effect] ?? ''}` }, label),
    ' ',
    service === undefined ? h('span', {}, subject) : serviceLink(service, subject),
    h('p', {}, text),
  );
}

function notCompared(shown: readonly unknown[], name: string | undefined): Content {
  return shown.length > 0 ? undefined : h('p', { class: 'note' }, `${name} was not compared.`);
}
