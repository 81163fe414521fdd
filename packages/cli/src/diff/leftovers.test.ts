import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  commit,
  diffIn,
  edit,
  folder,
  git,
  inRepository,
  leftovers,
  MAP,
  repository,
  temporary,
  write,
} from './two-services.test-helper.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

inRepository();

describe('diff', () => {
  it('works from a folder of the repository, and leaves repository and index as they are', async () => {
    await edit('k8s/shop/base/deployment.yaml', 'replicas: 2', 'replicas: 3');
    await write('k8s/shop/notes.txt', 'new');
    const before = await git('status', '--porcelain=v2');
    const { code, stdout } = await diffIn(join(repository, 'k8s'), {}, '../map.mjs', '--root', '.');
    expect(code).toBe(0);
    expect(stdout).toContain('From 2 pods to 3.');
    expect(await git('status', '--porcelain=v2')).toBe(before);
    expect(await leftovers()).toEqual([]);
  });

  it('removes what is temporary also if it is interrupted', async () => {
    await edit('k8s/shop/base/deployment.yaml', 'replicas: 2', 'replicas: 3');
    const kubectl = join(folder, 'slow-kubectl');
    await writeFile(
      kubectl,
      '#!/bin/sh\ncase "$1" in version) echo \'{"kustomizeVersion":"v5.7.1"}\' ;; *) exec sleep 20 ;; esac\n',
    );
    await chmod(kubectl, 0o755);
    expect(await endedBy('SIGINT', { KUBECTL: kubectl }, 'index')).toBe('SIGINT');
    expect(await leftovers()).toEqual([]);
  });

  it('removes what is temporary also if it is ended while git writes it', async () => {
    await git('config', 'filter.slow.smudge', 'sleep 1; cat');
    await write('k8s/.gitattributes', '*.yaml filter=slow\n');
    await commit();
    expect(await endedBy('SIGTERM', {}, 'trees')).toBe('SIGTERM');
    // What git would still have written, had it not been ended, it would have written by now.
    await sleep(2000);
    expect(await leftovers()).toEqual([]);
  });

  /** Starts the command, and ends it when it has written a path; by what it was ended. */
  async function endedBy(signal: NodeJS.Signals, env: NodeJS.ProcessEnv, written: string): Promise<unknown> {
    const options = { cwd: repository, env: { ...process.env, TMPDIR: temporary, ...env } };
    const child = spawn(process.execPath, ['--import', TSX, MAIN, 'diff', MAP], options);
    const ended = new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
    const isWritten = async () => (await leftovers()).some((name) => existsSync(join(temporary, name, written)));
    while (!(await isWritten())) await sleep(10);
    child.kill(signal);
    return ended;
  }
});
