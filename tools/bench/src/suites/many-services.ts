import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench, Findings } from '../bench.ts';
import { type Bound, ratio } from '../bound.ts';
import { NX, NX_SETTINGS, onAllApps } from '../commands.ts';
import { LABELS, peerRows } from '../peer-rows.ts';
import { foundIn, type MeasuredRow, measureRows, rowsTable } from '../rows.ts';
import type { Table } from '../table.ts';
import { floors } from './floors.ts';

const EMIT = 'emit, one process';
const CHECK = 'check without changes, one process';

/** Many services, three environments, validated, commented and written; other tools write one environment. */
export async function manyServices(bench: Bench): Promise<Findings> {
  const [smaller, larger] = bench.sizes.compared;
  const few = await compare(bench, smaller);
  const many = await compare(bench, larger);
  return {
    tables: [tableOf(smaller, few), tableOf(larger, many)],
    bounds: [...againstPeers(smaller, few), ...againstOurselves(bench.sizes.compared, few, many)],
  };
}

async function compare(bench: Bench, count: number): Promise<readonly MeasuredRow[]> {
  const folder = await bench.scratch.workspace(count);
  const emptied = { cwd: folder, prepare: () => emptyTrees(bench, folder) };
  // The components of the other tools and the floors are what is emitted here; they are written before it is moved away.
  const others = [
    ...(await peerRows(bench, folder, await readdir(join(folder, 'apps')))),
    ...(await floors(bench, folder)),
  ];
  bench.progress(`${count} services`);
  return measureRows(
    [
      [EMIT, { ...emptied, command: await onAllApps('emit', folder) }],
      [CHECK, { command: await onAllApps('check', folder), cwd: folder }],
      ['nx run-many -t emit', { ...emptied, command: [...NX, 'run-many', '-t', 'emit'], env: NX_SETTINGS }],
      ...others,
    ],
    bench.runs,
  );
}

function tableOf(count: number, rows: readonly MeasuredRow[]): Table {
  const title = `${count} services, three environments (other tools: one), into an empty folder`;
  return rowsTable(title, { column: 'Of ours', to: EMIT }, rows);
}

/** Moves away what the apps emitted; the README of the map stays. */
async function emptyTrees({ scratch }: Bench, folder: string): Promise<void> {
  const trees = await readdir(join(folder, 'k8s'), { withFileTypes: true });
  for (const tree of trees.filter((each) => each.isDirectory())) await scratch.moveAway(join(folder, 'k8s', tree.name));
}

/** If kosko cannot be installed, its parts are compared instead: they are faster than kosko, so the bound is stricter. */
function againstPeers(count: number, rows: readonly MeasuredRow[]): readonly Bound[] {
  const emit = foundIn(rows, EMIT);
  const cdk8s = foundIn(rows, LABELS.cdk8s);
  const tool = foundIn(rows, LABELS.kosko) === undefined ? LABELS['kosko-parts'] : LABELS.kosko;
  const kosko = foundIn(rows, tool);
  return [
    {
      what: `emit of ${count}: time of ${tool}`,
      max: 1,
      measured: ratio(emit?.seconds, kosko?.seconds),
      unit: 'times',
    },
    {
      what: `emit of ${count}: time of ${LABELS.cdk8s}`,
      max: 0.5,
      measured: ratio(emit?.seconds, cdk8s?.seconds),
      unit: 'times',
    },
    {
      what: `emit of ${count}: memory of ${tool}`,
      max: 1.5,
      measured: ratio(emit?.mebibytes, kosko?.mebibytes),
      unit: 'times',
    },
  ];
}

function againstOurselves(
  [smaller, larger]: Bench['sizes']['compared'],
  few: readonly MeasuredRow[],
  many: readonly MeasuredRow[],
): readonly Bound[] {
  const emit = foundIn(many, EMIT);
  return [
    {
      what: `emit of ${larger}: time of emit of ${smaller}`,
      max: 5.5,
      measured: ratio(emit?.seconds, foundIn(few, EMIT)?.seconds),
      unit: 'times',
    },
    {
      what: `check of ${larger} unchanged: time of their emit`,
      max: 0.5,
      measured: ratio(foundIn(many, CHECK)?.seconds, emit?.seconds),
      unit: 'times',
    },
  ];
}
