import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { WorkspaceCopy } from '@k8s-blocks/testing/workspace-copy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const WORKSPACE = fileURLToPath(new URL('../..', import.meta.url));

interface TaskResult {
  readonly task: string;
  readonly result: { readonly success: boolean; readonly terminalOutput: string };
}

/** The batch of some checks, run as Nx runs it in a folder of the workspace: in one process, without a terminal of its own. */
async function batchOf(
  modules: Readonly<Record<string, string>>,
  { cwd = WORKSPACE, ...others }: { readonly cwd?: string; readonly command?: string; readonly prune?: boolean } = {},
): Promise<readonly TaskResult[]> {
  const tasks = Object.keys(modules);
  const graph = { tasks: Object.fromEntries(tasks.map((task) => [task, {}])), dependencies: {} };
  const options = Object.fromEntries(
    Object.entries(modules).map(([task, module]) => [task, { command: 'check', module, ...others }]),
  );
  const script = `
    const { batch } = require(${JSON.stringify(join(cwd, 'tools/nx-plugin/app-executor.cjs'))});
    (async () => {
      for await (const each of batch(...${JSON.stringify([graph, options, {}, { root: cwd }])})) console.log(JSON.stringify(each));
    })();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { cwd: join(cwd, 'apps') });
  return stdout
    .trim()
    .split('\n')
    .map((line): TaskResult => JSON.parse(line));
}

describe('many apps in one process', () => {
  it('are checked one after the other; one that fails is named, and leaves the others done', async () => {
    const results = await batchOf({
      'agent-society:check': 'apps/agent-society/src/app.ts',
      'nobody:check': 'apps/nobody/src/app.ts',
      'connector:check': 'apps/connector/src/app.ts',
    });
    expect(results.map(({ task, result }) => [task, result.success])).toEqual([
      ['agent-society:check', true],
      ['nobody:check', false],
      ['connector:check', true],
    ]);
    const [first, failed] = results;
    expect(first?.result.terminalOutput).toBe('agent-society: as it is emitted\n');
    expect(failed?.result.terminalOutput).toContain('apps/nobody/src/app.ts\n  There is no such file.');
  });
});

describe('the apps of a whole stack, in one process', () => {
  let copy: WorkspaceCopy;
  beforeAll(async () => {
    copy = await WorkspaceCopy.make();
  }, 60_000);
  afterAll(() => copy?.remove());

  const APPS = {
    'agent-runtime:check': 'apps/agent-runtime/src/app.ts',
    'agent-society:check': 'apps/agent-society/src/app.ts',
    'map:check': 'tools/map/src/overview.ts',
  };

  it('say a mistake on the map once, and refer to it in the logs of the others', async () => {
    await edit('packages/stack/src/system.ts', (text) => text.replace('connector.ports.admin', 'connector.ports.admn'));
    const results = await batchOf(APPS, { cwd: copy.folder });
    expect(results.map(({ result }) => result.success)).toEqual([false, false, false]);
    const [first, ...others] = results.map(({ result }) => result.terminalOutput);
    expect(first).toMatch(/packages\/stack\/src\/system\.ts:\d+:\d+ › contract connector › ports\.admn\n/);
    expect(first).toContain('Did you mean "admin"?\n  This concerns 3: apps/agent-runtime/src/app.ts,');
    const reference = /^The same error as of apps\/agent-runtime\/src\/app\.ts, where it is shown: .*ports\.admn\n$/;
    for (const other of others) expect(other).toMatch(reference);
    await copy.reset();
  });

  it('name the tree of a service that was removed, in the log of the map, and prune it', async () => {
    await rm(join(copy.folder, 'apps/connector'), { recursive: true });
    await edit('packages/stack/src/system.ts', (text) =>
      text
        .replace('agentRuntime, connector]', 'agentRuntime]')
        .split('\n')
        .filter((line) => !/connection\(.*connector/.test(line))
        .join('\n'),
    );
    const others = { 'map:check': APPS['map:check'] };
    const [checked] = await batchOf(others, { cwd: copy.folder });
    expect(checked?.result.success).toBe(false);
    expect(checked?.result.terminalOutput).toContain('k8s/connector: No app emits this tree any more');
    const [pruned] = await batchOf(others, { cwd: copy.folder, command: 'emit', prune: true });
    expect(pruned?.result.success).toBe(true);
    expect(pruned?.result.terminalOutput).toContain('removed  k8s/connector/base/deployment.yaml\n');
    const [after] = await batchOf(others, { cwd: copy.folder });
    expect(after?.result).toMatchObject({ success: true, terminalOutput: 'map: as it is emitted\n' });
    await copy.reset();
  });

  async function edit(path: string, change: (text: string) => string): Promise<void> {
    const text = await readFile(join(copy.folder, path), 'utf8');
    await writeFile(join(copy.folder, path), change(text));
  }
});
