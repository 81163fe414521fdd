import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from './fakes.ts';
import { MAX_OUTPUT, run } from './run.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

/** Writes to `pid` the process that it leaves running in the background, which holds its output open. */
const LEAVES_ONE = (pid: string) => `sleep 600 & echo $! > '${pid}'`;

async function hasEnded(pidFile: string): Promise<boolean> {
  const pid = Number(readFileSync(pidFile, 'utf8'));
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    // A process that was killed is there until it is reaped.
    if (existsSync(`/proc/${pid}/stat`) && / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return true;
    await sleep(20);
  }
  return false;
}

describe('a command', () => {
  it('returns its output, and reads its input', async () => {
    expect(await run('sh', ['-c', 'cat; echo b >&2'], { input: 'a' })).toEqual({ stdout: 'a', stderr: 'b\n' });
  });

  it('has neither input nor a terminal to ask on', async () => {
    const { stdout } = await run('sh', ['-c', 'read answer; echo $? $$ $(ps -o sid= -p $$)']);
    const [read, pid, session] = stdout.trim().split(' ');
    // Who leads a session of its own has no terminal.
    expect({ read, session }).toEqual({ read: '1', session: pid });
  });

  it.each([
    ['does not start', join('/', 'missing', 'command'), [], 'start', 'ENOENT'],
    ['fails in its own words', 'sh', ['-c', 'echo no >&2; exit 3'], 'exit', 'no'],
    ['fails without a word', 'sh', ['-c', 'exit 3'], 'exit', 'exit code 3'],
    ['is ended by a signal', 'sh', ['-c', 'kill -9 $$'], 'signal', 'SIGKILL'],
  ] as const)('that %s is an error that says so', async (_, command, args, ending, words) => {
    const error = await run(command, args).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ ending });
    expect(`${(error as Error).message}${(error as { stderr: string }).stderr}`).toContain(words);
  });

  it('may print as much as is read of a file, and is ended if it prints more', async () => {
    expect((await run('head', ['-c', String(MAX_OUTPUT), '/dev/zero'])).stdout).toHaveLength(MAX_OUTPUT);
    await expect(run('yes', [])).rejects.toMatchObject({ ending: 'output' });
  });

  it.runIf(process.platform === 'linux')('has no more memory than it is given, nor has what it starts', async () => {
    // tail keeps all that it may have to print.
    const keeps = 'head -c 2000000000 /dev/zero | tail -c 1999999999 | wc -c; echo done';
    await expect(run('sh', ['-c', keeps], { memory: 100 })).resolves.toMatchObject({
      stdout: '0\ndone\n',
      stderr: expect.stringMatching(/memory/),
    });
  });

  it('passes its arguments on as they are, under a limit too', async () => {
    const args = ['a b', "'", '$(touch x)', '-n', '', '*', 'ü\n'];
    const { stdout } = await run(process.execPath, ['-p', 'JSON.stringify(process.argv.slice(1))', '--', ...args], {
      memory: 20_000,
    });
    expect(JSON.parse(stdout)).toEqual(args);
  });
});

describe('what a command leaves running', () => {
  const pidFile = () => join(folder, 'pid');

  it.each([
    ['that does its work', 'exit 0', {}],
    ['that fails', 'exit 1', {}],
    ['that runs out of time', 'sleep 600', { timeout: 1000 }],
    ['that prints too much', 'yes', {}],
  ])('ends with one %s', async (_, end, options) => {
    await run('sh', ['-c', `${LEAVES_ONE(pidFile())}; ${end}`], options).catch(() => undefined);
    expect(await hasEnded(pidFile())).toBe(true);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends when this process is ended by %s', async (signal) => {
    const program = join(folder, 'program.mjs');
    const module = new URL('./run.ts', import.meta.url).href;
    const command = `${LEAVES_ONE(pidFile())}; touch '${folder}/started'; wait`;
    writeFileSync(
      program,
      `import { run } from ${JSON.stringify(module)}; await run('sh', ['-c', ${JSON.stringify(command)}]);`,
    );
    const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), program], { stdio: 'ignore' });
    while (!existsSync(join(folder, 'started'))) await sleep(20);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([null, signal]);
    expect(await hasEnded(pidFile())).toBe(true);
  });
});
