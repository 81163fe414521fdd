import { formatNumber } from '@k8s-blocks/refusal';
import type { Comparison, NotUnderstood, Seen } from './comparison.ts';

/** A comparison for people: the four lists, each of which says so where it is empty, and what was counted. */
export function flowReport(comparison: Comparison): string {
  const { environment, neverSeen, undeclared, wouldDrop, notUnderstood } = comparison;
  return [
    ...section(
      `Declared for ${environment}, and never seen`,
      neverSeen.map(({ connection, why, dropped }) => [`${connection}: ${why}${tried(dropped)}`]),
    ),
    ...section(
      'Seen, and not declared',
      undeclared.map((each) => [
        formatSeen(each),
        ...(each.first === undefined ? [] : [`  ${each.first}`]),
        `  ${each.paste}`,
      ]),
    ),
    ...section(
      'Seen, and dropped by what is built now',
      wouldDrop.map((each) => [formatSeen(each), `  ${each.why}`]),
    ),
    ...section(
      'Not understood',
      notUnderstood.map((each) => [formatStrange(each)]),
    ),
    formatCounts(comparison),
  ].join('\n');
}

function section(title: string, items: readonly (readonly string[])[]): string[] {
  if (items.length === 0) return [`${title}: nothing.`, ''];
  return [`${title}: ${items.length}`, ...items.flat().map((line) => `  ${line}`), ''];
}

function tried(dropped: number): string {
  return dropped === 0 ? '' : ` (tried ${times(dropped)}, and dropped by the cluster)`;
}

function formatSeen(seen: Seen): string {
  const { from, to, port, protocol, passed, dropped } = seen;
  const counts = [
    ...(passed > 0 ? [`seen ${times(passed)}`] : []),
    ...(dropped > 0 ? [`tried ${times(dropped)} and dropped by the cluster`] : []),
  ];
  const connection = `${from} → ${to}:${port}${protocol === 'TCP' ? '' : `/${protocol}`}`;
  return `${connection}, ${counts.join(', ')}${formatAddresses(seen)}`;
}

/** The most addresses in a line of text. */
const MAX_SHOWN = 3;

function formatAddresses({ addresses, hasMoreAddresses }: Seen): string {
  if (addresses.length === 0) return '';
  const others = hasMoreAddresses || addresses.length > MAX_SHOWN ? ' and others' : '';
  return ` (${addresses.slice(0, MAX_SHOWN).join(', ')}${others})`;
}

function formatStrange({ why, count, line: number, file }: NotUnderstood): string {
  const line = file === undefined ? `${number}` : `${number} of ${file}`;
  return count === 1 ? `line ${line}: ${why}` : `${count} lines from line ${line} on: ${why}`;
}

function formatCounts({ counts }: Comparison): string {
  const { lines, connections, replies, nameResolutions, fromNodes, ofOthers } = counts;
  const apart = [
    formatNumber(replies, 'reply', 'replies'),
    formatNumber(nameResolutions, 'name resolution'),
    `${fromNodes} from nodes, as probes are`,
    `${ofOthers} between others`,
  ];
  const all = `${formatNumber(lines, 'line')}: ${formatNumber(connections, 'connection')}`;
  return `${all}; besides, ${apart.join(', ')}.`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
