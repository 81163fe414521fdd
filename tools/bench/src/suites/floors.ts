import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from '../bench.ts';
import { TSX } from '../commands.ts';
import type { PlannedRow } from '../rows.ts';
import { describeTree } from '../tree-files.ts';

const program = fileURLToPath(new URL('../programs/write-tree.ts', import.meta.url));

/**
 * Lower bounds for emitting the trees of a workspace: writing the same files as text, and writing the same documents with
 * the YAML library. Both include the start of Node.
 */
export async function floors(bench: Bench, workspace: string): Promise<readonly PlannedRow[]> {
  const floor = async (what: string, as: 'text' | 'documents'): Promise<PlannedRow> => {
    const input = join(bench.scratch.folder, `${as}.json`);
    const folder = join(bench.scratch.folder, 'floor');
    await describeTree(join(workspace, 'k8s'), as, input);
    const prepare = async () => {
      await bench.scratch.moveAway(folder);
      await mkdir(folder);
    };
    // Where tsx is found: the workspace has it among its dependencies.
    return [what, { command: [...TSX, program, input, folder], cwd: workspace, prepare }];
  };
  return [
    await floor('floor: the same YAML library writes the same documents', 'documents'),
    await floor('floor: the same files as text, to the disk', 'text'),
  ];
}
