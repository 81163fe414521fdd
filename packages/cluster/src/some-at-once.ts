/** How many requests about objects are under way at once: a server serves each user so many of a kind of requests fairly. */
const AT_ONCE = 8;

/**
 * Calls a function for each item, for a few at once, and returns the results in the order of the items.
 *
 * @throws what the function throws first, once no call is under way any more; no further call is made then.
 */
export async function someAtOnce<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const errors: unknown[] = [];
  const waiting = items.entries();
  const work = async () => {
    for (const [index, item] of waiting) {
      try {
        results[index] = await each(item);
      } catch (error) {
        errors.push(error);
      }
      if (errors.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (errors.length > 0) throw errors[0];
  return results;
}
