import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

interface TaskResult {
  readonly task: string;
  readonly result: { readonly success: boolean; readonly terminalOutput: string };
}

/** The batch of some checks, run as Nx runs it: in one process, without a terminal of its own. */
async function batchOf(modules: Readonly<Record<string, string>>): Promise<readonly TaskResult[]> {
  const tasks = Object.keys(modules);
  const graph = { tasks: Object.fromEntries(tasks.map((task) => [task, {}])), dependencies: {} };
  const options = Object.fromEntries(
    Object.entries(modules).map(([task, module]) => [task, { command: 'check', module }]),
  );
  const script = `
    const { batch } = require('./tools/nx-plugin/app-executor.cjs');
    (async () => {
      for await (const each of batch(${JSON.stringify(graph)}, ${JSON.stringify(options)})) console.log(JSON.stringify(each));
    })();`;
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { cwd });
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
