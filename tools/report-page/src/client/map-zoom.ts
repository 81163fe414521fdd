import { byId } from './dom.ts';

/** Each step of zooming changes the size by a quarter. */
const ZOOM_STEP = 1.25;

/** Makes the picture larger and smaller. */
export function startZoom(picture: HTMLElement): void {
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
