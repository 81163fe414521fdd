/**
 * Plain data, written small: each text, each key of objects, and each list or object that occurs again is in it once. A stack of two
 * hundred services says the same names, files and keys thousands of times.
 */
export interface PackedData {
  /** The texts, the most frequent first, so that their positions are short. */
  readonly texts: readonly string[];
  /** The keys of each sort of object. */
  readonly shapes: readonly (readonly string[])[];
  /** The lists and objects that occur more than once. One may hold others that stand before it. */
  readonly shared: readonly Packed[];
  readonly value: Packed;
}

/**
 * A packed value. A number that is not negative is the position of a text, and -1, -2, … that of a shared value, from 0; a text is a
 * number. A list that begins with -1 is a list; one that begins with the position of a shape is an object with its values.
 */
export type Packed = number | string | boolean | null | readonly Packed[];

/**
 * Packs plain data: what JSON can say. The page unpacks it again (tools/report-page/src/client/unpacked.ts). Nothing is compressed:
 * the bytes of zlib depend on the machine.
 */
export function packed(data: unknown): PackedData {
  const texts = byFrequency(data);
  const positions = new Map(texts.map((text, position) => [text, position]));
  const shapes = listOfDistinct<readonly string[]>();
  const composites = new Map<string, { readonly value: Packed; times: number }>();

  const pack = (value: unknown): Packed => {
    if (typeof value === 'string') return positions.get(value) ?? -1;
    if (typeof value === 'number') return String(value);
    if (typeof value === 'boolean' || value === null) return value;
    if (typeof value !== 'object') throw new Error(`A report cannot hold a value of the type ${typeof value}.`);
    return counted(Array.isArray(value) ? [-1, ...value.map(pack)] : packObject(value));
  };
  const packObject = (object: object): Packed => {
    const entries = Object.entries(object).filter(([, each]) => each !== undefined);
    const keys = entries.map(([key]) => key);
    return [shapes.positionOf(JSON.stringify(keys), keys), ...entries.map(([, each]) => pack(each))];
  };
  /** The same value for all that are equal, so that they are told apart by what they are. */
  const counted = (value: Packed): Packed => {
    const key = JSON.stringify(value);
    const known = composites.get(key) ?? { value, times: 0 };
    known.times += 1;
    composites.set(key, known);
    return known.value;
  };

  const whole = pack(data);
  const { shared, value } = withShared(
    whole,
    [...composites.values()].filter(({ times }) => times > 1).map((each) => each.value),
  );
  return { texts, shapes: shapes.all, shared, value };
}

/** A shorter value than this is not worth a position, in characters of JSON. */
const MIN_SHARED = 8;

/** Takes out what occurs more than once: what is inside of another value comes before it. */
function withShared(whole: Packed, repeated: readonly Packed[]): Pick<PackedData, 'shared' | 'value'> {
  const positions = new Map<Packed, number>();
  const inner = (value: Packed): Packed => (Array.isArray(value) ? value.map(referring) : value);
  const referring = (value: Packed): Packed => {
    const position = positions.get(value);
    return position === undefined ? inner(value) : -1 - position;
  };
  const shared: Packed[] = [];
  for (const value of repeated) {
    if (JSON.stringify(value).length < MIN_SHARED) continue;
    positions.set(value, shared.push(inner(value)) - 1);
  }
  return { shared, value: referring(whole) };
}

/** All texts in some data, the most frequent first; of equally frequent ones the first. */
function byFrequency(data: unknown): readonly string[] {
  const times = new Map<string, number>();
  const count = (value: unknown): void => {
    if (typeof value === 'string') times.set(value, (times.get(value) ?? 0) + 1);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(count);
  };
  count(data);
  return [...times].sort(([, one], [, other]) => other - one).map(([text]) => text);
}

/** A list in which each thing is once, by its key. */
function listOfDistinct<Thing>() {
  const all: Thing[] = [];
  const known = new Map<string, number>();
  const positionOf = (key: string, thing: Thing): number => {
    const position = known.get(key) ?? all.push(thing) - 1;
    known.set(key, position);
    return position;
  };
  return { all, positionOf };
}
