import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WorkspaceCopy } from '@k8s-blocks/testing/workspace-copy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NxProcess } from './test-helpers/nx-process.ts';

/** What CI asks of a pull request. */
const TARGETS = ['check', 'typecheck', 'lint', 'test', 'build', 'verify'];

const APPS = readdirSync(fileURLToPath(new URL('../../apps', import.meta.url))).map((name) => `apps/${name}`);
const STACK = 'tools/system';
const MAP = 'tools/map';
const RELEASE = 'tools/release';
const PLUGIN = 'tools/nx-plugin';
const BENCH = 'tools/bench';
const EVERYTHING = 'everything';

type Change = (copy: WorkspaceCopy) => Promise<void>;
type Row = readonly [what: string, change: Change, selected: readonly string[] | typeof EVERYTHING];

/**
 * What is changed, and the projects that are selected, with all their targets: Nx before 24 selects whole projects, and
 * from each on, whole projects again. Where that is more than the change can concern, the row says so; it is never less.
 */
const TABLE: readonly Row[] = [
  // An app concerns itself and the stack, which is judged as a whole.
  ["an app's source", touched('apps/agent-society/src/app.ts'), ['apps/agent-society', STACK]],
  ["an app's settings", touched('apps/connector/src/settings.ts'), ['apps/connector', STACK]],
  ['a new file of an app', touched('apps/agent-society/src/new.ts'), ['apps/agent-society', STACK]],
  ['an emitted file, by hand', touched('k8s/agent-society/base/pdb.yaml'), ['apps/agent-society', STACK]],
  ['an emitted file that is removed', removed('k8s/agent-society/base/pdb.yaml'), ['apps/agent-society', STACK]],
  // Too much of the stack: it reads the whole of k8s/.
  ['the README of all trees', touched('k8s/README.md'), [MAP, STACK]],
  ['the kustomization of the whole stack', touched('k8s/overlays/staging/kustomization.yaml'), [MAP, STACK]],

  // A block concerns those that use it: the command too, since it makes apps of manifests.
  ['the probes', touched('packages/probes/src/probes.ts'), usersOf('packages/probes')],
  ['the map', touched('packages/stack/src/system.ts'), ['packages/stack', ...APPS, MAP, STACK, PLUGIN, BENCH]],
  ['the command', touched('packages/cli/src/run.ts'), usersOf('packages/cli')],
  [
    'the drawing of the map',
    touched('packages/overview/src/overview.ts'),
    ['packages/overview', MAP, STACK, RELEASE, BENCH],
  ],
  ['the rules', touched('packages/verify/src/index.ts'), usersOf('packages/verify')],
  // Too much: a test concerns its own project only. What is cached of the others comes from the cache; check runs.
  ['a test of the labels', touched('packages/labels/src/labels.test.ts'), usersOf('packages/labels')],

  // Prose concerns nobody, but the README counts lines, which the stack's tests count too.
  ["a package's README", touched('packages/probes/README.md'), []],
  ['the README', touched('README.md'), [STACK]],
  ["the stack's own rules", touched('k8s-blocks.rules.ts'), [STACK]],
  ['a page of the documentation', touched('docs/tutorial.md'), [STACK]],
  ['the record of an API', touched('docs/api/labels.md'), [RELEASE]],
  ['an example', touched('examples/shop/src/map.ts'), [STACK, RELEASE]],
  ["an example's README", touched('examples/shop/README.md'), [STACK, RELEASE]],
  ['the license', touched('LICENSE'), []],
  ['a workflow', touched('.github/workflows/ci.yml'), [RELEASE]],

  // What every project is typed, tested, linted or graphed with.
  ['tsconfig.base.json', touched('tsconfig.base.json'), EVERYTHING],
  ['vitest.config.ts', touched('vitest.config.ts'), EVERYTHING],
  // Too much: it concerns lint only.
  ['biome.json', touched('biome.json'), EVERYTHING],
  ['nx.json', touched('nx.json'), EVERYTHING],
  ['.nxignore', touched('.nxignore'), EVERYTHING],
  ['the targets', touched('tools/nx-plugin/targets.mjs'), EVERYTHING],
  ['how the targets load the command', touched('tools/nx-plugin/from-source.mjs'), EVERYTHING],
  // Too much: a new description would do.
  ['the package.json of the root', touched('package.json'), EVERYTHING],

  // Of the lock file, what depends on the package that changed; and this project, whose tests are about the graph.
  ['yaml, which the emitters run', bumped('yaml'), EVERYTHING],
  ['tsx, which the targets fall back to', bumped('tsx'), EVERYTHING],
  ['esbuild, which the targets and tsx run', bumped('esbuild'), EVERYTHING],
  ['typescript', bumped('typescript'), EVERYTHING],
  ['axios, which only Nx uses', bumped('axios'), [PLUGIN, STACK, BENCH]],
  // Too much: it concerns lint only.
  ['biome', bumped('@biomejs/biome'), EVERYTHING],
  // Too much: it concerns the tests of the packages that name it, and not who depends on those.
  ['fast-check', bumped('fast-check'), usersOf('fast-check')],
  // A package that is gone has no place in the graph any more, so Nx asks everything.
  ['a package that leaves the lock file', unlocked('axios'), EVERYTHING],
];

