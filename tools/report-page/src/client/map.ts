import { data } from './data.ts';
import { byId } from './dom.ts';
import { startMapKeys } from './map-keys.ts';
import { startZoom } from './map-zoom.ts';
import { type Selection, type State, show, watch } from './state.ts';

/** The picture: what is in the environment, what is selected, clicks, keys, zoom. */
export function startMap(): void {
  const picture = byId('picture');
  const parts = [...picture.querySelectorAll<SVGGElement>('.service, .arrow')];
  byId('map-tools').hidden = false;
  picture.addEventListener('click', ({ target }) => {
    const part = target instanceof Element ? target.closest<SVGElement>('.service, .arrow, .hit') : null;
    if (part !== null) open(part);
  });
  startPointing(picture, parts);
  startMapKeys(picture, parts, open);
  startZoom(picture);
  watch((state, before) => {
    mark(parts, state);
    if (state.selection !== before?.selection) showSelected(parts);
  });
}

/** An arrow is marked while the pointer is beside its line, where it can be clicked as well. */
function startPointing(picture: HTMLElement, parts: readonly SVGGElement[]): void {
  const mark = (isPointed: boolean) => (event: Event) => {
    const { target } = event;
    if (!(target instanceof SVGElement) || !target.matches('.hit')) return;
    for (const part of parts) {
      if (part.dataset.arrow === target.dataset.arrow) part.classList.toggle('pointed', isPointed);
    }
  };
  picture.addEventListener('pointerover', mark(true));
  picture.addEventListener('pointerout', mark(false));
}

function open(part: SVGElement): void {
  const { node, arrow } = part.dataset;
  const connections = arrow === undefined ? [] : connectionsOf(arrow);
  const id = node ?? arrow;
  if (node !== undefined && /^s\d/.test(node)) show({ selection: { kind: 'service', service: Number(node.slice(1)) } });
  else if (connections.length > 0) show({ selection: { kind: 'connections', connections } });
  else if (id !== undefined) show({ selection: { kind: 'drawn', id } });
}

/** The positions of the connections of an arrow, whose id is that of its ends: `s0-o1`. */
function connectionsOf(arrow: string): number[] {
  return [...data.connections.entries()].flatMap(([position, { from, to }]) =>
    `${endId(from)}-${endId(to)}` === arrow ? [position] : [],
  );
}

function endId(end: { readonly service: number } | { readonly outside: number }): string {
  return 'service' in end ? `s${end.service}` : `o${end.outside}`;
}

/** What is not in the environment is pale, and passed over by keys; what is selected, and what it has to do with, is marked. */
function mark(parts: readonly SVGGElement[], { environment, selection }: State): void {
  const name = data.environments[environment]?.name ?? '';
  const connections = selection?.kind === 'connections' ? selection.connections : [];
  const arrows = new Set(
    connections.flatMap((position) => {
      const connection = data.connections[position];
      return connection === undefined ? [] : [`${endId(connection.from)}-${endId(connection.to)}`];
    }),
  );
  if (selection?.kind === 'drawn') arrows.add(selection.id);
  const selected = nodeOf(selection);
  for (const part of parts) {
    const { environments, node, arrow, from, to } = part.dataset;
    const isElsewhere = environments !== undefined && !environments.split(' ').includes(name);
    const isSelected = (node ?? '') === selected || (arrow !== undefined && arrows.has(arrow));
    const isRelated = selected !== undefined && (from === selected || to === selected);
    part.classList.toggle('elsewhere', isElsewhere);
    part.classList.toggle('selected', isSelected);
    part.classList.toggle('related', isRelated && !isElsewhere);
    part.setAttribute('aria-disabled', String(isElsewhere));
    part.setAttribute('aria-pressed', String(isSelected));
    showChange(part, name);
  }
  byId('picture').classList.toggle('has-selection', selected !== undefined || arrows.size > 0);
}

/** The id in the picture of what is selected, unless it is an arrow. */
function nodeOf(selection: Selection | undefined): string | undefined {
  if (selection?.kind === 'drawn') return selection.id;
  return selection?.kind === 'service' ? `s${selection.service}` : undefined;
}

/** Scrolls the picture to what is selected, if that is out of sight. */
function showSelected(parts: readonly SVGGElement[]): void {
  const selected = parts.find((part) => part.classList.contains('selected'));
  const picture = byId('picture');
  if (selected === undefined) return;
  const [part, frame] = [selected.getBoundingClientRect(), picture.getBoundingClientRect()];
  const isInSight =
    part.left >= frame.left && part.right <= frame.right && part.top >= frame.top && part.bottom <= frame.bottom;
  if (isInSight) return;
  picture.scrollBy({
    left: part.left + part.width / 2 - (frame.left + frame.width / 2),
    top: part.top + part.height / 2 - (frame.top + frame.height / 2),
  });
}

/** What a change does to a part in the environment, where the page is of a change: `data-changes="staging:opens"`. */
function showChange(part: SVGGElement, environment: string): void {
  const { changes } = part.dataset;
  if (changes === undefined) return;
  const change = changes.split(' ').find((each) => each.startsWith(`${environment}:`));
  if (change === undefined) delete part.dataset.change;
  else part.dataset.change = change.slice(environment.length + 1);
  for (const word of part.querySelectorAll<SVGElement>('.change')) {
    if (word.dataset.environment === environment) word.removeAttribute('display');
    else word.setAttribute('display', 'none');
  }
}
