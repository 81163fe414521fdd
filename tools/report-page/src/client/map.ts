import { data } from './data.ts';
import { byId } from './dom.ts';
import { type State, show, watch } from './state.ts';

/** Each step of zooming changes the size by a quarter. */
const ZOOM_STEP = 1.25;

/** The picture: what is in the environment, what is selected, clicks, keys, zoom. */
export function startMap(): void {
  const picture = byId('picture');
  const parts = [...picture.querySelectorAll<SVGGElement>('.service, .arrow')];
  byId('map-tools').hidden = false;
  for (const part of parts) part.addEventListener('click', () => open(part));
  picture.addEventListener('keydown', (event) => onKey(event, parts));
  startZoom(picture);
  watch((state, before) => {
    mark(parts, state);
    if (state.selection !== before?.selection) showSelected(parts);
  });
  const [first] = parts;
  if (first !== undefined) first.setAttribute('tabindex', '0');
}

function open(part: SVGGElement): void {
  const { node, arrow } = part.dataset;
  // A change may draw services and connections that are on the map no longer: of these nothing else is known.
  if (node !== undefined && /^s\d/.test(node)) show({ selection: { kind: 'service', service: Number(node.slice(1)) } });
  const connections = arrow === undefined ? [] : connectionsOf(arrow);
  if (connections.length > 0) show({ selection: { kind: 'connections', connections } });
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

/** Enter and space open; arrow keys go to the nearest part in their direction. One part is reached by Tab, as in a toolbar. */
function onKey(event: KeyboardEvent, parts: readonly SVGGElement[]): void {
  const part = parts.find((each) => each === document.activeElement);
  if (part === undefined) return;
  if (event.key === 'Enter' || event.key === ' ') open(part);
  else {
    const next = event.key.startsWith('Arrow') ? nearest(part, parts, event.key) : undefined;
    if (next === undefined) return;
    moveTo(next, parts);
  }
  event.preventDefault();
}

function moveTo(part: SVGGElement, parts: readonly SVGGElement[]): void {
  for (const each of parts) each.setAttribute('tabindex', each === part ? '0' : '-1');
  part.focus();
}

function nearest(part: SVGGElement, parts: readonly SVGGElement[], key: string): SVGGElement | undefined {
  const from = middleOf(part);
  let best: { readonly part: SVGGElement; readonly distance: number } | undefined;
  for (const each of parts) {
    if (each === part || each.classList.contains('elsewhere')) continue;
    const to = middleOf(each);
    const [ahead, aside] = inDirection(key, to.x - from.x, to.y - from.y);
    // Straight ahead is nearer than aside.
    const distance = ahead + 3 * Math.abs(aside);
    if (ahead > 1 && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { part: each, distance };
  }
  return best?.part;
}

/** How far something is ahead in the direction of an arrow key, and how far aside of it. */
function inDirection(key: string, across: number, down: number): readonly [ahead: number, aside: number] {
  switch (key) {
    case 'ArrowRight':
      return [across, down];
    case 'ArrowLeft':
      return [-across, down];
    case 'ArrowDown':
      return [down, across];
    default:
      return [-down, across];
  }
}

/** The middle of the box of a service, or of the ports of an arrow. */
function middleOf(part: SVGGElement): { readonly x: number; readonly y: number } {
  const box = (part.querySelector('rect') ?? part).getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** What is not in the environment is pale and cannot be opened; what is selected, and what it has to do with, is marked. */
function mark(parts: readonly SVGGElement[], { environment, selection }: State): void {
  const name = data.environments[environment]?.name ?? '';
  const connections = selection?.kind === 'connections' ? selection.connections : [];
  const arrows = new Set(
    connections.flatMap((position) => {
      const connection = data.connections[position];
      return connection === undefined ? [] : [`${endId(connection.from)}-${endId(connection.to)}`];
    }),
  );
  const selected = selection?.kind === 'service' ? `s${selection.service}` : undefined;
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

function startZoom(picture: HTMLElement): void {
  const svg = picture.querySelector('svg');
  const [width, height] = [Number(svg?.getAttribute('width')), Number(svg?.getAttribute('height'))];
  let zoom = 1;
  const apply = (wanted: number) => {
    zoom = Math.min(4, Math.max(0.1, wanted));
    svg?.setAttribute('width', String(Math.round(width * zoom)));
    svg?.setAttribute('height', String(Math.round(height * zoom)));
  };
  const fitting = () => Math.min(1, (picture.clientWidth - 2) / width);
  byId('zoom-in').addEventListener('click', () => apply(zoom * ZOOM_STEP));
  byId('zoom-out').addEventListener('click', () => apply(zoom / ZOOM_STEP));
  byId('zoom-fit').addEventListener('click', () => apply(fitting()));
  // Not smaller than can be read: a wide picture is scrolled.
  apply(Math.max(0.7, fitting()));
}
