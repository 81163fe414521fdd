/** How many requests about objects are under way at once: a server serves each user so many of a kind of requests fairly. */
const AT_ONCE = 8;

/** Calls a function for each item, for a few at once, and returns the results in the order of the items. */
export async function someAtOnce<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const work = async () => {
    for (const [index, item] of waiting) results[index] = await each(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}
