import { shortName } from '@k8s-blocks/manifest';
import { formatList, formatNumber } from '@k8s-blocks/refusal';
import type { Extent, JudgedKind, NotJudged } from './judged.ts';
import type { ReportedSource, Result } from './result.ts';

/** How many objects were judged in full, and how many otherwise; undefined if it is not known. */
export function coveredObjects({ kinds }: Result): { readonly full: number; readonly others: number } | undefined {
  if (kinds === undefined) return undefined;
  const numberOf = (isCounted: (extent: Extent) => boolean) =>
    kinds.filter(({ extent }) => isCounted(extent)).reduce((sum, { objects }) => sum + objects, 0);
  return { full: numberOf((extent) => extent === 'full'), others: numberOf((extent) => extent !== 'full') };
}

/** How many kinds are named in a line, the most frequent first. */
const MAX_KINDS = 20;

/** What was judged, in lines: without them, a report without findings would say nothing. */
export function formatCoverage({ sources = [], kinds = [], notJudged = [], ownRules = [] }: Result): string[] {
  const of = (extent: Extent) => kinds.filter((each) => each.extent === extent);
  const full = of('full');
  const inFull = `Judged in full: ${formatNumber(numberOf(full), 'object')} of ${formatNumber(full.length, 'kind')}.`;
  return [
    formatSources(sources),
    inFull,
    ...line('Judged in part, by some rules of their kinds', of('part')),
    ...line('Judged by their metadata alone, since no definition of them is at hand', of('metadata')),
    ...line('Not judged, since their kinds do not exist', of('none')),
    ...(ownRules.length === 0 ? [] : [`Also judged by ${formatNumber(ownRules.length, 'rule')} of your own.`]),
    ...formatNotJudged(notJudged),
  ];
}

/** How many of what was not judged are named, each in a line. */
const MAX_NOT_JUDGED = 5;

function formatNotJudged(notJudged: readonly NotJudged[]): string[] {
  const rest = notJudged.length - MAX_NOT_JUDGED;
  return [
    ...notJudged.slice(0, MAX_NOT_JUDGED).map(({ subject, reason }) => `Not judged: ${subject}, ${reason}.`),
    ...(rest > 0 ? [`Not judged: ${rest} more of files, services or environments.`] : []),
  ];
}

function numberOf(kinds: readonly JudgedKind[]): number {
  return kinds.reduce((sum, { objects }) => sum + objects, 0);
}

function line(title: string, kinds: readonly JudgedKind[]): string[] {
  if (kinds.length === 0) return [];
  const sorted = [...kinds].sort((a, b) => b.objects - a.objects);
  const rest = sorted.length - MAX_KINDS;
  const others = rest > 0 ? `, and ${formatNumber(rest, 'other kind')}` : '';
  const isAmbiguous = (kind: string) => kinds.filter((each) => each.kind === kind).length > 1;
  const named = formatList(sorted.slice(0, MAX_KINDS), ({ group, kind, objects }) => {
    const name = kind === '' ? 'without a kind' : isAmbiguous(kind) && group !== '' ? `${kind}.${group}` : kind;
    return `${objects} ${shortName(name)}`;
  });
  return [`${title}: ${named}${others}.`];
}

function formatSources(sources: readonly ReportedSource[]): string {
  const objects = sources.reduce((sum, source) => sum + source.objects, 0);
  const ofKind = (kind: ReportedSource['kind']) =>
    formatNumber(sources.filter((source) => source.kind === kind).length, kind);
  return `Judged ${formatNumber(objects, 'object')} of ${ofKind('kustomization')} and ${ofKind('file')}.`;
}
