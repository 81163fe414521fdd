import { data } from './data.ts';

/** The parts of the page, of which one is shown. */
export const VIEWS = ['map', 'services', 'connections', 'matrix', 'findings'] as const;

export type View = (typeof VIEWS)[number];

/** What the details are of. */
export type Selection =
  | { readonly kind: 'service'; readonly service: number }
  /** One connection, or all of one caller to one callee. */
  | { readonly kind: 'connections'; readonly connections: readonly number[] }
  /** What is drawn of a change alone, and is on the map no longer, or not yet: by its id in the picture. */
  | { readonly kind: 'drawn'; readonly id: string }
  /** A cell of the matrix. */
  | { readonly kind: 'pair'; readonly source: number; readonly target: number };

/** What is shown. It is also in the address of the page, behind `#`, so that it can be sent to others. */
export interface State {
  /** The position of the environment. */
  readonly environment: number;
  readonly view: View;
  readonly selection: Selection | undefined;
}

type Listener = (state: State, before: State | undefined) => void;

const listeners: Listener[] = [];
let state: State = read();

/** What is shown now. */
export function current(): State {
  return state;
}

/** Calls a function now, and after each change. */
export function watch(listener: Listener): void {
  listeners.push(listener);
  listener(state, undefined);
}

/** Shows something else. */
export function show(change: Partial<State>): void {
  const before = state;
  state = { ...state, ...change };
  history.replaceState(null, '', `#${written(state)}`);
  for (const listener of listeners) listener(state, before);
}

/** Follows an address that is entered while the page is open. */
export function followAddress(): void {
  addEventListener('hashchange', () => show(read()));
}

function read(): State {
  const fields = new URLSearchParams(location.hash.slice(1));
  const environments = data.environments.map(({ name }) => name);
  const production = firstShown();
  const named = environments.indexOf(fields.get('environment') ?? '');
  const first = production < 0 ? 0 : production;
  const view = VIEWS.find((each) => each === fields.get('view')) ?? 'map';
  return { environment: named < 0 ? first : named, view, selection: readSelection(fields) };
}

/** Production; on a page of a change an environment that it does something to, production first. */
function firstShown(): number {
  const changed = data.difference?.environments.filter(({ consequences }) => consequences.length > 0);
  const isChanged = ({ name }: { readonly name: string }) => changed?.some((each) => each.name === name) ?? true;
  const production = data.environments.findIndex((each) => each.production && isChanged(each));
  return production >= 0 ? production : data.environments.findIndex(isChanged);
}

function readSelection(fields: URLSearchParams): Selection | undefined {
  const service = data.services.findIndex(({ name }) => name === fields.get('service'));
  if (service >= 0) return { kind: 'service', service };
  const connections = numbersIn(fields.get('connections')).filter((each) => data.connections[each] !== undefined);
  if (connections.length > 0) return { kind: 'connections', connections };
  const drawn = fields.get('drawn');
  if (drawn !== null) return { kind: 'drawn', id: drawn };
  const [source, target] = numbersIn(fields.get('pair'));
  return source === undefined || target === undefined ? undefined : { kind: 'pair', source, target };
}

function numbersIn(text: string | null): number[] {
  return (text ?? '').split('.').flatMap((each) => (/^\d{1,6}$/.test(each) ? [Number(each)] : []));
}

function written({ environment, view, selection }: State): string {
  const fields = new URLSearchParams({ environment: data.environments[environment]?.name ?? '', view });
  if (selection?.kind === 'service') fields.set('service', data.services[selection.service]?.name ?? '');
  if (selection?.kind === 'connections') fields.set('connections', selection.connections.join('.'));
  if (selection?.kind === 'drawn') fields.set('drawn', selection.id);
  if (selection?.kind === 'pair') fields.set('pair', `${selection.source}.${selection.target}`);
  return fields.toString();
}
