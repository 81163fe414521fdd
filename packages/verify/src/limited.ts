import type { Finding } from './finding.ts';

/** The most findings of one rule in one object that are told: nobody corrects more of them one by one. */
export const MOST_TOLD = 100;

/** The findings of one rule, of each object the first hundred, and then one for all others. */
export function limited(findings: Iterable<Finding>): Finding[] {
  const counts = new Map<string | undefined, number>();
  const others = new Map<string | undefined, Finding>();
  const told: Finding[] = [];
  for (const finding of findings) {
    const { object } = finding;
    const count = (counts.get(object) ?? 0) + 1;
    counts.set(object, count);
    if (count <= MOST_TOLD) told.push(finding);
    else others.set(object, joined(others.get(object), finding));
  }
  return [...told, ...others.values()];
}

/** What stands for a finding that is not told, and for those before it: an error if one of them is. */
export function joined(before: Finding | undefined, { field: _, why: __, ...finding }: Finding): Finding {
  return {
    ...finding,
    severity: before?.severity === 'error' ? 'error' : finding.severity,
    problem: `The rule finds more than ${MOST_TOLD} things here. The others are not listed.`,
    remedy: 'Correct those that are, and look again.',
  };
}
