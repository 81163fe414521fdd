import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { TSX } from './commands.ts';
import type { Trial } from './measure.ts';
import { writePeerProject } from './peer-project.ts';
import type { PeerName } from './peers.ts';
import type { PlannedRow } from './rows.ts';

/** The tools beside ours, in the order of the tables. */
const TOOLS: readonly PeerName[] = ['kosko', 'kosko-parts', 'cdk8s'];

/** The labels of their rows. */
export const LABELS: Readonly<Record<PeerName, string>> = {
  kosko: 'kosko generate',
  'kosko-parts': "kosko's parts without kosko",
  cdk8s: 'cdk8s synth',
};

/**
 * The rows of the other tools, with the services of a workspace written into their folders.
 *
 * @param services which of its services: names.
 */
export async function peerRows(
  bench: Bench,
  workspace: string,
  services: readonly string[],
): Promise<readonly PlannedRow[]> {
  const rows: PlannedRow[] = [];
  for (const tool of TOOLS) {
    const peer = await bench.peers.get(tool);
    if ('leftOut' in peer) {
      rows.push([LABELS[tool], `left out: ${peer.leftOut}`]);
      continue;
    }
    await writePeerProject(bench.scratch, tool, { workspace, services, folder: peer.folder });
    rows.push([LABELS[tool], peerTrial(bench, tool, peer.folder)]);
  }
  return rows;
}

/** One run of a tool on the services that were written into its folder, after its last output was moved away. */
function peerTrial({ scratch }: Bench, tool: PeerName, folder: string): Trial {
  const prepare = async () => {
    for (const written of ['out', 'dist']) await scratch.moveAway(join(folder, written));
  };
  if (tool === 'kosko-parts') return { command: [...TSX, 'main.mjs'], cwd: folder, prepare };
  if (tool === 'cdk8s')
    return {
      command: [process.execPath, 'node_modules/cdk8s-cli/bin/cdk8s', 'synth', '--check-upgrade=false'],
      cwd: folder,
      prepare,
    };
  return {
    command: [...TSX, 'node_modules/kosko/bin/kosko.js', 'generate'],
    cwd: folder,
    outputFile: join(folder, 'generated.yaml'),
    prepare,
  };
}
