import { check } from 'recheck';
import type { Expression } from './expressions.ts';
import { singleAlternatives } from './single-alternatives.ts';

/**
 * The number of steps decides, so that the verdict is the same on a slow or busy machine; the timeout, in milliseconds, only
 * ends analyses that would need gigabytes. An automaton of more than 3000 states is searched for an attack instead of being
 * analysed: with the default limit, 35,000, that takes ten seconds.
 */
const LIMITS = { timeout: 60_000, incubationTimeout: null, attackTimeout: null, maxNFASize: 3000 };

/**
 * What is wrong with an expression, as a sentence; undefined if its time is linear in the length of its input.
 *
 * @see https://makenowjust-labs.github.io/recheck/
 */
export async function problemOf({ source, flags, isRepeated }: Expression): Promise<string | undefined> {
  if (source === undefined) return 'It is built from more than constants, so it cannot be judged.';
  for (const part of [source, ...(isRepeated ? singleAlternatives(source, flags) : [])]) {
    // A part is tried at many positions of the text; with the flag `y` it would only be judged at the first.
    const verdict = await check(part, part === source ? flags : flags.replace('y', ''), LIMITS);
    const subject = part === source ? 'It' : `Its part /${part}/`;
    if (verdict.status === 'unknown') return `${subject} cannot be judged: ${verdict.error.kind}.`;
    if (verdict.status === 'vulnerable') {
      const { complexity, attack } = verdict;
      return `${subject} takes ${complexity.type} time, such as for ${attack.pattern}.`;
    }
  }
  return undefined;
}
