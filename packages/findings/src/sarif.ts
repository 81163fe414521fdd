import { printable, printableLine } from '@k8s-blocks/manifest';
import { formatCoverage } from './coverage.ts';
import type { Finding } from './finding.ts';
import { formatLocationInFile } from './location.ts';
import { relativeFile } from './relative-file.ts';
import type { ReportOptions } from './report-options.ts';
import type { Result } from './result.ts';
import { writeJson } from './write-json.ts';

/** The report for code scanning: SARIF 2.1.0. What is waived is a result that is suppressed, with the reason. */
export function sarifReport(result: Result, { root }: ReportOptions): string {
  const { findings, waived, sources = [] } = result;
  const all = [...findings, ...waived.map(({ finding }) => finding)];
  const rules = [...new Set(all.map(({ rule }) => rule))].sort();
  const resultOf = (finding: Finding, reasons: readonly string[]) => ({
    ruleId: finding.rule,
    ruleIndex: rules.indexOf(finding.rule),
    level: LEVELS[finding.severity],
    properties: { code: finding.code },
    message: { text: messageOf(finding) },
    locations: locationsOf(finding, root),
    suppressions: reasons.map((reason) => ({ kind: 'external', status: 'accepted', justification: printable(reason) })),
  });
  return writeJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'k8s-blocks', rules: rules.map((id) => ({ id })) } },
        ...coverageInvocation(result),
        columnKind: 'utf16CodeUnits',
        artifacts: [...new Set(sources.map(({ file }) => file))].map((file) => ({ location: artifactOf(file, root) })),
        results: [
          ...findings.map((finding) => resultOf(finding, [])),
          ...waived.map(({ finding, reason }) => resultOf(finding, [reason])),
        ],
      },
    ],
  });
}

/** What was judged, where that is known: a note of the run, not a result. */
function coverageInvocation(result: Result) {
  if (result.kinds === undefined) return {};
  const notes = formatCoverage(result).map((text) => ({ level: 'note', message: { text: messageText(text) } }));
  return { invocations: [{ executionSuccessful: true, toolExecutionNotifications: notes }] };
}

/** The levels of SARIF. */
const LEVELS = { error: 'error', warning: 'warning', notice: 'note' } as const;

function messageOf({ problem, why, remedy }: Finding): string {
  return messageText([problem, why, remedy].filter((text) => text !== undefined).join('\n'));
}

/** A text of a message. In it `{0}` would stand for an argument, and `[a](b)` for a link, of which there are none. */
function messageText(text: string): string {
  return printable(text)
    .replaceAll('](', '] (')
    .replace(/\{(\d+)\}/g, '{{$1}}');
}

function locationsOf(finding: Finding, root: string | undefined) {
  const { file, line, column } = finding;
  const region = line === undefined ? {} : { region: { startLine: line, ...(column && { startColumn: column }) } };
  const physical =
    file === undefined ? {} : { physicalLocation: { artifactLocation: artifactOf(file, root), ...region } };
  const name = printableLine(formatLocationInFile(finding));
  const logical = name === '' ? {} : { logicalLocations: [{ fullyQualifiedName: name, kind: 'object' }] };
  return file === undefined && name === '' ? [] : [{ ...physical, ...logical }];
}

function artifactOf(file: string, root: string | undefined) {
  const uri = relativeFile(file, root).split('/').map(encodeSegment).join('/');
  return { uri, uriBaseId: '%SRCROOT%' };
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd'));
}
