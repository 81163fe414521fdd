import { printableLine } from '@k8s-blocks/manifest';
import { formatNumber } from '@k8s-blocks/refusal';
import { formatBlock, formatParagraph, type Paint, painter } from './block.ts';
import { formatCounts } from './counts.ts';
import { formatCoverage } from './coverage.ts';
import { foldFindings, sortFindings } from './folding/fold.ts';
import { formatGroup, formatWaived } from './folding/folded-text.ts';
import type { ReportOptions } from './report-options.ts';
import type { Result } from './result.ts';

/**
 * The report for people: a block for each finding, what matters most first, those that are waived last, the counts, and what was
 * judged. Unless it is verbose, findings are folded: see `foldFindings`.
 */
export function textReport(result: Result, { color = false, verbose = false }: ReportOptions): string {
  const paint = painter(color);
  const parts = verbose ? everything(result, paint) : folded(result, paint);
  return `${[...parts, lastLines(result).join('\n')].join('\n\n')}\n`;
}

function everything({ findings, waived }: Result, paint: Paint): string[] {
  return [
    ...sortFindings(findings).map((finding) => formatBlock(finding.severity, finding, paint)),
    ...waived.map(({ finding, reason }) => formatBlock('waived', finding, paint, formatParagraph('Waived: ', reason))),
  ];
}

function folded({ findings, waived, namesInBase = new Map() }: Result, paint: Paint): string[] {
  const groups = foldFindings(findings, namesInBase);
  const waivedLines = formatWaived(waived, namesInBase, paint);
  const blocks = groups.flatMap((group) => formatGroup(group, paint));
  return [
    ...blocks,
    ...(waivedLines.length === 0 ? [] : [waivedLines.join('\n')]),
    ...foldedNote(findings.length - blocks.length),
  ];
}

/** How many findings have no block of their own. */
function foldedNote(count: number): string[] {
  if (count === 0) return [];
  const [are, follow] = count === 1 ? ['is', 'follows'] : ['are', 'follow'];
  return [
    `${formatNumber(count, 'finding')} ${are} the same elsewhere, alike, or ${follow} from another: --verbose shows each in full.`,
  ];
}

/** The counts, and what was judged, where that is known. */
function lastLines(result: Result): string[] {
  return [formatCounts(result), ...(result.kinds === undefined ? [] : formatCoverage(result).map(printableLine))];
}
