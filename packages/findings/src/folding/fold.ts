import { groupBy } from '@k8s-blocks/manifest';
import type { Finding } from '../finding.ts';
import { shapeOf } from './alike.ts';
import { consequencesOf } from './consequences.ts';
import { compareWeights } from './order.ts';
import { type NamesInBase, sameElsewhere } from './same-elsewhere.ts';

/** A finding as it is said once, for all that are the same elsewhere. */
export interface FoldedFinding {
  /** The first of those that are the same. */
  readonly finding: Finding;
  /** The same findings in other environments and documents, or for other reasons. */
  readonly elsewhere: readonly Finding[];
  /** The findings that follow from any of these. */
  readonly following: readonly Finding[];
}

/**
 * The findings as people read them: what matters most first, the same finding in several environments once, with what follows from it,
 * and those that are alike together. Each finding is in exactly one place of the result.
 *
 * @param names what is called otherwise in each environment. Default: nothing.
 * @returns groups of findings that are alike.
 */
export function foldFindings(
  findings: readonly Finding[],
  names: NamesInBase = new Map(),
): readonly (readonly FoldedFinding[])[] {
  const consequences = consequencesOf(findings);
  const folded = sameElsewhere([...consequences.keys()], names).flatMap(([finding, ...elsewhere]) => {
    if (finding === undefined) return [];
    return [{ finding, elsewhere, following: [finding, ...elsewhere].flatMap((each) => consequences.get(each) ?? []) }];
  });
  const groups = [...groupBy(folded, ({ finding }) => [shapeOf(finding)]).values()];
  return groups
    .map((group) => ({ group, weight: weightOf(group) }))
    .sort((one, other) => compareWeights(one.weight, other.weight))
    .map(({ group }) => [...group].sort((one, other) => other.following.length - one.following.length));
}

function weightOf(group: readonly FoldedFinding[]) {
  const [first] = group;
  if (first === undefined) throw new Error('A group has a finding.');
  return { finding: first.finding, following: group.reduce((sum, { following }) => sum + following.length, 0) };
}

/** The findings in the order in which people read them, none of them folded. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const weighted = findings.map((finding) => ({ finding, following: 0 }));
  return weighted.sort(compareWeights).map(({ finding }) => finding);
}
