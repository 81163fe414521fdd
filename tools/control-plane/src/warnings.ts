/**
 * The texts of the `Warning` headers of an answer, in their order: `299 - "unknown field \"spec.x\""` is
 * `unknown field "spec.x"`.
 *
 * @param rawHeaders names and values alternately, as in Node's `rawHeaders`, where repeated headers are not joined.
 */
export function warningsIn(rawHeaders: readonly string[]): readonly string[] {
  const warnings: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== 'warning') continue;
    const text = /^\d{3} \S+ "((?:[^"\\]|\\.)*)"/.exec(rawHeaders[index + 1] ?? '')?.[1];
    // The API server writes UTF-8, Node reads headers as Latin-1.
    if (text !== undefined) warnings.push(Buffer.from(text.replace(/\\(.)/g, '$1'), 'latin1').toString('utf8'));
  }
  return warnings;
}
