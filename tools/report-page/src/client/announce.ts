import { byId } from './dom.ts';

/** Says something to those who do not see the page. */
export function announce(text: string): void {
  byId('status').textContent = text;
}
