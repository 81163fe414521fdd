/** What is kept of flows that are alike. */
export interface Entry {
  passed: number;
  dropped: number;
  readonly addresses: Set<string>;
  hasMoreAddresses: boolean;
}

/** The most addresses of one entry that are told. */
const MAX_ADDRESSES = 20;

/** The most entries of a list: what is more is counted as not told, so that a scan of all ports does not fill the memory. */
export const MAX_ENTRIES = 1000;

/** Entries by their keys, no more than {@link MAX_ENTRIES}. */
export class Tally<T extends Entry> {
  readonly #entries = new Map<string, T>();

  /** The entry of a key, made where there is none; undefined where there is no room for another. */
  entry(key: string, make: () => T): T | undefined {
    const known = this.#entries.get(key);
    if (known !== undefined || this.#entries.size >= MAX_ENTRIES) return known;
    const made = make();
    this.#entries.set(key, made);
    return made;
  }

  values(): T[] {
    return [...this.#entries.values()];
  }
}

/** An entry of which nothing is counted yet. */
export function emptyEntry(): Entry {
  return { passed: 0, dropped: 0, addresses: new Set(), hasMoreAddresses: false };
}

/** Counts a flow in an entry. */
export function count(entry: Entry, isDropped: boolean, address: string | undefined): void {
  if (isDropped) entry.dropped += 1;
  else entry.passed += 1;
  if (address === undefined || entry.addresses.has(address)) return;
  if (entry.addresses.size < MAX_ADDRESSES) entry.addresses.add(address);
  else entry.hasMoreAddresses = true;
}
