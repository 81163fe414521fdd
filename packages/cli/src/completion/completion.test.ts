import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../commands.ts';
import { k8sBlocks } from '../k8s-blocks.test-helper.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { zshScript } from './zsh.ts';

const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'completion-'));
  await mkdir(join(folder, 'apps/my shop'), { recursive: true });
  await writeFile(join(folder, 'apps/map.ts'), '');
  await writeFile(join(folder, 'bash.sh'), bashScript(COMMANDS));
});
afterAll(() => rm(folder, { recursive: true }));

describe.skipIf(!has('bash'))('in a real bash', () => {
  /** What bash offers for the last word, as it parts the line itself. */
  async function offered(...words: string[]): Promise<readonly string[]> {
    const parted = words.flatMap((word) => (word === '' ? [''] : word.split(/(=)/).filter((part) => part !== '')));
    const script = `
      source ./bash.sh
      COMP_WORDS=(k8s-blocks "$@"); COMP_CWORD=$#
      _k8s_blocks 2>/dev/null
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await promisify(execFile)('bash', ['-c', script, 'bash', ...parted], { cwd: folder });
    return stdout.split('\n').filter((line) => line !== '');
  }

  it('completes the commands', async () => {
    expect(await offered('')).toEqual([...Object.keys(COMMANDS), '--help']);
    expect(await offered('d')).toEqual(['diff', 'dry-run', 'deploy', 'drift']);
  });

  it.each(Object.entries(COMMANDS))('completes the options of %s, and no others', async (name, { options }) => {
    const all = [...Object.keys(options), 'help'].map((option) => `--${option}`);
    expect(await offered(name, '--')).toEqual(all);
  });

  it('completes the values of options, also after an equals sign', async () => {
    expect(await offered('verify', '--format', 'j')).toEqual(['json']);
    expect(await offered('verify', '--format=s')).toEqual(['sarif']);
    expect(await offered('diff', 'apps/map.ts', '--format', '')).toEqual(['text', 'markdown', 'html']);
    expect(await offered('emit', '--root', 'a')).toEqual(['apps']);
    expect(await offered('completion', 'z')).toEqual(['zsh']);
  });

  it('completes files, whose names may have spaces', async () => {
    expect(await offered('emit', 'apps/m')).toEqual(expect.arrayContaining(['apps/map.ts', 'apps/my shop']));
  });

  it('completes the revisions of the repository', async () => {
    await promisify(execFile)('git', ['init', '--quiet', '--initial-branch=main', folder]);
    const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
    await promisify(execFile)('git', [...identity, 'commit', '--quiet', '--allow-empty', '--message=x'], {
      cwd: folder,
    });
    expect(await offered('diff', '--base', 'm')).toEqual(['main']);
  });
});

describe.each([
  ['bash', bashScript],
  ['zsh', zshScript],
  ['fish', fishScript],
] as const)('the script for %s', (shell, script) => {
  it('is what the command prints', async () => {
    const { code, stdout } = await k8sBlocks({ cwd: folder }, 'completion', shell);
    expect({ code, stdout }).toEqual({ code: 0, stdout: script(COMMANDS) });
  });

  it('has every command and option', () => {
    for (const [name, { options }] of Object.entries(COMMANDS)) {
      expect(script(COMMANDS)).toContain(name);
      for (const option of Object.keys(options)) expect(script(COMMANDS)).toContain(option);
    }
  });

  it.skipIf(!has(shell))('is one that the shell can read', async () => {
    await writeFile(join(folder, `script.${shell}`), script(COMMANDS));
    expect(spawnSync(shell, ['-n', join(folder, `script.${shell}`)]).status).toBe(0);
  });
});
