import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findKubectl } from '@k8s-blocks/kubectl';
import { describe, expect, it, onTestFinished } from 'vitest';

interface TaskResult {
  readonly task: string;
  readonly result: { readonly success: boolean; readonly terminalOutput: string };
}

/** The batch of some tasks, run as Nx runs it: in one process, without a terminal of its own. */
async function batchOf(
  modules: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = {},
  dependencies: Readonly<Record<string, readonly string[]>> = {},
): Promise<readonly TaskResult[]> {
  const tasks = Object.keys(modules);
  const graph = { tasks: Object.fromEntries(tasks.map((task) => [task, {}])), dependencies };
  const options = Object.fromEntries(
    Object.entries(modules).map(([task, module]) => [task, { command: task.split(':')[1], module }]),
  );
  const script = `
    const { batch } = require('./tools/nx-plugin/app-executor.cjs');
    (async () => {
      for await (const each of batch(${JSON.stringify(graph)}, ${JSON.stringify(options)})) console.log(JSON.stringify(each));
    })();`;
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], {
    cwd,
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
      { KUBECTL: kubectl },
      { 'connector:check': ['connector:build'] },
    );
    expect(results.map(({ task, result }) => [task, result.success])).toEqual([
      ['agent-society:check', true],
      ['agent-society:build', true],
      ['nobody:build', false],
      ['connector:build', true],
      ['connector:check', true],
    ]);
    const [, society, nobody, connector] = results.map(({ result }) => result.terminalOutput);
    expect(society).toMatch(/^built {4}dist\/k8s\/agent-society\/base\.yaml\n(built .*\n){2}agent-society: 3 built\n$/);
    expect(nobody).toBe('apps/nobody/src/app.ts\n  There is no such file.\n  Give the path of an app module.\n\n');
    expect(connector).toMatch(/^built {4}dist\/k8s\/connector\/base\.yaml\n(built .*\n){2}connector: 3 built\n$/);
    const started = (await readFile(log, 'utf8')).trim().split('\n').toSorted();
    expect(started).toEqual(['kustomize', 'kustomize', 'kustomize', 'version']);
  });
});
