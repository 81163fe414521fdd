import { byId } from './dom.ts';

/** Each step of zooming changes the size by a quarter. */
const ZOOM_STEP = 1.25;

/** The least and the greatest size, of that at which it was laid out. */
const [MIN, MAX] = [0.1, 4];

/** Makes the picture larger and smaller. Its first size is a rule of the page's style. */
export function startZoom(picture: HTMLElement): void {
  const svg = picture.querySelector('svg');
  if (svg === null) return;
  const width = Number(svg.getAttribute('width'));
  const resize = (wanted: number) => {
    svg.style.width = `${Math.round(width * Math.min(MAX, Math.max(MIN, wanted)))}px`;
  };
  const zoom = () => svg.getBoundingClientRect().width / width;
  byId('zoom-in').addEventListener('click', () => resize(zoom() * ZOOM_STEP));
  byId('zoom-out').addEventListener('click', () => resize(zoom() / ZOOM_STEP));
  byId('zoom-fit').addEventListener('click', () => resize(Math.min(1, picture.clientWidth / width)));
}