let copy: WorkspaceCopy;
let nx: NxProcess;
beforeAll(async () => {
  copy = await WorkspaceCopy.make();
  nx = new NxProcess(copy);
});
afterAll(async () => {
  await nx?.end();
  await copy?.remove();
});

describe('affected by a change of', () => {
  it.each(TABLE)('%s is what it can concern', async (_, change, selected) => {
    await copy.reset();
    await change(copy);
    await copy.commit();
    const { tasks, projects } = await nx.ask({ targets: TARGETS, affectedSince: 'HEAD~1' });
    const roots = projects.map(({ root }) => root).filter((root) => selected === EVERYTHING || selected.includes(root));
    if (selected !== EVERYTHING) expect(roots.sort()).toEqual([...selected].sort());
    const rootOf = new Map(projects.map(({ name, root }) => [name, root]));
    const expected = projects
      .filter(({ root }) => roots.includes(root))
      .flatMap(({ root, targets }) =>
        TARGETS.filter((each) => targets.includes(each)).map((each) => `${root}:${each}`),
      );
    // The stack is judged as it is built, so the builds of all apps come with it.
    const builds = roots.includes(STACK) ? APPS.map((app) => `${app}:build`) : [];
    const ids = tasks.map(({ project, target }) => `${rootOf.get(project)}:${target}`);
    expect(ids.sort()).toEqual([...new Set([...expected, ...builds])].sort());
  });

  it('an app is what the command selects: nx affected', async () => {
    await copy.reset();
    await copy.touch('apps/connector/src/settings.ts');
    await copy.commit();
    const range = ['--base=HEAD~1', '--head=HEAD'];
    const { stdout } = await copy.nx(['affected', '-t', ...TARGETS, ...range, '--graph=stdout']);
    const { tasks } = await nx.ask({ targets: TARGETS, affectedSince: 'HEAD~1' });
    const ids = tasks.map(({ project, target }) => `${project}:${target}`);
    expect(Object.keys(JSON.parse(stdout).tasks.tasks).sort()).toEqual(ids.sort());
  });
});

function touched(file: string): Change {
  return (copy) => copy.touch(file);
}

function removed(file: string): Change {
  return ({ folder }) => rm(join(folder, file));
}

function bumped(dependency: string): Change {
  return (copy) => copy.relock(dependency, 'bumped');
}

function unlocked(dependency: string): Change {
  return (copy) => copy.relock(dependency, 'gone');
}

/** The folders that a package.json leads to: those that name a package, and those that name one of those, and so on. */
function usersOf(used: string): readonly string[] {
  const workspace = fileURLToPath(new URL('../..', import.meta.url));
  const roots = ['packages', 'apps', 'tools'].flatMap((room) =>
    readdirSync(join(workspace, room)).map((name) => `${room}/${name}`),
  );
  const named = new Map(
    roots.map((root) => {
      const { dependencies, devDependencies } = JSON.parse(readFileSync(join(workspace, root, 'package.json'), 'utf8'));
      return [root, Object.keys({ ...dependencies, ...devDependencies })];
    }),
  );
  // What no package.json's dependencies say: the benchmark and the release are all packages, what emits runs the command, and the stack is all apps.
  for (const root of [...APPS, MAP]) named.get(root)?.push('@k8s-blocks/cli');
  named.get(STACK)?.push(...APPS.map(packageOf));
  const packages = roots.filter((root) => root.startsWith('packages/'));
  named.get(BENCH)?.push(...[...packages, PLUGIN].map(packageOf));
  named.get(RELEASE)?.push(...packages.filter((root) => root !== 'packages/stack').map(packageOf));
  const users = new Set(roots.includes(used) ? [used] : []);
  const names = [roots.includes(used) ? packageOf(used) : used];
  for (const name of names) {
    for (const root of roots.filter((root) => !users.has(root) && named.get(root)?.includes(name))) {
      users.add(root);
      names.push(packageOf(root));
    }
  }
  return [...users];
}

function packageOf(root: string): string {
  return `@k8s-blocks/${root.slice(root.indexOf('/') + 1)}`;
}
