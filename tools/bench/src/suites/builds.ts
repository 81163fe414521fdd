import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, Findings } from '../bench.ts';
import { ratio } from '../bound.ts';
import { TSX } from '../commands.ts';
import { type MeasuredRun, measureOnce } from '../measure.ts';
import type { Builds } from '../programs/builds.ts';
import { formatMebibytes, formatRatio, formatSeconds } from '../table.ts';

const program = fileURLToPath(new URL('../programs/builds.ts', import.meta.url));
/** Where this workspace's own packages are found by the program. */
const here = fileURLToPath(new URL('../..', import.meta.url));

const ALONE = 'one process an overlay';
const TOGETHER = 'many in one process';

/**
 * What Kustomize builds of all overlays: many by one process, and, of the first workspace, by one process for each, which of
 * the others would take half an hour. Each is run once.
 */
export async function builds(bench: Bench): Promise<Findings> {
  const [compared = 0, ...others] = bench.sizes.built;
  const alone = await build(bench, compared, 'alone');
  const together = await build(bench, compared, 'together');
  const rows = [rowOf(compared, ALONE, alone, alone), rowOf(compared, TOGETHER, together, alone)];
  for (const count of others) rows.push(rowOf(count, TOGETHER, await build(bench, count, 'together')));
  const columns = ['What', 'CPU time', 'Of one process an overlay', 'Time', 'Peak memory'];
  return {
    tables: [{ title: 'The builds of Kustomize, from nothing', columns, rows }],
    bounds: [
      {
        what: `builds of ${compared}, ${TOGETHER}: CPU time of ${ALONE}`,
        max: 1 / 3,
        measured: ratio(together.cpuSeconds, alone.cpuSeconds),
        unit: 'times',
      },
    ],
  };
}

function rowOf(count: number, what: string, found: MeasuredRun & Builds, to?: Builds): string[] {
  const of = ratio(found.cpuSeconds, to?.cpuSeconds);
  return [
    `${count} services, ${found.folders} overlays: ${what}`,
    found.cpuSeconds === undefined ? 'not measured' : formatSeconds(found.cpuSeconds),
    of === undefined ? '-' : formatRatio(of),
    formatSeconds(found.seconds),
    formatMebibytes(found.mebibytes),
  ];
}

async function build(bench: Bench, count: number, how: 'alone' | 'together'): Promise<MeasuredRun & Builds> {
  const root = join(await bench.scratch.workspace(count), 'k8s');
  bench.progress(`${count} services: builds, ${how}`);
  const run = await measureOnce({ command: [...TSX, program, root, how], cwd: here });
  const found: Builds = JSON.parse(run.stdout);
  return { ...run, ...found };
}
