import { printableLine } from '@k8s-blocks/manifest';
import { formatBlock, formatTitle, type Paint } from '../block.ts';
import type { Finding } from '../finding.ts';
import { formatFindingLocation, formatLocationInFile } from '../location.ts';
import type { WaivedFinding } from '../result.ts';
import { problemOfIt } from './alike.ts';
import type { FoldedFinding } from './fold.ts';
import { countUnnamed, mergedFinding } from './merged.ts';
import { type NamesInBase, sameElsewhere } from './same-elsewhere.ts';

/** How many findings that are alike have a block each. Of more, the first has one: a few errors are read one by one, warnings not. */
const MAX_BLOCKS: Readonly<Record<Finding['severity'], number>> = { error: 3, warning: 1, notice: 1 };

/** How many of those that have no block are named. */
const MAX_NAMED = 3;

/** How many characters of a finding are shown where it has a line alone. */
const MAX_LINE = 250;

/** A group of findings that are alike, as blocks: one for each of a few, or one for all. */
export function formatGroup(group: readonly FoldedFinding[], paint: Paint): string[] {
  const [first, ...others] = group;
  if (first === undefined) return [];
  if (group.length <= MAX_BLOCKS[first.finding.severity]) {
    return group.map((each) => formatFolded(each, [...sameLines(each), ...formatFollowing(each.following)], paint));
  }
  const following = formatFollowing(group.flatMap((each) => each.following));
  return [formatFolded(first, [...sameLines(first), ...alikeLines(first, others), ...following], paint)];
}

function formatFolded(folded: FoldedFinding, more: readonly string[], paint: Paint): string {
  const lines = more.map((line) => `  ${printableLine(line)}`);
  return formatBlock(folded.finding.severity, mergedFinding(folded), paint, lines);
}

/** `And 2 more of the same: b.yaml:3, c.yaml:4.` */
function sameLines(folded: FoldedFinding): string[] {
  const count = countUnnamed(folded);
  if (count === 0) return [];
  const placeOf = ({ file, line }: Finding) => [file, line].filter((part) => part !== undefined).join(':');
  const first = placeOf(folded.finding);
  const places = new Set(folded.elsewhere.map(placeOf).filter((place) => place !== '' && place !== first));
  const isNamed = folded.finding.environment === undefined && places.size > 0;
  return [`And ${count} more of the same${isNamed ? `: ${nameSome([...places], count)}` : ''}.`];
}

/** `And 336 that follow: shared-traffic.` Of several rules with their numbers: `300 shared-traffic, 36 shared-address`. */
export function formatFollowing(following: readonly Finding[]): string[] {
  if (following.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { rule } of following) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rules = [...counts].sort(([, a], [, b]) => b - a).map(([rule, count]) => `${count} ${rule}`);
  const named = counts.size === 1 ? [...counts.keys()] : rules;
  return [`And ${following.length} that ${following.length === 1 ? 'follows' : 'follow'}: ${named.join(', ')}.`];
}

/** The findings that are like the first: by their objects, or in a line each where they say more than the first does. */
function alikeLines(first: FoldedFinding, others: readonly FoldedFinding[]): string[] {
  const findings = others.map(({ finding }) => finding);
  const count = others.reduce((sum, { elsewhere }) => sum + 1 + elsewhere.length, 0);
  const said = problemOfIt(first.finding);
  const isSame = findings.every((each) => each.object !== undefined && problemOfIt(each) === said);
  if (isSame) {
    const nameOf = ({ object = '', field = '' }: Finding) =>
      object === first.finding.object ? [object, field].join(' › ') : object;
    return [`And ${count} like it: ${nameSome([...new Set(findings.map(nameOf))], count)}.`];
  }
  const named = others.slice(0, MAX_NAMED);
  const rest = count - named.reduce((sum, { elsewhere }) => sum + 1 + elsewhere.length, 0);
  return [
    `And ${count} like it:`,
    ...named.map((each) => `  ${shortened(formatLine(each, said))}`),
    ...(rest > 0 ? [`  and ${rest} ${rest === 1 ? 'other' : 'others'}.`] : []),
  ];
}

/** A finding in a line: where it is, and what is wrong, unless that is said already. */
function formatLine(folded: FoldedFinding, said: string): string {
  const merged = mergedFinding(folded);
  const { object } = merged;
  const location = object === undefined ? formatFindingLocation(merged) : formatLocationInFile(merged);
  const isSaid = location !== '' && problemOfIt(merged) === said;
  return printableLine([location, ...(isSaid ? [] : [merged.problem])].filter((part) => part !== '').join(': '));
}

/** Some names, and how many findings there are besides. */
function nameSome(names: readonly string[], count: number): string {
  const some = names.slice(0, MAX_NAMED);
  const rest = count - some.length;
  return rest > 0 ? `${some.join(', ')} and ${rest} ${rest === 1 ? 'other' : 'others'}` : some.join(', ');
}

function shortened(line: string): string {
  return line.length <= MAX_LINE ? line : `${line.slice(0, MAX_LINE)}…`;
}

/** What is waived, a line for each object, rule and reason: `waived probes › shop › in staging and prod › Pod web: The reason.` */
export function formatWaived(waived: readonly WaivedFinding[], names: NamesInBase, paint: Paint): string[] {
  // A waiver may be for several findings, and its reason is what is to be read.
  const findings = waived.map(({ finding: { field: _, why: __, remedy: ___, ...finding }, reason }) => ({
    ...finding,
    problem: reason,
  }));
  return sameElsewhere(findings, names).flatMap(([finding, ...elsewhere]) => {
    if (finding === undefined) return [];
    const { file, line: _, ...merged } = mergedFinding({ finding, elsewhere });
    const location = printableLine(
      formatFindingLocation(merged.object === undefined && file !== undefined ? { ...merged, file } : merged),
    );
    const title = formatTitle('waived', merged.rule, paint);
    return [`${title}${location === '' ? '' : ` › ${location}`}: ${printableLine(merged.problem)}`];
  });
}
