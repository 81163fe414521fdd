import { check } from 'recheck';
import { alone } from './alone.ts';
import type { Expression } from './expressions.ts';

/**
 * The number of steps decides, so that neither a slow machine nor a busy one changes a verdict; the time, in milliseconds,
 * only ends what would need gigabytes. An automaton of more states than these is searched for an attack, and not analysed:
 * one of 35,000, as the default is, takes ten seconds.
 */
const LIMITS = { timeout: 60_000, incubationTimeout: null, attackTimeout: null, maxNFASize: 3000 };

/**
 * What is wrong with an expression, as a sentence; undefined if its time is linear in the length of its input.
 *
 * @see https://makenowjust-labs.github.io/recheck/
 */
export async function faultOf({ source, flags, isRepeated }: Expression): Promise<string | undefined> {
  if (source === undefined) return 'It is made of more than constants, so it cannot be judged.';
  for (const part of [source, ...(isRepeated ? alone(source, flags) : [])]) {
    // A part is tried at many places, so that it is not bound to one, as `y` would say.
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
