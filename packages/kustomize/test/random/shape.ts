import fc from 'fast-check';

/**
 * What a random value looks like: a value that has arbitraries where it varies. A key that ends in `?` may be missing; a list
 * of one shape is a list of up to three of it, and may be empty.
 */
export type Shape =
  | fc.Arbitrary<unknown>
  | string
  | number
  | boolean
  | readonly [Shape]
  | { readonly [key: string]: Shape };

/** The arbitrary of all values of a shape. */
export function shaped(shape: Shape): fc.Arbitrary<unknown> {
  if (typeof shape !== 'object') return fc.constant(shape);
  if (isArbitrary(shape)) return shape;
  if (isListShape(shape)) return fc.array(shaped(shape[0]), { maxLength: 3 });
  const fields = Object.entries(shape).map(([key, value]) => [key.replace(/\?$/, ''), shaped(value)] as const);
  const requiredKeys = Object.keys(shape).filter((key) => !key.endsWith('?'));
  return fc.record(Object.fromEntries(fields), { requiredKeys, noNullPrototype: true });
}

function isArbitrary(shape: object): shape is fc.Arbitrary<unknown> {
  return shape instanceof fc.Arbitrary;
}

function isListShape(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}
