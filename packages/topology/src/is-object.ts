/** Whether a value is an object, which types alone do not promise: tsx and Node run TypeScript without checking them. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
