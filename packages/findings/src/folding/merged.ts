import type { Finding } from '../finding.ts';
import type { FoldedFinding } from './fold.ts';

/** How many reasons of one finding are said. */
const MAX_REASONS = 3;

/** One finding for all that are the same: placed like the first, with the names of their environments, and why it matters. */
export function mergedFinding({ finding, elsewhere }: Pick<FoldedFinding, 'finding' | 'elsewhere'>): Finding {
  const environments = environmentsOf([finding, ...elsewhere]);
  // The reasons of other environments are these, with other names.
  const beside = elsewhere.filter(({ environment }) => environment === finding.environment);
  const why = formatReasons([finding, ...beside].flatMap((each) => each.why ?? []));
  return {
    ...finding,
    ...(environments.length > 1 ? { environment: `in ${joinNames(environments)}` } : {}),
    ...(why === undefined ? {} : { why }),
  };
}

/** How many of the same findings neither the environments nor the reasons of the merged one tell of. */
export function countUnnamed({ finding, elsewhere }: Pick<FoldedFinding, 'finding' | 'elsewhere'>): number {
  return elsewhere.length + 1 - Math.max(environmentsOf([finding, ...elsewhere]).length, 1);
}

function environmentsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.flatMap(({ environment }) => environment ?? []))];
}

function formatReasons(all: readonly string[]): string | undefined {
  const reasons = [...new Set(all)];
  if (reasons.length === 0) return undefined;
  const others = reasons.length > MAX_REASONS ? [`And ${reasons.length - MAX_REASONS} more.`] : [];
  return [...reasons.slice(0, MAX_REASONS), ...others].join(' ');
}

/** Names in a sentence: `dev, staging and prod`. */
function joinNames(names: readonly string[]): string {
  const [last = '', ...others] = [...names].reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
}
