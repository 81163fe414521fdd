import { formatReference, printableLine } from '@k8s-blocks/manifest';
import type { ObjectState } from './judge-objects.ts';

/** How far objects are, in a few printable words: `2/3 ready`, `Job migrate 0/1 completed (ImagePullBackOff)`. */
export function formatStates(states: readonly ObjectState[]): string {
  const late = states.filter(({ readiness }) => readiness.state !== 'ready');
  const [first, ...others] = late.toSorted((one, other) => rankOf(one) - rankOf(other));
  if (first === undefined) return sumOf(states);
  const name = states.length === 1 ? '' : `${formatReference(first.object)} `;
  const reasons = [...new Set(first.troubles.map(({ reason }) => reason))];
  const why = reasons.length === 0 ? '' : ` (${reasons.join(', ')})`;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return printableLine(`${name}${first.readiness.text}${why}${more}`);
}

/** What is in trouble is said before what only takes its time. */
function rankOf({ readiness, troubles }: ObjectState): number {
  if (readiness.state === 'failed') return 0;
  return troubles.length > 0 ? 1 : 2;
}

/** All pods together: `5/5 ready`. */
function sumOf(states: readonly ObjectState[]): string {
  const counts = states.flatMap(({ readiness }) => readiness.pods ?? []);
  if (counts.length === 0) return 'ready';
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return `${sum(counts.map(({ ready }) => ready))}/${sum(counts.map(({ wanted }) => wanted))} ready`;
}
