import type { MatrixSource, MatrixTarget } from '@k8s-blocks/report';
import { data, portText, sourceName } from './data.ts';
import { byId, h, replace } from './dom.ts';
import { cellAt, isUnpoliced, SIGNS, type Sign, signOf } from './matrix-cells.ts';
import { reasonText } from './reasons.ts';
import { current, show } from './state.ts';

/** More rows and columns than these are not shown at once: a table of ten thousand cells helps nobody. Names narrow it down. */
const MAX_SHOWN = 40;

/** What was typed to narrow the matrix down. */
const wanted = { callers: '', callees: '' };

interface Entry<Each> {
  readonly position: number;
  readonly entry: Each;
}

/** The matrix: callers by rows, ports by columns, and in each cell why. */
export function fillMatrix(): void {
  const panel = byId('view-matrix');
  const title = panel.querySelector('h2') ?? undefined;
  const table = h('div', { id: 'matrix-table' });
  replace(
    panel,
    title,
    h('div', { class: 'tools' }, filter('callers', 'Callers', table), filter('callees', 'Callees', table)),
    h(
      'ul',
      { class: 'legend', 'aria-label': 'Signs' },
      Object.entries(SIGNS).flatMap(([sign, each]) => (sign === 'foreign' ? [] : [legend(sign, each)])),
    ),
    table,
  );
  fillTable(table);
}

function filter(which: keyof typeof wanted, label: string, table: HTMLElement): HTMLElement {
  const input = h('input', { type: 'search', placeholder: 'all', spellcheck: 'false', value: wanted[which] });
  input.addEventListener('input', () => {
    wanted[which] = input.value;
    fillTable(table);
  });
  return h('label', { class: 'filter' }, `${label} `, input);
}

function legend(kind: string, { sign, words }: { readonly sign: string; readonly words: string }): HTMLElement {
  return h('li', {}, h('span', { class: `cell ${kind}`, 'aria-hidden': 'true' }, sign), words);
}

function fillTable(table: HTMLElement): void {
  const { environment } = current();
  const { sources = [], targets = [] } = data.environments[environment]?.matrix ?? {};
  const callers = named(sources, wanted.callers, sourceText);
  const callees = named(targets, wanted.callees, (entry) => `${sourceText(entry)} ${portText(entry)}`);
  const [rows, columns] = [callers.slice(0, MAX_SHOWN), callees.slice(0, MAX_SHOWN)];
  const isCut = rows.length < callers.length || columns.length < callees.length;
  const grid = gridOf(rows, columns, environment);
  const unpoliced = `No policy is for any pod of ${data.environments[environment]?.name}: everybody reaches everything.`;
  replace(
    table,
    isUnpoliced(environment) && h('p', { class: 'note bad' }, unpoliced),
    isCut &&
      h(
        'p',
        { class: 'note' },
        `Shown are ${rows.length} of ${callers.length} callers and ${columns.length} of ${callees.length} ports. Type a name to narrow them down.`,
      ),
    h('div', { class: 'scrolls' }, grid),
  );
}

function named<Each>(entries: readonly Each[], text: string, nameOf: (entry: Each) => string): Entry<Each>[] {
  const words = text.toLowerCase().split(/\s+/);
  return [...entries.entries()].flatMap(([position, entry]) => {
    const name = nameOf(entry).toLowerCase();
    return words.every((word) => name.includes(word)) ? [{ position, entry }] : [];
  });
}

/** What is searched of a caller or callee. */
function sourceText(source: MatrixSource): string {
  return `${sourceName(source)} ${source.title}`;
}

/** @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/ */
function gridOf(
  rows: readonly Entry<MatrixSource>[],
  columns: readonly Entry<MatrixTarget>[],
  environment: number,
): HTMLElement {
  const head = columns.map(({ entry }) =>
    h('th', { scope: 'col', title: entry.title }, h('span', {}, sourceName(entry), h('b', {}, ` ${portText(entry)}`))),
  );
  const body = rows.map(({ position: source, entry: from }) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row', title: from.title }, sourceName(from)),
      columns.map(({ position: target, entry: to }) => cell(source, target, from, to, environment)),
    ),
  );
  const grid = h(
    'table',
    { class: 'matrix', role: 'grid', 'aria-label': 'Who reaches whom' },
    h('thead', {}, h('tr', {}, h('td', {}, 'from ↓ to →'), head)),
    h('tbody', {}, body),
  );
  const first = grid.querySelector<HTMLElement>('button');
  if (first !== null) first.tabIndex = 0;
  grid.addEventListener('keydown', moveInGrid);
  return grid;
}

function cell(source: number, target: number, from: MatrixSource, to: MatrixTarget, environment: number): HTMLElement {
  const found = cellAt(environment, source, target);
  const kind: Sign = signOf(found);
  const { sign, words } = SIGNS[kind];
  const reasons =
    kind === 'itself' || kind === 'foreign'
      ? ''
      : ` Egress: ${reasonText(found.egress)}. Ingress: ${reasonText(found.ingress)}.`;
  const text = `${sourceName(from)} to ${sourceName(to)}:${to.port}: ${words}.${reasons}`;
  const open = () => show({ selection: { kind: 'pair', source, target } });
  return h(
    'td',
    {},
    h(
      'button',
      { type: 'button', class: `cell ${kind}`, tabindex: -1, title: text, 'aria-label': text, click: open },
      sign,
    ),
  );
}

/** Arrow keys go from cell to cell; one of them is reached by Tab. */
function moveInGrid(event: KeyboardEvent): void {
  const { target } = event;
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowRight: [1, 0],
    ArrowLeft: [-1, 0],
    ArrowDown: [0, 1],
    ArrowUp: [0, -1],
  };
  const [across, down] = steps[event.key] ?? [0, 0];
  const cell = target instanceof HTMLElement ? target.closest('td') : null;
  const row = cell?.closest('tr');
  const rows = row?.parentElement?.children;
  if (cell === null || row === null || row === undefined || rows === undefined || across === down) return;
  const next = rows[[...rows].indexOf(row) + down]?.children[cell.cellIndex + across]?.querySelector('button');
  if (next === null || next === undefined) return;
  event.preventDefault();
  if (target instanceof HTMLElement) target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
