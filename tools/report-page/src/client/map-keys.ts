/** A service or an arrow of the picture. */
type Part = SVGGElement;

/**
 * Keys in the picture: Enter and space open; arrow keys go to the nearest part in their direction, Page Down and Page Up to the next
 * and the one before, each service with its arrows after it, so that no part is out of reach. One part is reached by Tab, as in a
 * toolbar.
 */
export function startMapKeys(picture: HTMLElement, parts: readonly Part[], open: (part: Part) => void): void {
  const inOrder = servicesWithArrows(parts);
  inOrder[0]?.setAttribute('tabindex', '0');
  picture.addEventListener('keydown', (event) => {
    const part = parts.find((each) => each === document.activeElement);
    if (part === undefined) return;
    if (event.key === 'Enter' || event.key === ' ') open(part);
    else {
      const next = event.key.startsWith('Arrow')
        ? nearest(part, parts, event.key)
        : stepFrom(part, inOrder.filter(isHere), event.key);
      if (next === undefined) return;
      moveTo(next, parts);
    }
    event.preventDefault();
  });
}

/** What is not in the environment is passed over. */
function isHere(part: Part): boolean {
  return !part.classList.contains('elsewhere');
}

/** The services in start order, each with the arrows that begin there, or end there from outside. */
function servicesWithArrows(parts: readonly Part[]): readonly Part[] {
  const services = new Map<string | undefined, Part[]>();
  const arrows: Part[] = [];
  for (const part of parts) {
    const { node } = part.dataset;
    if (node === undefined) arrows.push(part);
    else services.set(node, [part]);
  }
  for (const arrow of arrows) {
    const { from, to } = arrow.dataset;
    (services.get(from) ?? services.get(to))?.push(arrow);
  }
  return [...services.values()].flat();
}

function stepFrom(part: Part, inOrder: readonly Part[], key: string): Part | undefined {
  const at = inOrder.indexOf(part);
  switch (key) {
    case 'PageDown':
      return inOrder[at + 1];
    case 'PageUp':
      return inOrder[Math.max(0, at - 1)];
    case 'Home':
      return inOrder[0];
    case 'End':
      return inOrder.at(-1);
    default:
      return undefined;
  }
}

function moveTo(part: Part, parts: readonly Part[]): void {
  for (const each of parts) each.setAttribute('tabindex', each === part ? '0' : '-1');
  part.focus();
}

function nearest(part: Part, parts: readonly Part[], key: string): Part | undefined {
  const from = middleOf(part);
  let best: { readonly part: Part; readonly distance: number } | undefined;
  for (const each of parts) {
    if (each === part || !isHere(each)) continue;
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
function middleOf(part: Part): { readonly x: number; readonly y: number } {
  const box = (part.querySelector('rect') ?? part).getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
