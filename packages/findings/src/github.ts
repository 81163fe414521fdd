import { printable, printableLine } from '@k8s-blocks/manifest';
import { formatCounts } from './counts.ts';
import type { Finding } from './finding.ts';
import { formatLocationInFile } from './location.ts';
import { relativeFile } from './relative-file.ts';
import type { ReportOptions } from './report-options.ts';
import type { Result } from './result.ts';

/** The report as commands of a GitHub workflow, one line each, and the counts. What is waived is only counted. */
export function githubReport(result: Result, { root }: ReportOptions): string {
  const commands = result.findings.map((finding) => command(finding, root));
  return `${[...commands, formatCounts(result)].join('\n')}\n`;
}

function command(finding: Finding, root: string | undefined): string {
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
  const message = [formatLocationInFile(finding), problem, why, remedy]
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
