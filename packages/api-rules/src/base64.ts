/** The number of bytes that base64 stands for, line breaks skipped; or that a list of bytes is. */
export function decodedLength(value: string | readonly unknown[]): number {
  if (typeof value !== 'string') return value.length;
  const text = withoutBreaks(value);
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return (text.length / 4) * 3 - padding;
}

/** The text that base64 stands for. */
export function decodedText(value: string | readonly unknown[]): string {
  return typeof value === 'string'
    ? Buffer.from(value, 'base64').toString('utf8')
    : Buffer.from(value.map(Number)).toString('utf8');
}

function withoutBreaks(value: string): string {
  return value.replace(/[\r\n]+/g, '');
}
