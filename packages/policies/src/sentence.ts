import type { TrafficEnd } from '@k8s-blocks/topology';

/** Who is let through and why, as the comment of a rule: `From shop: book sales.` */
export function sentence(direction: 'From' | 'To', { title }: TrafficEnd, why: string, note?: string): string {
  const reason =
    title === undefined ? `${why.charAt(0).toUpperCase()}${why.slice(1)}.` : `${direction} ${title}: ${why}.`;
  return note === undefined ? reason : `${reason}\n${note}`;
}
