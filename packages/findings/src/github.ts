import { printable, printableLine } from '@k8s-blocks/manifest';
import { formatCounts } from './counts.ts';
import { coveredObjects, formatCoverage } from './coverage.ts';
import type { Finding } from './finding.ts';
import { type FoldedFinding, foldFindings } from './folding/fold.ts';
import { formatFollowing } from './folding/folded-text.ts';
import { mergedFinding } from './folding/merged.ts';
import { formatLocationInFile } from './location.ts';
import { relativeFile } from './relative-file.ts';
import type { ReportOptions } from './report-options.ts';
import type { Result } from './result.ts';

/**
 * The report as commands of a GitHub workflow, one line each, and the counts. GitHub shows the first ten errors and warnings of a
 * step, so what matters most comes first, a finding of several environments is one, and those that follow from another are counted
 * with it. What is waived is only counted. What was not judged in full is a notice.
 */
export function githubReport(result: Result, { root }: ReportOptions): string {
  const folded = foldFindings(result.findings, result.namesInBase).flat();
  const commands = folded.flatMap((each) =>
    annotationsOf(each).map(({ finding, more }) => command(finding, more, root)),
  );
  return `${[...commands, ...coverageNotice(result), formatCounts(result)].join('\n')}\n`;
}

interface Annotation {
  readonly finding: Finding;
  /** What else there is to say. */
  readonly more: readonly string[];
}

/** A finding in several environments is about one place of the sources; one in several files is one of each. */
function annotationsOf(folded: FoldedFinding): Annotation[] {
  const more = formatFollowing(folded.following);
  if (folded.finding.environment !== undefined) return [{ finding: mergedFinding(folded), more }];
  return [{ finding: folded.finding, more }, ...folded.elsewhere.map((finding) => ({ finding, more: [] }))];
}

/** What was judged, where that is not everything in full: the lines of the text report, which annotations do not show. */
function coverageNotice(result: Result): string[] {
  const { others } = coveredObjects(result) ?? { others: 0 };
  if (others === 0) return [];
  return [`::notice title=judged::${escapeMessage(formatCoverage(result).join('\n'))}`];
}

function command(finding: Finding, more: readonly string[], root: string | undefined): string {
  const { severity, rule, file, line, column, object, problem, why, remedy } = finding;
  const properties = {
    file: file === undefined ? undefined : relativeFile(file, root),
    line: file === undefined ? undefined : line,
    col: file === undefined || line === undefined ? undefined : column,
    title: object === undefined ? rule : `${rule}: ${object}`,
  };
  const attributes = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  const message = [formatLocationInFile(finding), problem, why, remedy, ...more]
    .filter((text) => text !== undefined && text !== '')
    .join('\n');
  return `::${severity} ${attributes.join(',')}::${escapeMessage(message)}`;
}

function escapeMessage(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(printableLine(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
