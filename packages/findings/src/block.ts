import { styleText } from 'node:util';
import { printable, printableLine } from '@k8s-blocks/manifest';
import type { Finding } from './finding.ts';
import { formatFindingLocation } from './location.ts';

type Style = Parameters<typeof styleText>[0];

/** Gives a text a style, or leaves it as it is where the report has no colours. */
export type Paint = (style: Style, text: string) => string;

/** A painter for a report. */
export function painter(hasColors: boolean): Paint {
  return (style, text) => (hasColors ? styleText(style, text, { validateStream: false }) : text);
}

const STYLES: Readonly<Record<Finding['severity'] | 'waived', Style>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  notice: ['bold', 'blue'],
  waived: 'dim',
};

/** The first line of a block: `error missing-reference`. */
export function formatTitle(title: keyof typeof STYLES, rule: string, paint: Paint): string {
  return `${paint(STYLES[title], title)} ${printableLine(rule)}`;
}

/**
 * A finding as a block of lines: the rule, the location, the problem, why it matters and what would be right.
 *
 * @param more lines that follow, indented already and printable.
 */
export function formatBlock(
  title: keyof typeof STYLES,
  finding: Finding,
  paint: Paint,
  more: readonly string[] = [],
): string {
  const location = printableLine(formatFindingLocation(finding));
  return [
    formatTitle(title, finding.rule, paint),
    ...(location === '' ? [] : [`  ${paint('cyan', location)}`]),
    ...formatParagraph('', finding.problem),
    ...formatParagraph('Why: ', finding.why),
    ...formatParagraph('Remedy: ', finding.remedy),
    ...more,
  ].join('\n');
}

/** A text in a block. It is indented, so that no text of a manifest looks like a block of its own. */
export function formatParagraph(label: string, text: string | undefined): string[] {
  if (text === undefined) return [];
  return printable(text)
    .split('\n')
    .map((line, index) => (index === 0 ? `  ${label}${line}` : `    ${line}`));
}
