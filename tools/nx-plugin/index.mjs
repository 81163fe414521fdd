// JavaScript, since Nx under Node 20 loads a plugin of the workspace as .mjs, and not as .ts.
import { dirname } from 'node:path';
import { refusalOfNames } from './folder-names.mjs';
import { mapTargets, nameOf, stackTargets, targetsOf } from './targets.mjs';

export { preTasksExecution } from './remote-cache.mjs';

/** The folder of the project that stands above all apps. */
const STACK = 'tools/system';

/** The folder of the project that emits what is of all trees. It knows the map, and no app. */
const MAP = 'tools/map';

/** What the targets run, and no package.json but the root's names: a bump of one selects every project that it runs on. */
const TOOLS = ['@biomejs/biome', '@types/node', 'tsx', 'typescript'];

export const name = 'k8s-blocks';

/** A project is a folder with a package.json below packages/, apps/ or tools/; where it lies says what it can do. */
export const createNodesV2 = [
  '{packages,apps,tools}/*/package.json',
  async (/** @type {readonly string[]} */ files) => {
    const roots = files.map((file) => dirname(file));
    await refuseNames(roots);
    const apps = roots.filter((root) => root.startsWith('apps/'));
    return files.map((file) => [file, { projects: { [dirname(file)]: projectOf(dirname(file), apps) } }]);
  },
];

/** Nx reads from each package.json what a project imports; what its targets run besides is said here. */
export function createDependencies(
  /** @type {unknown} */ _options,
  /** @type {{ projects: Record<string, { root: string }> }} */ { projects },
) {
  return Object.keys(projects).flatMap((source) =>
    TOOLS.map((tool) => ({ source, target: `npm:${tool}`, type: 'implicit' })),
  );
}

async function refuseNames(/** @type {readonly string[]} */ roots) {
  const refusal = await refusalOfNames(roots);
  if (refusal === undefined) return;
  // Of an error of a plugin, `nx affected` and `nx run-many` show nothing, and with --verbose its stack.
  process.stderr.write(`${refusal.message}\n`);
  refusal.stack = refusal.message;
  throw refusal;
}

/** A project is named like its package, or as its package.json says under `nx`. */
function projectOf(/** @type {string} */ root, /** @type {readonly string[]} */ apps) {
  if (root === STACK) return { root, implicitDependencies: apps.map(nameOf), targets: stackTargets(root) };
  // What emits runs the command, which its package.json does not know.
  const implicitDependencies = root === MAP || apps.includes(root) ? [nameOf('packages/cli')] : [];
  return { root, implicitDependencies, targets: root === MAP ? mapTargets(root) : targetsOf(root) };
}
