import { builtObjects } from './built-object.ts';
import { changesOf, type ObjectChange } from './changes.ts';
import { byGravity, type Consequence } from './consequence.ts';
import type { Rule } from './consequences/comparison.ts';
import { connections } from './consequences/connections.ts';
import { exposure } from './consequences/exposure.ts';
import { immutableFields } from './consequences/immutable-fields.ts';
import { lifecycle } from './consequences/lifecycle.ts';
import { pods } from './consequences/pods.ts';
import { staleData } from './consequences/stale-data.ts';

/** Every sort of consequences. */
const RULES: readonly Rule[] = [immutableFields, lifecycle, exposure, connections, staleData, pods];

/** What a change does to one environment. */
export interface BuildDifference {
  /** Object by object; those that stay as they are are left out. */
  readonly changes: readonly ObjectChange[];
  /** What follows from it, the gravest first. */
  readonly consequences: readonly Consequence[];
}

/**
 * Compares two builds of one environment: of all services together, since who reaches whom depends on all of them.
 *
 * It never throws, whatever the values are: what is no object with a kind and a name is passed over.
 *
 * @param before the objects of the one build, as they were parsed; empty if there was none.
 * @param after those of the other.
 */
export function compareBuilds(before: readonly unknown[], after: readonly unknown[]): BuildDifference {
  const [old, wanted] = [builtObjects(before), builtObjects(after)];
  const changes = changesOf(old, wanted);
  if (changes.length === 0) return { changes, consequences: [] };
  const comparison = { before: old, after: wanted, changes };
  return { changes, consequences: byGravity(RULES.flatMap((rule) => [...rule(comparison)])) };
}
