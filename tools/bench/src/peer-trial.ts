import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { TSX } from './commands.ts';
import type { Trial } from './measure.ts';
import type { PeerName } from './peers.ts';

/** The tools beside ours, in the order of the tables. */
export const TOOLS: readonly PeerName[] = ['kosko', 'kosko-parts', 'cdk8s'];

/** What the tables call them. */
export const SAID: Readonly<Record<PeerName, string>> = {
  kosko: 'kosko generate',
  'kosko-parts': "kosko's parts without kosko",
  cdk8s: 'cdk8s synth',
};

/** One run of a tool on the services that were written into its folder; what it wrote before is taken away. */
export function peerTrial({ scratch }: Bench, tool: PeerName, folder: string): Trial {
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
