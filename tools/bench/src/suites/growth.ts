import { join } from 'node:path';
import type { Bench, Findings } from '../bench.ts';
import { onAllApps } from '../commands.ts';
import { measure } from '../measure.ts';
import { formatMebibytes, formatSeconds } from '../table.ts';

/** How the time of an emit grows with the number of services, into an empty folder and in one process. */
export async function growth(bench: Bench): Promise<Findings> {
  const rows: string[][] = [];
  for (const count of bench.sizes.grown) {
    const folder = await bench.scratch.workspace(count);
    bench.progress(`${count} services: growth`);
    const command = await onAllApps('emit', folder);
    const prepare = () => bench.scratch.moveAway(join(folder, 'k8s'));
    const { seconds, mebibytes } = await measure({ command, cwd: folder, prepare }, bench.runs);
    rows.push([
      `${count} services`,
      formatSeconds(seconds),
      `${((seconds / count) * 1000).toFixed(1)} ms`,
      formatMebibytes(mebibytes),
    ]);
  }
  return {
    tables: [{ title: 'How the time of emit grows', columns: ['What', 'Time', 'A service', 'Peak memory'], rows }],
    bounds: [],
  };
}
