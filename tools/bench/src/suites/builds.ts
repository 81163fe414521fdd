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

/** What Kustomize builds of all overlays: by one process for each, and by one for many. Each is run once, since it takes minutes. */
export async function builds(bench: Bench): Promise<Findings> {
  const rows: string[][] = [];
  const ratios: (number | undefined)[] = [];
  for (const count of bench.sizes.built) {
    const root = join(await bench.scratch.workspace(count), 'k8s');
    bench.progress(`${count} services: builds`);
    const alone = await build(root, 'alone');
    const together = await build(root, 'together');
    for (const [what, found] of [
      [ALONE, alone],
      [TOGETHER, together],
    ] as const) {
      const of = ratio(found.cpuSeconds, alone.cpuSeconds);
      rows.push([
        `${count} services, ${found.folders} overlays: ${what}`,
        found.cpuSeconds === undefined ? 'not measured' : formatSeconds(found.cpuSeconds),
        of === undefined ? '-' : formatRatio(of),
        formatSeconds(found.seconds),
        formatMebibytes(found.mebibytes),
      ]);
    }
    ratios.push(ratio(together.cpuSeconds, alone.cpuSeconds));
  }
  return {
    tables: [
      {
        title: 'The builds of Kustomize, from nothing',
        columns: ['What', 'CPU time', 'Of one process an overlay', 'Time', 'Peak memory'],
        rows,
      },
    ],
    bounds: bench.sizes.built.slice(0, 1).map((count) => ({
      what: `builds of ${count}, ${TOGETHER}: CPU time of ${ALONE}`,
      max: 1 / 3,
      measured: ratios[0],
      unit: 'times',
    })),
  };
}

async function build(root: string, how: 'alone' | 'together'): Promise<MeasuredRun & Builds> {
  const run = await measureOnce({ command: [...TSX, program, root, how], cwd: here });
  const found: Builds = JSON.parse(run.stdout);
  return { ...run, ...found };
}
