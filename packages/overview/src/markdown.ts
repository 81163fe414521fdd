import { printableLine } from '@k8s-blocks/manifest';

/** A Markdown table. The cells are Markdown in one line: what somebody wrote freely is made so by `printableMarkdown`. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A fenced block. A line break in a line is a space: what follows it could be the fence that ends the block. */
export function fenced(language: string, lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines.map(printableLine), '```'].join('\n');
}

/** Text as code in one line. A backtick, which would end it, is an apostrophe; no name of Kubernetes has one. */
export function code(text: string): string {
  return `\`${printableLine(text).replaceAll('`', "'")}\``;
}
