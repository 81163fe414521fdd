/** The reason of a connection as a sentence: `Customers.` */
export function sentenceOf(why: string): string {
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
}
