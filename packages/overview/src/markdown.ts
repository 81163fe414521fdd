import { printableLine } from '@k8s-blocks/manifest';

/** A Markdown table. The cells are Markdown in one line: free text is escaped by `printableMarkdown` before. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A fenced block. Line breaks within a line become spaces, since the text behind one could end the block. */
export function fenced(language: string, lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines.map(printableLine), '```'].join('\n');
}

/** Text as code in one line. A backtick, which would end it, becomes an apostrophe; names of Kubernetes have none. */
export function code(text: string): string {
  return `\`${printableLine(text).replaceAll('`', "'")}\``;
}
