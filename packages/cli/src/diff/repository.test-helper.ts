import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { contract, stack } from '@k8s-blocks/topology';
import { expect } from 'vitest';
import { provideModules } from '../import-module.ts';
import { run } from '../run.ts';

const shop = contract({ name: 'shop', ports: {} });
const map = stack({ services: [shop], environments: { base: {} }, connections: [] });

/** What the command answered. */
export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A real repository with the tree of one service, and the command in this process, in its folder. */
export interface Repository {
  /** Its folder; beside it lies that for temporary files. */
  readonly folder: string;
  readonly temporary: string;
  readonly git: (...args: string[]) => Promise<string>;
  readonly write: (path: string, text: string) => Promise<void>;
  readonly commit: () => Promise<void>;
  /** Runs `k8s-blocks diff` of a map in this process, in the working directory. */
  readonly diff: (...args: string[]) => Promise<Answer>;
  /** What the command has made and not removed. */
  readonly leftovers: () => Promise<readonly string[]>;
  readonly remove: () => Promise<void>;
}

/** Makes the repository, goes into it, and commits a first revision. */
export async function makeRepository(): Promise<Repository> {
  const outer = await realpath(await mkdtemp(join(tmpdir(), 'cli-diff-')));
  const [folder, temporary] = [join(outer, 'repository'), join(outer, 'temporary')];
  const [cwd, tmp] = [process.cwd(), process.env.TMPDIR];
  await mkdir(folder);
  await mkdir(temporary);
  process.chdir(folder);
  process.env.TMPDIR = temporary;
  const module = resolve('map.mjs');
  const repository: Repository = {
    folder,
    temporary,
    git: (...args) => git(folder, args),
    write: (path, text) => write(join(folder, path), text),
    commit: async () => {
      await git(folder, ['add', '--all', '--force']);
      await git(folder, ['commit', '--quiet', '--allow-empty', '--message=change']);
    },
    diff: async (...args) => {
      provideModules({ [module]: async () => ({ default: map }) });
      return answerOf(['diff', module, ...args]);
    },
    leftovers: () => readdir(temporary),
    remove: async () => {
      process.chdir(cwd);
      if (tmp === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = tmp;
      await rm(outer, { recursive: true });
    },
  };
  await git(folder, ['init', '--quiet', '--initial-branch=main']);
  await writeService(repository, 'shop');
  await repository.commit();
  return repository;
}

/** Writes the tree of a service with one ConfigMap. */
export async function writeService({ write: writeFileAt }: Repository, name: string, value = 'old'): Promise<void> {
  await writeFileAt(`k8s/${name}/base/kustomization.yaml`, 'resources: [settings.yaml]\n');
  await writeFileAt(
    `k8s/${name}/base/settings.yaml`,
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { key: ${value} }\n`,
  );
}

async function answerOf(args: readonly string[]): Promise<Answer> {
  const [said, complained]: [string[], string[]] = [[], []];
  const code = await run(args, { print: (text) => said.push(text), printError: (text) => complained.push(text) });
  return { code, stdout: said.join('\n'), stderr: complained.join('\n') };
}

async function git(folder: string, args: readonly string[]): Promise<string> {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost', '-c', 'protocol.file.allow=always'];
  const { stdout } = await promisify(execFile)('git', [...identity, ...args], { cwd: folder });
  return stdout;
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** Expects a refusal that contains some words, and no stack trace. */
export function expectRefusal({ code, stdout, stderr }: Answer, ...words: string[]): void {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  for (const each of words) expect(stderr).toContain(each);
  expect(stderr).not.toMatch(/^\s+at |node:/m);
}

/** Adds a submodule to the index, and its files to the work tree. */
export async function addSubmodule({ temporary, git: inRepository }: Repository, path: string): Promise<void> {
  const source = join(temporary, 'submodule');
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', source]);
  await mkdir(join(source, 'base'), { recursive: true });
  await mkdir(join(source, 'k8s'), { recursive: true });
  await writeFile(join(source, 'base/kustomization.yaml'), 'resources: [../../other]\n');
  await writeFile(join(source, 'k8s/x.yaml'), '');
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
  execFileSync('git', ['-C', source, 'add', '--all']);
  execFileSync('git', ['-C', source, ...identity, 'commit', '--quiet', '--allow-empty', '--message=change']);
  await inRepository('submodule', '--quiet', 'add', '--force', source, path);
}
