/** Characters that do not show, or that change how others show: controls, directions, separators, lone surrogates. */
const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

/**
 * Text of a manifest as lines that may be printed anywhere: every character shows, no line is a command to a workflow
 * (`::error::` at its beginning, `##[error]` or `##vso[…]` anywhere), and nothing in it is a link or an image.
 */
export function harmlessLines(text: string): string[] {
  const shown = text.replace(/\r\n/g, '\n').replace(unseen, escaped);
  const still = shown.replace(/##(?=\[|vso\[)/gi, '# #').replaceAll('](', '] (');
  return still.split('\n').map((line) => line.replace(/^(\s*):(?=:)/, '$1: '));
}

/** The same as one line. */
export function harmless(text: string): string {
  return harmlessLines(text).join(' ');
}

/** A value as indented JSON that may be printed anywhere, and reads back as the same value. */
export function harmlessJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2).replace(unseen, escaped).replaceAll('##', '#\\u0023')}\n`;
}
