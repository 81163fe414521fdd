import type { Finding } from '../finding.ts';

/** How severe a finding is: 0 for errors, more for what is less severe. */
export function severityRank({ severity }: Finding): number {
  return SEVERITIES.indexOf(severity);
}

const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'notice'];

/** The codes of what an API server refuses: see `Violation.code`. */
const REFUSED = /^(?:FieldValue|UnknownField)/;

/**
 * How early a finding is said: errors first, and among equally severe ones what was not read, so that nothing else is known of it;
 * then what an API server refuses, since nothing else matters before that; then the others, those first from which most follow.
 */
export function compareWeights(one: Weighted, other: Weighted): number {
  const differences = [
    severityRank(one.finding) - severityRank(other.finding),
    stageOf(one.finding) - stageOf(other.finding),
    other.following - one.following,
  ];
  return differences.find((difference) => difference !== 0) ?? 0;
}

/** A finding, and how many follow from it. */
export interface Weighted {
  readonly finding: Finding;
  readonly following: number;
}

function stageOf({ object, code }: Finding): number {
  if (object === undefined) return 0;
  return REFUSED.test(code) ? 1 : 2;
}
