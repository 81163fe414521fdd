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
    return each[0] === -1 ? each.slice(1).map(unpack) : unpackObject(each);
  };
  // Hot path: a large stack has a hundred thousand values, and `Object.fromEntries` takes five times as long.
  const unpackObject = (each: readonly Packed[]): Record<string, unknown> => {
    const object: Record<string, unknown> = {};
    const keys = shapes[Number(each[0])] ?? [];
    for (let index = 0; index < keys.length; index += 1) object[keys[index] ?? ''] = unpack(each[index + 1] ?? null);
    return object;
  };
  for (const each of shared) known.push(unpack(each));
  return unpack(value);
}
