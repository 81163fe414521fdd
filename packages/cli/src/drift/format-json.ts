import type { DriftReport } from './drift-report.ts';

/** A drift for programs. */
export function formatJson(report: DriftReport): string {
  return JSON.stringify(report, null, 2);
}
