import { join } from 'node:path';
import type { Bench, Findings } from '../bench.ts';
import { K8S_BLOCKS, NX, NX_SETTINGS, TSX } from '../commands.ts';
import { type Measured, measure } from '../measure.ts';
import { writePeerProject } from '../peer-project.ts';
import { peerTrial, SAID, TOOLS } from '../peer-trial.ts';
import { sayMebibytes, sayRatio, saySeconds } from '../table.ts';

const SERVICE = 'service-0001';

/** What somebody waits for who emits one service: above a target of Nx that does nothing, and beside other tools. */
export async function oneService(bench: Bench): Promise<Findings> {
  const [smallest = 10] = bench.sizes.grown;
  const folder = await bench.scratch.workspace(smallest);
  const emptied = { cwd: folder, prepare: () => bench.scratch.moveAway(join(folder, 'k8s', SERVICE)) };
  const nx = (target: string) => [...NX, 'run', target];
  const cli = [...K8S_BLOCKS, 'emit', `apps/${SERVICE}/src/app.ts`];
  bench.progress('one service');
  // The components of the other tools are what is emitted here, so they are written before anything is removed.
  const peers = await peersOf(bench, folder);
  const nothing = await measure({ command: nx('nothing:nothing'), cwd: folder, env: NX_SETTINGS }, bench.runs);
  const rows: readonly (readonly [string, Measured | string])[] = [
    ['Node, without any program', await measure({ command: [process.execPath, '-e', '0'], cwd: folder }, bench.runs)],
    ['Node with tsx, without any program', await measure({ command: [...TSX, '-e', '0'], cwd: folder }, bench.runs)],
    ['nx run, a target that does nothing', nothing],
    [
      `nx run ${SERVICE}:emit`,
      await measure({ ...emptied, command: nx(`@k8s-blocks/${SERVICE}:emit`), env: NX_SETTINGS }, bench.runs),
    ],
    ['the same without Nx', await measure({ ...emptied, command: cli }, bench.runs)],
    ...peers,
  ];
  return {
    tables: [
      {
        title: 'One service, three environments (other tools: one)',
        columns: ['What', 'Time', 'Of the Nx target that does nothing', 'Peak memory'],
        rows: rows.map(([what, found]) =>
          typeof found === 'string'
            ? [what, found, '-', '-']
            : [
                what,
                saySeconds(found.seconds),
                sayRatio(found.seconds / nothing.seconds),
                sayMebibytes(found.mebibytes),
              ],
        ),
      },
    ],
    bounds: [],
  };
}

async function peersOf(bench: Bench, workspace: string): Promise<readonly (readonly [string, Measured | string])[]> {
  const rows: (readonly [string, Measured | string])[] = [];
  for (const tool of TOOLS) {
    const peer = await bench.peers.get(tool);
    if ('leftOut' in peer) {
      rows.push([SAID[tool], `left out: ${peer.leftOut}`]);
      continue;
    }
    await writePeerProject(bench.scratch, tool, { workspace, services: [SERVICE], folder: peer.folder });
    rows.push([SAID[tool], await measure(peerTrial(bench, tool, peer.folder), bench.runs)]);
  }
  return rows;
}
