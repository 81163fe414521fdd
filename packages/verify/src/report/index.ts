export type { JsonReport } from './json.ts';
export { type Format, report } from './report.ts';
export type { ReportOptions } from './report-options.ts';
export type { ReportedFinding, ReportedSource, Result, WaivedFinding } from './reported-finding.ts';
