import { data, endName, portText } from './data.ts';
import { byId, h, replace } from './dom.ts';
import { type Selection, show } from './state.ts';

/** How many results are listed. */
const MAX_RESULTS = 12;

/** What can be found: what it is, what it is called, and what it opens. */
interface Entry {
  readonly kind: string;
  readonly text: string;
  readonly detail: string;
  readonly selection: Selection;
  /** What is searched, in lower case. */
  readonly words: string;
}

/**
 * The search: results appear below the field while one types, arrow keys choose, Enter opens.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function startSearch(): void {
  const input = byId('search');
  if (!(input instanceof HTMLInputElement)) return;
  let entries: readonly Entry[] | undefined;
  let found: readonly Entry[] = [];
  let chosen = 0;
  const close = () => {
    found = [];
    list();
  };
  const open = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    input.value = '';
    close();
    show({ selection: entry.selection });
  };
  const list = () => {
    const box = byId('found');
    replace(
      box,
      found.map((entry, index) => option(entry, index, index === chosen, () => open(entry))),
    );
    box.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    if (found.length === 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `found-${chosen}`);
    byId('status').textContent = input.value === '' ? '' : `${found.length} found`;
  };
  input.addEventListener('input', () => {
    entries ??= allEntries();
    found = matching(entries, input.value);
    chosen = 0;
    list();
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') open(found[chosen]);
    else if (event.key === 'Escape' && input.value !== '') {
      input.value = '';
      close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      chosen = found.length === 0 ? 0 : (chosen + step + found.length) % found.length;
      list();
    } else return;
    event.preventDefault();
  });
  input.addEventListener('blur', close);
  addEventListener('keydown', (event) => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    input.focus();
  });
}

function option(entry: Entry, index: number, isChosen: boolean, open: () => void): HTMLElement {
  const element = h(
    'li',
    { role: 'option', id: `found-${index}`, 'aria-selected': String(isChosen) },
    h('span', { class: 'object' }, entry.kind),
    h('span', {}, entry.text),
    h('span', { class: 'muted' }, entry.detail),
  );
  // Before the field loses the focus, which would close the list.
  element.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    open();
  });
  return element;
}

/** Every word must occur; what is called so comes before what merely has the word in it. */
function matching(entries: readonly Entry[], text: string): readonly Entry[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const all = entries.filter((entry) => words.every((word) => entry.words.includes(word)));
  const rank = (entry: Entry) => (words.every((word) => entry.text.toLowerCase().includes(word)) ? 0 : 1);
  return all.sort((one, other) => rank(one) - rank(other)).slice(0, MAX_RESULTS);
}

function allEntries(): readonly Entry[] {
  const services = data.services.flatMap(({ name, title }, service) => {
    const selection: Selection = { kind: 'service', service };
    const detail = title === name ? '' : title;
    return [entryOf('Service', name, detail, selection)];
  });
  const connections = data.connections.map((connection, position) => {
    const port = portText({ port: connection.port, name: connection.portName });
    const text = `${endName(connection.from)} → ${endName(connection.to)} ${port}`;
    return entryOf('Connection', text, connection.why, { kind: 'connections', connections: [position] });
  });
  return [...services, ...connections, ...objectEntries()];
}

/** The objects of all environments, those of one name once. */
function objectEntries(): readonly Entry[] {
  const found = new Map<string, Entry>();
  for (const [service, { name: serviceName, environments }] of data.services.entries()) {
    for (const { kind, name } of environments.flatMap((each) => each?.objects ?? [])) {
      const key = `${kind} ${name} ${service}`;
      if (!found.has(key)) found.set(key, entryOf(kind, name, `of ${serviceName}`, { kind: 'service', service }));
    }
  }
  return [...found.values()];
}

function entryOf(kind: string, text: string, detail: string, selection: Selection): Entry {
  return { kind, text, detail, selection, words: `${kind} ${text} ${detail}`.toLowerCase() };
}
