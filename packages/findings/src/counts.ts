import { formatNumber } from '@k8s-blocks/refusal';
import { coveredObjects } from './coverage.ts';
import type { Finding } from './finding.ts';
import type { Result } from './result.ts';

/** How much was found. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly notices: number;
  readonly waived: number;
}

/** The numbers of the errors, of the warnings, of the notices, and of what is waived, which is none of them. */
export function countsOf({ findings, waived }: Result): Counts {
  const countOf = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  return {
    errors: countOf('error'),
    warnings: countOf('warning'),
    notices: countOf('notice'),
    waived: waived.length,
  };
}

/**
 * The numbers as a line: `2 errors, 1 warning, 3 waived`; notices where there are some. No line says that nothing is wrong where
 * objects were not judged in full: `0 errors, 0 warnings, 0 waived; nothing was judged in full`.
 */
export function formatCounts(result: Result): string {
  const { errors, warnings, notices, waived } = countsOf(result);
  const counts = [
    formatNumber(errors, 'error'),
    formatNumber(warnings, 'warning'),
    ...(notices === 0 ? [] : [formatNumber(notices, 'notice')]),
    `${waived} waived`,
  ].join(', ');
  return `${counts}${formatUncovered(result)}`;
}

function formatUncovered(result: Result): string {
  const { full, others } = coveredObjects(result) ?? { full: 0, others: 0 };
  if (others === 0) return '';
  if (full === 0) return '; nothing was judged in full';
  return `; ${others} of ${formatNumber(full + others, 'object')} not judged in full`;
}
