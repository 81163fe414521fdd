/** Characters that do not show, or that change how others show: controls, directions, separators, lone surrogates. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Text of a manifest as it may be printed anywhere: every character shows, and no line of it is a command to a workflow
 * (`::error::` at its beginning, `##[error]` anywhere).
 */
export function shown(text: string): string {
  const visible = text.replaceAll('\r\n', '\n').replace(UNSEEN, (character) => JSON.stringify(character).slice(1, -1));
  const escaped = visible.replace(UNSEEN, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  return escaped.replace(/##(?=\[|vso\[)/gi, '# #').replace(/^([-+\s]*):(?=:)/gm, '$1: ');
}

/** Text as a line of Markdown in which nothing is markup, a link, or somebody who is told about it. */
export function plainMarkdown(text: string): string {
  return shown(text)
    .replaceAll('\n', ' ')
    .replace(/[\\`*_{}[\]<>|#~&]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll('@', '&#64;');
}
