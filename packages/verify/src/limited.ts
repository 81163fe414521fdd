import type { Finding } from './finding.ts';

/** The most findings of one rule in one object that are told: nobody corrects more of them one by one. */
export const MOST_TOLD = 100;

/**
 * The findings of one rule, of each object the first hundred. Where there are more, a last one says so, and those that
 * follow are left out.
 */
export function* limited(findings: Iterable<Finding>): Generator<Finding> {
  const counts = new Map<string | undefined, number>();
  for (const finding of findings) {
    const count = (counts.get(finding.object) ?? 0) + 1;
    counts.set(finding.object, count);
    if (count <= MOST_TOLD) yield finding;
    else if (count === MOST_TOLD + 1) yield untold(finding);
  }
}

/** What is said in place of a finding, and of all that follow it. */
export function untold({ field: _, why: __, ...finding }: Finding): Finding {
  const problem = `The rule finds more than ${MOST_TOLD} things here. The others are not listed.`;
  return { ...finding, problem, remedy: 'Correct those that are, and look again.' };
}
