import type { Finding } from './finding.ts';

/** The most findings of one rule in one object that are listed: more of them have one cause. */
export const MAX_LISTED = 100;

/** The findings of one rule: of each object the first hundred, and then one for all others. */
export function limited(findings: Iterable<Finding>): Finding[] {
  const counts = new Map<string, number>();
  const others = new Map<string, Finding>();
  const listed: Finding[] = [];
  for (const finding of findings) {
    const key = `${finding.document}\n${finding.object}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count <= MAX_LISTED) listed.push(finding);
    else others.set(key, joined(others.get(key), finding));
  }
  return [...listed, ...others.values()];
}

/** What stands for a finding that is not listed, and for those before it: an error if one of them is. */
export function joined(before: Finding | undefined, { field: _, why: __, ...finding }: Finding): Finding {
  return {
    ...finding,
    severity: before?.severity === 'error' ? 'error' : finding.severity,
    code: 'more-violations',
    problem: `The rule finds more than ${MAX_LISTED} violations here. The others are not listed.`,
    remedy: 'Correct those that are listed, and run it again.',
  };
}
