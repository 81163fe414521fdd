import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, Findings } from '../bench.ts';
import type { Bound } from '../bound.ts';
import { NX, NX_SETTINGS, onAllApps, TSX, VERIFY_BUILT } from '../commands.ts';
import { type Measured, measure, measureOnce } from '../measure.ts';
import type { Reachability } from '../programs/reachability.ts';
import { run } from '../run.ts';
import { formatMebibytes, formatSeconds, type Table } from '../table.ts';
import { git } from '../workspace.ts';
import { changeService } from './affected.ts';

const program = fileURLToPath(new URL('../programs/reachability.ts', import.meta.url));
/** Where this workspace's own packages are found by the program. */
const here = fileURLToPath(new URL('../..', import.meta.url));

/** The figures of one stack. */
interface Verified {
  readonly count: number;
  readonly build: Measured;
  readonly verify: Measured;
  readonly withMatrix: Measured;
  readonly reachability: Reachability;
}

/** The whole stack judged, every pair of workloads on every offered port: alone, and after the builds of Kustomize. */
export async function verify(bench: Bench): Promise<Findings> {
  const stacks: Verified[] = [];
  for (const count of bench.sizes.verified) stacks.push(await verifyStack(bench, count));
  return {
    tables: [tableOf(stacks), evaluatorTable(stacks), await withBuilds(bench)],
    bounds: boundsOf(stacks, bench),
  };
}

async function verifyStack(bench: Bench, count: number): Promise<Verified> {
  const folder = await bench.scratch.workspace(count);
  bench.progress(`${count} services: build, once`);
  const emptied = () => bench.scratch.moveAway(join(folder, 'dist'));
  await git(folder, 'reset', '--quiet', '--hard');
  const build = await measureOnce({ command: await onAllApps('build', folder), cwd: folder, prepare: emptied });
  bench.progress(`${count} services: verify`);
  const output = join(bench.scratch.folder, 'matrix.txt');
  const trial = { cwd: folder, outputFile: output };
  const reachability = await evaluate(folder, count <= bench.sizes.evaluated ? count : 10);
  return {
    count,
    build,
    verify: await measure({ ...trial, command: VERIFY_BUILT }, bench.runs),
    withMatrix: await measure({ ...trial, command: [...VERIFY_BUILT, '--matrix', 'text'] }, bench.runs),
    reachability,
  };
}

async function evaluate(folder: string, compared: number): Promise<Reachability> {
  const builds = join(folder, 'dist/k8s');
  const { stdout } = await run([...TSX, program, builds, 'production', String(compared)], { cwd: here });
  return JSON.parse(stdout);
}

function tableOf(stacks: readonly Verified[]): Table {
  return {
    title: 'verify of a stack, three environments',
    columns: ['What', 'kubectl builds, one process', 'verify', 'Peak memory', '… with the matrix', 'Peak memory'],
    rows: stacks.map(({ count, build, verify: alone, withMatrix }) => [
      `${count} services`,
      formatSeconds(build.seconds),
      formatSeconds(alone.seconds),
      formatMebibytes(alone.mebibytes),
      formatSeconds(withMatrix.seconds),
      formatMebibytes(withMatrix.mebibytes),
    ]),
  };
}

function evaluatorTable(stacks: readonly Verified[]): Table {
  return {
    title: 'The matrix of one environment, without reading files',
    columns: ['What', 'Rules', 'Pairs', 'Allowed', 'Time', 'Held against the plain evaluator', 'Differing'],
    rows: stacks.map(({ count, reachability: { rules, pairs, allowed, seconds, compared, differing } }) => [
      `${count} services`,
      ...[rules, pairs, allowed].map(String),
      `${(seconds * 1000).toFixed(0)} ms`,
      ...[compared, differing].map(String),
    ]),
  };
}

/** As CI runs it: Nx builds what is not in its cache, and verifies. Each is run once. */
async function withBuilds(bench: Bench): Promise<Table> {
  const rows: string[][] = [];
  for (const count of bench.sizes.verified) {
    const folder = await bench.scratch.workspace(count);
    bench.progress(`${count} services: build and verify with Nx, once`);
    const nx = { command: [...NX, 'run', 'stack:verify'], cwd: folder, env: NX_SETTINGS };
    const prepare = async () => {
      for (const left of ['.nx', 'dist']) await bench.scratch.moveAway(join(folder, left));
    };
    const first = await measureOnce({ ...nx, prepare });
    await git(folder, 'checkout', '--quiet', '-B', 'verified');
    await changeService(folder, 'service-0003');
    const second = await measureOnce(nx);
    await git(folder, 'checkout', '--quiet', 'main');
    rows.push([
      `${count} services`,
      formatSeconds(first.seconds),
      formatSeconds(second.seconds),
      formatMebibytes(first.mebibytes),
    ]);
  }
  return {
    title: 'nx run stack:verify, with the builds of Kustomize before it',
    columns: ['What', 'From nothing', 'After one service changed', 'Peak memory'],
    rows,
  };
}

function boundsOf(stacks: readonly Verified[], { sizes }: Bench): readonly Bound[] {
  const largest = stacks.at(-1);
  const smaller = stacks.at(-2);
  const differing = stacks.reduce((sum, { reachability }) => sum + reachability.differing, 0);
  const grown = ({ rules, pairs }: Reachability) => rules + pairs;
  return [
    {
      what: `verify of ${largest?.count}, with the matrix`,
      max: 10,
      measured: largest?.withMatrix.seconds,
      unit: 'seconds',
    },
    {
      what: `verify of ${largest?.count}, with the matrix: memory`,
      max: 1024,
      measured: largest?.withMatrix.mebibytes,
      unit: 'MiB',
    },
    {
      what: `verify from ${smaller?.count} to ${largest?.count}: growth of its time, of that of rules and pairs`,
      max: 1,
      measured:
        smaller === undefined || largest === undefined
          ? undefined
          : largest.withMatrix.seconds /
            smaller.withMatrix.seconds /
            (grown(largest.reachability) / grown(smaller.reachability)),
      unit: 'times',
    },
    {
      what: `cells that differ from the plain evaluator (all of ${sizes.evaluated})`,
      max: 0,
      measured: differing,
      unit: 'count',
    },
  ];
}
