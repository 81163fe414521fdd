import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkspaceCopy } from '@k8s-blocks/testing/workspace-copy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NxProcess } from './test-helpers/nx-process.ts';

/** All that is cached of a block, of one that it uses, and of an app. */
const TARGETS = ['lint', 'typecheck', 'test', 'build'];
const PROJECTS = ['labels', 'refusal', 'agent-runtime'];
const LABELS = ['labels:lint', 'labels:test', 'labels:typecheck'];
const REFUSAL = ['refusal:lint', 'refusal:test', 'refusal:typecheck'];
const APP = ['agent-runtime:build', 'agent-runtime:lint', 'agent-runtime:test', 'agent-runtime:typecheck'];

type Change = (copy: WorkspaceCopy) => Promise<void>;
type Row = readonly [what: string, change: Change, ran: readonly string[]];

const TABLE: readonly Row[] = [
  ['nothing', async () => {}, []],
  [
    'prose, and an app that nobody uses',
    touched('LICENSE', 'packages/labels/README.md', 'apps/connector/src/app.ts'),
    [],
  ],
  ['the source of a dependency', touched('packages/refusal/src/format-list.ts'), [...REFUSAL, ...notLint(LABELS, APP)]],
  // Exact, where affected is not: what depends on the labels depends on their sources only.
  ['a test', touched('packages/labels/src/labels.test.ts'), LABELS],
  ['an emitted file', touched('k8s/agent-runtime/base/service.yaml'), ['agent-runtime:build', 'agent-runtime:test']],
  ['the rules of Biome', touched('biome.json'), ['agent-runtime:lint', 'labels:lint', 'refusal:lint']],
  ["a dependency's version", bumped('fflate'), notLint(APP)],
  ["an unrelated dependency's version", bumped('axios'), []],
];

let copy: WorkspaceCopy;
let nx: NxProcess;
let committed: ReadonlyMap<string, string>;
beforeAll(async () => {
  copy = await WorkspaceCopy.make();
  nx = new NxProcess(copy);
  committed = await hashes();
});
afterAll(async () => {
  await nx?.end();
  await copy?.remove();
});

/** What each task is found by in the cache. */
async function hashes(): Promise<ReadonlyMap<string, string>> {
  const { tasks } = await nx.ask({ targets: TARGETS, projects: PROJECTS.map((name) => `@k8s-blocks/${name}`) });
  return new Map(
    tasks.map(({ project, target, hash = '' }) => [`${project.replace('@k8s-blocks/', '')}:${target}`, hash]),
  );
}

describe('what is cached is another after a change of', () => {
  it.each(TABLE)('%s, where it concerns it', async (_, change, ran) => {
    await copy.reset();
    await change(copy);
    const changed = [...(await hashes())].filter(([task, hash]) => hash !== committed.get(task));
    expect(changed.map(([task]) => task).sort()).toEqual([...ran].sort());
  });
});

describe('what is cached', () => {
  beforeAll(() => copy.reset());

  it('is run once, and again after a change', async () => {
    const run = ['-t', ...TARGETS, '-p', 'labels'];
    const { exitCode, output, ran } = await copy.runMany(run);
    expect(exitCode, output).toBe(0);
    expect(ran).toEqual(LABELS);
    expect(await copy.runMany(run)).toMatchObject({ ran: [], local: LABELS });
    await copy.touch('packages/labels/src/labels.test.ts');
    expect(await copy.runMany(['-t', 'lint', '-p', 'labels'])).toMatchObject({ ran: ['labels:lint'], local: [] });
  });

  it('is built in one process with others, and remembered by itself', async () => {
    await copy.reset();
    const build = ['-t', 'build', '-p', 'connector', 'tigerbeetle'];
    expect((await copy.runMany(build)).ran).toEqual(['connector:build', 'tigerbeetle:build']);
    const built = await copy.filesBelow('dist/k8s');
    expect(built.size).toBe(6);
    await rm(join(copy.folder, 'dist'), { recursive: true });
    await copy.touch('k8s/tigerbeetle/base/service.yaml');
    expect(await copy.runMany(build)).toMatchObject({ ran: ['tigerbeetle:build'], local: ['connector:build'] });
    expect(await copy.filesBelow('dist/k8s')).toEqual(built);
  });

  it('is built again with another $KUBECTL, even one that is not there', async () => {
    await copy.reset();
    const build = ['-t', 'build', '-p', 'agent-runtime'];
    expect((await copy.runMany(build)).ran).toEqual(['agent-runtime:build']);
    const { exitCode, output } = await copy.runMany(build, { KUBECTL: '/nowhere/kubectl' });
    expect(output).toContain('/nowhere/kubectl');
    expect(exitCode).toBe(1);
  });
});

function touched(...files: readonly string[]): Change {
  return (copy) => copy.touch(...files);
}

function bumped(dependency: string): Change {
  return (copy) => copy.relock(dependency, 'bumped');
}

/** Lint reads the project alone. */
function notLint(...tasks: readonly (readonly string[])[]): string[] {
  return tasks.flat().filter((task) => !task.endsWith(':lint'));
}
