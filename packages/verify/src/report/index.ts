export type { JsonReport } from './json.ts';
export { type Format, type ReportOptions, report } from './report.ts';
export type { ReportedFinding, ReportedSource, Result, WaivedFinding } from './reported-finding.ts';
