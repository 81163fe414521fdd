import { printable } from '@k8s-blocks/manifest';

/** Text of others as text of HTML, also within quotes. */
export function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
