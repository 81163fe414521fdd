/** Names as they stand in a sentence: `"http", "ws"`, or `none`. */
export function sayNames(names: Iterable<string>): string {
  const quoted = [...names].map((name) => `"${name}"`);
  return quoted.length === 0 ? 'none' : quoted.join(', ');
}
