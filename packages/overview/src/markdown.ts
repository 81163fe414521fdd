/** A Markdown table. A bar in a cell is escaped, and a line break is a space: either would end the cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cellOf = (text: string) => text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
  const line = (cells: readonly string[]) => `| ${cells.map(cellOf).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A fenced block. */
export function fenced(language: string, lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines, '```'].join('\n');
}

/** Text as code. */
export function code(text: string): string {
  return `\`${text}\``;
}
