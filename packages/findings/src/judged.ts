/**
 * How far an object was judged. `full`: as an API server would judge it. `part`: by some of the rules of its kind. `metadata`: by
 * its name, labels and annotations alone, since its kind is defined in the cluster. `none`: not at all, since it is no object, or
 * of no kind that exists.
 */
export type Extent = 'full' | 'part' | 'metadata' | 'none';

/** The kind of an object that was judged, and how far. */
export interface JudgedObject {
  /** The API group; empty for the core API, and where there is none. */
  readonly group: string;
  /** Empty where there is none. */
  readonly kind: string;
  readonly extent: Extent;
}

/** The objects of one kind that were judged equally far. */
export interface JudgedKind extends JudgedObject {
  /** How many they are. */
  readonly objects: number;
}

/** Something that was not judged although it was asked for, or is beside what was. */
export interface NotJudged {
  /** What it is: a file, a service, an environment. */
  readonly subject: string;
  /** Why, as the end of a sentence that begins with the subject: `which is not deployed`. */
  readonly reason: string;
}

/** The kinds of some objects, each with its number, in the order in which they first occur. */
export function countKinds(objects: Iterable<JudgedObject>): JudgedKind[] {
  const counts = new Map<string, JudgedKind>();
  for (const { group, kind, extent } of objects) {
    const key = JSON.stringify([group, kind, extent]);
    const counted = counts.get(key)?.objects ?? 0;
    counts.set(key, { group, kind, extent, objects: counted + 1 });
  }
  return [...counts.values()];
}
