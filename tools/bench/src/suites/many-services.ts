import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench, Findings } from '../bench.ts';
import { type Bound, ratio } from '../bound.ts';
import { NX, NX_SETTINGS, onAllApps } from '../commands.ts';
import { type Measured, measure } from '../measure.ts';
import { writePeerProject } from '../peer-project.ts';
import { peerTrial, SAID, TOOLS } from '../peer-trial.ts';
import type { PeerName } from '../peers.ts';
import { sayMebibytes, sayRatio, saySeconds } from '../table.ts';
import { floors } from './floors.ts';

/** What was measured in the workspace of one size, or why not. */
interface Compared {
  readonly emit: Measured;
  readonly check: Measured;
  readonly peers: ReadonlyMap<PeerName, Measured | string>;
  readonly rows: readonly (readonly [what: string, found: Measured | string])[];
}

/** Many services, three environments, validated, commented and written; other tools write one environment. */
export async function manyServices(bench: Bench): Promise<Findings> {
  const [smaller, larger] = bench.sizes.compared;
  const few = await compare(bench, smaller);
  const many = await compare(bench, larger);
  const tableOf = (count: number, { emit, rows }: Compared) => ({
    title: `${count} services, three environments (other tools: one), into an empty folder`,
    columns: ['What', 'Time', 'Of ours', 'Peak memory'],
    rows: rows.map(([what, found]) =>
      typeof found === 'string'
        ? [what, found, '-', '-']
        : [what, saySeconds(found.seconds), sayRatio(found.seconds / emit.seconds), sayMebibytes(found.mebibytes)],
    ),
  });
  return {
    tables: [tableOf(smaller, few), tableOf(larger, many)],
    bounds: [...againstPeers(smaller, few), ...againstOurselves(bench.sizes.compared, few, many)],
  };
}

async function compare(bench: Bench, count: number): Promise<Compared> {
  const folder = await bench.scratch.workspace(count);
  bench.progress(`${count} services: the other tools`);
  const peers = await measurePeers(bench, folder);
  bench.progress(`${count} services: the floors`);
  const below = await floors(bench, folder);
  bench.progress(`${count} services: emit and check`);
  const emptied = { cwd: folder, prepare: () => emptyTrees(bench, folder) };
  const emit = await measure({ ...emptied, command: await onAllApps('emit', folder) }, bench.runs);
  const check = await measure({ command: await onAllApps('check', folder), cwd: folder }, bench.runs);
  const withNx = await measure(
    { ...emptied, command: [...NX, 'run-many', '-t', 'emit'], env: NX_SETTINGS },
    bench.runs,
  );
  const rows: Compared['rows'] = [
    ['emit, one process', emit],
    ['check of what is unchanged, one process', check],
    ['nx run-many -t emit', withNx],
    ...[...peers].map(([tool, found]) => [SAID[tool], found] as const),
    ...below,
  ];
  return { emit, check, peers, rows };
}

/** Takes away what the apps emitted; the README of the map stays. */
async function emptyTrees({ scratch }: Bench, folder: string): Promise<void> {
  const trees = await readdir(join(folder, 'k8s'), { withFileTypes: true });
  for (const tree of trees.filter((each) => each.isDirectory())) await scratch.moveAway(join(folder, 'k8s', tree.name));
}

async function measurePeers(bench: Bench, workspace: string): Promise<Compared['peers']> {
  const services = await readdir(join(workspace, 'apps'));
  const found = new Map<PeerName, Measured | string>();
  for (const tool of TOOLS) {
    const peer = await bench.peers.get(tool);
    if ('leftOut' in peer) {
      found.set(tool, `left out: ${peer.leftOut}`);
      continue;
    }
    await writePeerProject(bench.scratch, tool, { workspace, services, folder: peer.folder });
    found.set(tool, await measure(peerTrial(bench, tool, peer.folder), bench.runs));
  }
  return found;
}

/** Where kosko cannot be had, its parts stand for it: whoever is within them is within kosko. */
function againstPeers(count: number, { emit, peers }: Compared): readonly Bound[] {
  const figuresOf = (tool: PeerName) => {
    const found = peers.get(tool);
    return typeof found === 'string' ? undefined : found;
  };
  const tool = figuresOf('kosko') === undefined ? 'kosko-parts' : 'kosko';
  const kosko = figuresOf(tool);
  const cdk8s = figuresOf('cdk8s');
  return [
    {
      what: `emit of ${count}: time of ${SAID[tool]}`,
      most: 1,
      measured: ratio(emit.seconds, kosko?.seconds),
      unit: 'times',
    },
    {
      what: `emit of ${count}: time of cdk8s synth`,
      most: 0.5,
      measured: ratio(emit.seconds, cdk8s?.seconds),
      unit: 'times',
    },
    {
      what: `emit of ${count}: memory of ${SAID[tool]}`,
      most: 1.5,
      measured: ratio(emit.mebibytes, kosko?.mebibytes),
      unit: 'times',
    },
  ];
}

function againstOurselves(
  [smaller, larger]: Bench['sizes']['compared'],
  few: Compared,
  many: Compared,
): readonly Bound[] {
  return [
    {
      what: `emit of ${larger}: time of emit of ${smaller}`,
      most: 5.5,
      measured: ratio(many.emit.seconds, few.emit.seconds),
      unit: 'times',
    },
    {
      what: `check of ${larger} unchanged: time of their emit`,
      most: 0.5,
      measured: ratio(many.check.seconds, many.emit.seconds),
      unit: 'times',
    },
  ];
}
