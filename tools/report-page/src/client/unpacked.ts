/** Data as the page has it: see packages/report/src/page/packed.ts, which says how it is written. */
export interface PackedData {
  readonly texts: readonly string[];
  readonly shapes: readonly (readonly string[])[];
  readonly shared: readonly Packed[];
  readonly value: Packed;
}

type Packed = number | string | boolean | null | readonly Packed[];

/** Unpacks data: the same as was packed. What is equal may be one object, so do not change it. */
export function unpacked({ texts, shapes, shared, value }: PackedData): unknown {
  const known: unknown[] = [];
  const unpack = (each: Packed): unknown => {
    if (typeof each === 'number') return each < 0 ? known[-1 - each] : texts[each];
    if (typeof each === 'string') return Number(each);
    if (typeof each === 'boolean' || each === null) return each;
    const [first, ...values] = each;
    if (first === -1) return values.map(unpack);
    const keys = shapes[Number(first)] ?? [];
    return Object.fromEntries(keys.map((key, index) => [key, unpack(values[index] ?? null)]));
  };
  for (const each of shared) known.push(unpack(each));
  return unpack(value);
}
