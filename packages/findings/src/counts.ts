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

/** The numbers as a line: `2 errors, 1 warning, 3 waived`; notices where there are some. */
export function formatCounts(result: Result): string {
  const { errors, warnings, notices, waived } = countsOf(result);
  return [
    formatNumber(errors, 'error'),
    formatNumber(warnings, 'warning'),
    ...(notices === 0 ? [] : [formatNumber(notices, 'notice')]),
    `${waived} waived`,
  ].join(', ');
}

function formatNumber(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
