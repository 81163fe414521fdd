/**
 * Characters that are invisible, or that change how others are displayed: controls (except the line feed), text directions,
 * separators of lines and paragraphs, lone surrogates.
 *
 * @see https://www.unicode.org/reports/tr44/#GC_Values_Table
 */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * The beginning of a line that GitHub reads as a workflow command, up to its first colon; also behind the sign of a diff. The
 * part before the colon excludes line breaks, so that matching takes linear time.
 */
const COMMAND_OF_GITHUB = /^((?:[-+]|[^\S\n\r\u2028\u2029])*):(?=:)/gm;

/**
 * Text of a manifest, a file or another program, made safe to print to a terminal or a CI log: invisible characters are
 * escaped (`\u001b` as these six characters), and no line is a workflow command of GitHub (`::error::` at the beginning, also
 * behind the sign of a diff), Azure Pipelines or TeamCity (`##[error]`, `##vso[…]`, `##teamcity[…]` anywhere). Line breaks
 * stay.
 *
 * Idempotent: printable text does not change.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 * @see https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands
 */
export function printable(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(INVISIBLE, escaped)
    .replace(/##(?=\[|vso\[|teamcity\[)/gi, '# #')
    .replace(COMMAND_OF_GITHUB, '$1: ');
}

/** {@link printable} text in one line, with spaces for line breaks: for a cell of a table, a title, a name in a sentence. */
export function printableLine(text: string): string {
  return printable(text).replaceAll('\n', ' ');
}

/** {@link printableLine}, escaped for Markdown: it contains no markup, HTML, link, end of a cell, or mention (`@team`). */
export function printableMarkdown(text: string): string {
  return printableLine(text).replace(/[\\`*_{}[\]<>|#~&@]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A character as JSON and JavaScript escape it: `\t`, `\u001b`; one beyond U+FFFF as two surrogates. */
function escaped(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\r': '\\r', '\b': '\\b', '\f': '\\f' };
