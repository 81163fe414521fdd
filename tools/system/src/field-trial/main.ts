/**
 * Tries the rules of single objects on public manifests, against a real API server: `npm run trial -- <folder> …`. Without a folder,
 * those of `$K8S_BLOCKS_STACKS` are tried; definitions that are not among the manifests are taken from `$K8S_BLOCKS_CRDS`. It fails below
 * 99.5 % of agreement, and at a false alarm that is not known.
 */
import { startControlPlane } from '@k8s-blocks/control-plane';
import { readManifests } from '@k8s-blocks/read-manifests';
import { formatTrial } from './format-trial.ts';
import { readInput } from './inputs.ts';
import { agreementOf, runTrial } from './trial.ts';

const { K8S_BLOCKS_STACKS: stacks, K8S_BLOCKS_CRDS: definitionFolder } = process.env;
const given = process.argv.slice(2);
const folders = given.length > 0 ? given : stacks === undefined ? [] : [stacks];
if (folders.length === 0) {
  console.error('Give folders of manifests, or set K8S_BLOCKS_STACKS to one.');
  process.exit(2);
}
const { objects, kustomizations, files, unread } = await readInput(folders);
const definitions = definitionFolder === undefined ? [] : (await readManifests([definitionFolder])).objects;
const server = await startControlPlane();
try {
  const result = await runTrial(
    objects,
    definitions.map(({ object }) => object),
    server,
  );
  console.log(`Read ${kustomizations} kustomizations and ${files} files; ${unread.length} could not be read.`);
  for (const each of unread) console.log(`  ${each}`);
  console.log(formatTrial(result));
  const alarms = result.disagreements.filter(({ what, known }) => what === 'alarm' && known === undefined);
  if (agreementOf(result) < 0.995 || alarms.length > 0) process.exitCode = 1;
} finally {
  await server.stop();
}
