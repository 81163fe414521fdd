import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findKubectl } from '@k8s-blocks/kubectl';
import { WorkspaceCopy } from '@k8s-blocks/testing/workspace-copy';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

const WORKSPACE = fileURLToPath(new URL('../..', import.meta.url));

interface TaskResult {
  readonly task: string;
  readonly result: { readonly success: boolean; readonly terminalOutput: string };
}

/** How Nx runs a batch. */
interface BatchOptions {
  /** Default: the workspace. */
  readonly cwd?: string;
  /** Default: what the name of the task says. */
  readonly command?: string;
  readonly prune?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
}

/** The batch of some tasks, run as Nx runs it in a folder of the workspace: in one process, without a terminal of its own. */
async function batchOf(
  modules: Readonly<Record<string, string>>,
  { cwd = WORKSPACE, env = {}, dependencies = {}, ...others }: BatchOptions = {},
): Promise<readonly TaskResult[]> {
  const tasks = Object.keys(modules);
  const graph = { tasks: Object.fromEntries(tasks.map((task) => [task, {}])), dependencies };
  const options = Object.fromEntries(
    Object.entries(modules).map(([task, module]) => [task, { command: task.split(':')[1], module, ...others }]),
  );
  const script = `
    const { batch } = require(${JSON.stringify(join(cwd, 'tools/nx-plugin/app-executor.cjs'))});
    (async () => {
      for await (const each of batch(...${JSON.stringify([graph, options, {}, { root: cwd }])})) console.log(JSON.stringify(each));
    })();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], {
    cwd: join(cwd, 'apps'),
    env: { ...process.env, ...env },
  });
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

  it('are built in one process of kubectl an environment, besides what else is asked, and each is told of by itself', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'app-executor-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const [kubectl, log] = [join(folder, 'kubectl'), join(folder, 'log')];
    const body = `#!/bin/sh\necho "$1" >> '${log}'\nexec '${await findKubectl()}' "$@"\n`;
    await writeFile(kubectl, body, { mode: 0o755 });
    const results = await batchOf(
      {
        'agent-society:build': 'apps/agent-society/src/app.ts',
        'agent-society:check': 'apps/agent-society/src/app.ts',
        'nobody:build': 'apps/nobody/src/app.ts',
        'connector:build': 'apps/connector/src/app.ts',
        'connector:check': 'apps/connector/src/app.ts',
      },
      { env: { KUBECTL: kubectl }, dependencies: { 'connector:check': ['connector:build'] } },
    );
    expect(results.map(({ task, result }) => [task, result.success])).toEqual([
      ['agent-society:build', true],
      ['nobody:build', false],
      ['connector:build', true],
      ['agent-society:check', true],
      ['connector:check', true],
    ]);
    const [society, nobody, connector] = results.map(({ result }) => result.terminalOutput);
    expect(society).toMatch(/^built {4}dist\/k8s\/agent-society\/base\.yaml\n(built .*\n){2}agent-society: 3 built\n$/);
    expect(nobody).toBe('apps/nobody/src/app.ts\n  There is no such file.\n  Give the path of an app module.\n\n');
    expect(connector).toMatch(/^built {4}dist\/k8s\/connector\/base\.yaml\n(built .*\n){2}connector: 3 built\n$/);
    const started = (await readFile(log, 'utf8')).trim().split('\n').toSorted();
    expect(started).toEqual(['kustomize', 'kustomize', 'kustomize', 'version']);
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
