/**
 * Characters that do not show, or that change how others show: controls (but the line feed), text directions, separators
 * of lines and paragraphs, lone surrogates. Unicode's general categories: https://www.unicode.org/reports/tr44/#GC_Values_Table
 */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Text of a manifest, of a file or of another program, as it may be printed to a terminal or a log of CI: every character
 * shows (`\u001b` is written as these six characters), and no line is a command to a workflow of GitHub (`::error::` at its
 * beginning, also behind the sign of a diff) or of Azure and TeamCity (`##[error]`, `##vso[…]`,
 * `##teamcity[…]` anywhere). Line breaks stay.
 *
 * To print what is printable already changes nothing.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 * @see https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands
 */
export function printable(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(INVISIBLE, escaped)
    .replace(/##(?=\[|vso\[|teamcity\[)/gi, '# #')
    .replace(/^([-+\p{Zs}]*):(?=:)/gmu, '$1: ');
}

/** The same as one line: a line break is a space. For a cell of a table, a title, a name in a sentence. */
export function printableLine(text: string): string {
  return printable(text).replaceAll('\n', ' ');
}

/** The same as a line of Markdown in which nothing is markup, HTML, a link, the end of a cell, or a mention (`@team`). */
export function printableMarkdown(text: string): string {
  return printableLine(text).replace(/[\\`*_{}[\]<>|#~&@]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** As JSON and JavaScript write it: `\t`, `\u001b`, of a character beyond U+FFFF both halves. */
function escaped(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\r': '\\r', '\b': '\\b', '\f': '\\f' };
