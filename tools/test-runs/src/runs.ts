/** Whether tests try all that they can (`npm run test:long`, every night), and not the part that `npm test` has time for. */
export const isLong: boolean = process.env.K8S_BLOCKS_TESTS === 'long';

/**
 * How often something random is tried, how many cases of many, or how large a large input is.
 *
 * @param counts.usual by `npm test`, and by `nx test`
 * @param counts.long by `npm run test:long`
 */
export function runs({ usual, long }: { readonly usual: number; readonly long: number }): number {
  return isLong ? long : usual;
}
