import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench, Findings } from '../bench.ts';
import { K8S_BLOCKS, NX, NX_SETTINGS } from '../commands.ts';
import { type MeasuredRun, measureInTurn, median, type Trial } from '../measure.ts';
import { run } from '../run.ts';
import { formatMebibytes, formatRatio, formatSeconds } from '../table.ts';
import { commit, git } from '../workspace.ts';

const CHANGED = 'service-0002';

/** One service of many changed: what CI waits for until it knows that the committed tree is what the service says. */
export async function affected(bench: Bench): Promise<Findings> {
  const [, count] = bench.sizes.compared;
  const folder = await bench.scratch.workspace(count);
  await git(folder, 'reset', '--quiet', '--hard');
  await git(folder, 'checkout', '--quiet', '-b', 'change');
  await changeService(folder, CHANGED);
  bench.progress(`${count} services: one changed`);
  const trials = [
    ...inBothWays(bench, folder, ['--base=HEAD', '--head=HEAD']),
    ...inBothWays(bench, folder, ['--base=main', '--head=HEAD']),
  ];
  const [nothingCold = [], nothingWarm = [], checksCold = [], checksWarm = []] = await measureInTurn(
    trials,
    bench.runs,
  );
  await git(folder, 'checkout', '--quiet', 'main');
  const row = (what: string, runs: readonly MeasuredRun[], floor: readonly MeasuredRun[]) => [
    what,
    formatSeconds(timeOf(runs)),
    formatRatio(timeOf(runs) / timeOf(floor)),
    formatMebibytes(runs[0]?.mebibytes),
    String(checksIn(runs)),
  ];
  return {
    tables: [
      {
        title: `nx affected -t check, one of ${count} services changed`,
        columns: ['What', 'Time', 'Of the no-op', 'Peak memory', 'Checks'],
        rows: [
          row('from nothing, no change', nothingCold, nothingCold),
          row('from nothing, one service changed', checksCold, nothingCold),
          row('warm, no change', nothingWarm, nothingWarm),
          row('warm, one service changed', checksWarm, nothingWarm),
        ],
      },
    ],
    bounds: [
      { what: `one of ${count} changed: checks that run`, max: 1, measured: checksIn(checksCold), unit: 'count' },
      {
        what: `one of ${count} changed, from nothing: time of a no-op nx affected`,
        max: 1.5,
        measured: timeOf(checksCold) / timeOf(nothingCold),
        unit: 'times',
      },
      {
        what: `one of ${count} changed, warm: time of a no-op nx affected`,
        max: 1.5,
        measured: timeOf(checksWarm) / timeOf(nothingWarm),
        unit: 'times',
      },
    ],
  };
}

/** Changes a setting of a service, emits it, and commits both, as a pull request would. */
export async function changeService(folder: string, service: string): Promise<void> {
  const app = join(folder, 'apps', service, 'src/app.ts');
  const text = await readFile(app, 'utf8');
  await writeFile(app, text.replace("staging: { logLevel: 'debug'", "staging: { logLevel: 'info'"));
  await run([...K8S_BLOCKS, 'emit', `apps/${service}/src/app.ts`], { cwd: folder });
  await commit(folder, `change ${service}`);
}

/** A run without any cache of Nx, and then one with the cache of the first. */
function inBothWays(bench: Bench, folder: string, range: readonly string[]): readonly Trial[] {
  const trial = {
    command: [...NX, 'affected', '-t', 'check', ...range, '--output-style=static'],
    cwd: folder,
    env: NX_SETTINGS,
  };
  return [{ ...trial, prepare: () => bench.scratch.moveAway(join(folder, '.nx')) }, trial];
}

function timeOf(runs: readonly MeasuredRun[]): number {
  return median(runs.map(({ seconds }) => seconds));
}

/** The maximum of checks in any of the runs. Nx may print more than once that it runs one. */
function checksIn(runs: readonly MeasuredRun[]): number {
  return Math.max(...runs.map(({ stdout }) => new Set(stdout.match(/^> nx run \S+:check$/gm)).size));
}
