import { type Counts, countsOf } from './counts.ts';
import type { Finding } from './finding.ts';
import type { JudgedKind, NotJudged } from './judged.ts';
import type { ReportedSource, Result } from './result.ts';
import { writeJson } from './write-json.ts';

/** A finding in the report. Fields without a value are left out. */
type JsonFinding = {
  readonly [Field in Exclude<keyof Finding, 'document' | 'breaks' | 'dueTo'>]-?: Finding[Field] | undefined;
};

/**
 * The shape of the report for programs. Within a version, fields are added, and none changes or goes.
 */
export interface JsonReport {
  readonly version: 1;
  readonly counts: Counts;
  readonly findings: readonly JsonFinding[];
  readonly waived: readonly { readonly finding: JsonFinding; readonly reason: string }[];
  readonly sources: readonly ReportedSource[];
  /** How far the objects were judged, by kinds, where that is known. */
  readonly kinds?: readonly JudgedKind[];
  /** What was not judged at all. */
  readonly notJudged?: readonly NotJudged[];
  /** The names of the stack's own rules by which it was judged besides; absent if it has none. */
  readonly ownRules?: readonly string[];
}

/** The report for programs: a {@link JsonReport}. */
export function jsonReport(result: Result): string {
  const report: JsonReport = {
    version: 1,
    counts: countsOf(result),
    findings: result.findings.map(plainFinding),
    waived: result.waived.map(({ finding, reason }) => ({ finding: plainFinding(finding), reason })),
    sources: (result.sources ?? []).map(({ file, kind, objects }) => ({ file, kind, objects })),
    ...(result.kinds === undefined ? {} : { kinds: result.kinds.map(plainKind) }),
    ...(result.notJudged === undefined ? {} : { notJudged: result.notJudged.map(plainNotJudged) }),
    ...(result.ownRules === undefined || result.ownRules.length === 0 ? {} : { ownRules: result.ownRules }),
  };
  return writeJson(report);
}

function plainKind({ group, kind, extent, objects }: JudgedKind): JudgedKind {
  return { group, kind, extent, objects };
}

function plainNotJudged({ subject, reason }: NotJudged): NotJudged {
  return { subject, reason };
}

/** The documented fields of a finding, in their order. */
function plainFinding(finding: Finding): JsonFinding {
  const { rule, severity, code, service, environment, file, line, column } = finding;
  const { object, reference, field, problem, why, remedy } = finding;
  return {
    rule,
    severity,
    code,
    service,
    environment,
    file,
    line,
    column,
    object,
    reference,
    field,
    problem,
    why,
    remedy,
  };
}
