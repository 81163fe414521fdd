import { styleText } from 'node:util';
import { printable, printableLine } from '@k8s-blocks/manifest';
import { formatCounts } from './counts.ts';
import { formatCoverage } from './coverage.ts';
import type { Finding } from './finding.ts';
import { formatFindingLocation } from './location.ts';
import type { ReportOptions } from './report-options.ts';
import type { Result } from './result.ts';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/** The report for people: a block for each finding, those that are waived last, the counts, and what was judged. */
export function textReport(result: Result, { color = false }: ReportOptions): string {
  const paint: Paint = (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
  const blocks = [
    ...result.findings.map((finding) => block(finding.severity, finding, paint)),
    ...result.waived.map(({ finding, reason }) => block('waived', finding, paint, reason)),
  ];
  const coverage = result.kinds === undefined ? [] : formatCoverage(result).map(printableLine);
  return `${[...blocks, [formatCounts(result), ...coverage].join('\n')].join('\n\n')}\n`;
}

const STYLES: Readonly<Record<Finding['severity'] | 'waived', Style>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  notice: ['bold', 'blue'],
  waived: 'dim',
};

function block(title: keyof typeof STYLES, finding: Finding, paint: Paint, reason?: string): string {
  const location = printableLine(formatFindingLocation(finding));
  return [
    `${paint(STYLES[title], title)} ${printableLine(finding.rule)}`,
    ...(location === '' ? [] : [`  ${paint('cyan', location)}`]),
    ...paragraph('', finding.problem),
    ...paragraph('Why: ', finding.why),
    ...paragraph('Remedy: ', finding.remedy),
    ...paragraph('Waived: ', reason),
  ].join('\n');
}

/** Indented, so that no text of a manifest looks like a block of its own. */
function paragraph(label: string, text: string | undefined): string[] {
  if (text === undefined) return [];
  return printable(text)
    .split('\n')
    .map((line, index) => (index === 0 ? `  ${label}${line}` : `    ${line}`));
}
