export { type Finding, type FindingOrigin, findingIn, findingOfMissing } from './finding.ts';
export type { JsonReport } from './json.ts';
export { joined, limited, MAX_LISTED } from './limited.ts';
export { type LocatedObject, locate } from './located-object.ts';
export { type Format, report } from './report.ts';
export type { ReportOptions } from './report-options.ts';
export type { ReportedSource, Result, WaivedFinding } from './result.ts';
export type { Severity, Violation } from './violation.ts';
export { applyWaivers } from './waivers.ts';
