/** Names as they stand in a sentence: `"http", "ws"`, or `none`. */
export function sayNames(names: Iterable<string>): string {
  const quoted = [...names].map((name) => `"${name}"`);
  return quoted.length === 0 ? 'none' : quoted.join(', ');
}

/** Longer than any name that Kubernetes takes for a label, and short enough to read. */
const LONGEST_QUOTE = 80;

/** A value as it stands in a sentence: as JSON, shortened if it is long. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE)}… (${text.length} characters)`;
}
