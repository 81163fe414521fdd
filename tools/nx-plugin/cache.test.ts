import { WorkspaceCopy } from '@k8s-blocks/testing/workspace-copy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** All that is cached of a block, of one that it uses, and of an app. */
const RUN = ['-t', 'lint', 'typecheck', 'test', 'build', '-p', 'labels', 'refusal', 'agent-runtime'];
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

describe('what is cached is run again after a change of', () => {
  let copy: WorkspaceCopy;
  beforeAll(async () => {
    copy = await WorkspaceCopy.make();
    const { exitCode, output, ran } = await copy.runMany(RUN);
    expect(exitCode, output).toBe(0);
    expect(ran).toEqual([...LABELS, ...REFUSAL, ...APP].sort());
  }, 120_000);
  afterAll(() => copy?.remove());

  it.each(TABLE)(
    '%s, where it concerns it',
    async (_, change, ran) => {
      await copy.reset();
      await change(copy);
      expect((await copy.runMany(RUN)).ran).toEqual([...ran].sort());
    },
    60_000,
  );

  it('$KUBECTL, even to one that is not there', async () => {
    await copy.reset();
    const build = ['-t', 'build', '-p', 'agent-runtime'];
    expect((await copy.runMany(build)).ran).toEqual([]);
    const { exitCode, output } = await copy.runMany(build, { KUBECTL: '/nowhere/kubectl' });
    expect(output).toContain('/nowhere/kubectl');
    expect(exitCode).toBe(1);
  }, 60_000);
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
