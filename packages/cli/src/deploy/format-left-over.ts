import { formatService, type Pruned } from '@k8s-blocks/deploy';
import { formatReference, printableLine } from '@k8s-blocks/manifest';
import type { LeftOver } from './plan.ts';

type Member = LeftOver['toDelete'][number];

/**
 * What was deployed before and is not built any more, and what becomes of it.
 *
 * @param prune whether it is deleted.
 */
export function formatLeftOver(
  { toDelete, kept }: LeftOver,
  { prune }: { readonly prune: boolean },
): readonly string[] {
  const keptLines = kept.map(({ member, why, isData }) => {
    const how = isData ? '; with --delete-data it is deleted' : '';
    return printableLine(`  keeps ${titleOf(member)}: ${why}${how}`);
  });
  if (prune) return [...toDelete.map((member) => printableLine(`  deletes ${titleOf(member)}`)), ...keptLines];
  const all = [...toDelete, ...kept.map(({ member }) => member)];
  if (all.length === 0) return [];
  const named = all.map((member) => printableLine(`  left over: ${titleOf(member)}`));
  return [...named, '  It is not built any more, and stays in the cluster. To delete it: --prune'];
}

/** What a prune did not do, and why; empty if it did all. */
export function formatPruned({ kept, pending, waiting }: Pruned): readonly string[] {
  return [
    ...kept.filter(({ isData }) => !isData).map(({ member, why }) => `Kept ${titleOf(member)}: ${why}.`),
    ...pending.map(({ member, why }) => `Not gone yet: ${titleOf(member)}: ${why}.`),
    ...(waiting.length === 0 ? [] : [`Not deleted yet, until those are gone: ${waiting.map(titleOf).join(', ')}.`]),
  ];
}

/** An object, and the service for which it was deployed. */
export function titleOf({ reference, set }: Member): string {
  return `${formatReference(reference, { withNamespace: true })} (of ${formatService(set.service)})`;
}
