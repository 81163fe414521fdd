import { join } from 'node:path';
import type { Bench, Findings } from '../bench.ts';
import { K8S_BLOCKS, NX, NX_SETTINGS, TSX } from '../commands.ts';
import { peerRows } from '../peer-rows.ts';
import { measureRows, rowsTable } from '../rows.ts';

const SERVICE = 'service-0001';
const NOTHING = 'nx run, a target that does nothing';

/** How long emitting one service takes, compared with an Nx target that does nothing, and with other tools. */
export async function oneService(bench: Bench): Promise<Findings> {
  const [smallest = 10] = bench.sizes.grown;
  const folder = await bench.scratch.workspace(smallest);
  const emptied = { cwd: folder, prepare: () => bench.scratch.moveAway(join(folder, 'k8s', SERVICE)) };
  const nx = (target: string) => [...NX, 'run', target];
  const cli = [...K8S_BLOCKS, 'emit', `apps/${SERVICE}/src/app.ts`];
  bench.progress('one service');
  const rows = await measureRows(
    [
      ['Node, without any program', { command: [process.execPath, '-e', '0'], cwd: folder }],
      ['Node with tsx, without any program', { command: [...TSX, '-e', '0'], cwd: folder }],
      [NOTHING, { command: nx('nothing:nothing'), cwd: folder, env: NX_SETTINGS }],
      [`nx run ${SERVICE}:emit`, { ...emptied, command: nx(`@k8s-blocks/${SERVICE}:emit`), env: NX_SETTINGS }],
      ['the same without Nx', { ...emptied, command: cli }],
      // Their components are what is emitted here; they are written before it is moved away for the first time.
      ...(await peerRows(bench, folder, [SERVICE])),
    ],
    bench.runs,
  );
  const title = 'One service, three environments (other tools: one)';
  const compared = { column: 'Of the Nx target that does nothing', to: NOTHING };
  return { tables: [rowsTable(title, compared, rows)], bounds: [] };
}
