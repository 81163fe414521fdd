import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Answer, WorkspaceCopy } from '@k8s-blocks/testing/workspace-copy';
import { expanded, judge, program, type Surroundings } from './forms.ts';
import type { Block, Page } from './page.ts';
import { quoteProblem } from './quotes.ts';
import { commandsOf, type Words } from './shell.ts';

/** An edit that a page presupposes: the first occurrence of a text in a file, and its replacement. */
export type Edit = readonly [file: string, text: string, by: string];

/** Options of {@link walk}. */
export interface Walk {
  /** A copy of the workspace without uncommitted changes, unless `isChanged`. The page may change it. */
  readonly copy: WorkspaceCopy;
  readonly targets: Surroundings['targets'];
  /** The folder below the copy for its files and commands. Default: the copy itself. */
  readonly project?: string;
  /** The folder below the copy of the example that its blocks quote, in which its commands are checked. Default: it quotes none. */
  readonly example?: string;
  /** Whether another test runs its commands and edits, so that they are only checked here. */
  readonly isRunElsewhere?: boolean;
  /** Whether the copy has uncommitted changes. Default: false. */
  readonly isChanged?: boolean;
  /** The answers of commands in a copy without changes, by command. */
  readonly memo: Map<string, Answer>;
}

/** Runs the commands and edits of a page, block after block, and returns the problems. */
export async function walk(page: Page, given: Walk) {
  const { copy, targets, project = '', example, isRunElsewhere = example !== undefined, memo } = given;
  const folder = join(copy.folder, example ?? project);
  const surroundings: Surroundings = { workspace: copy.folder, folder, targets };
  const problems: string[] = [];
  let isChanged = given.isChanged === true || project !== '';
  let printed = '';

  const runCommand = async (words: Words) => {
    const command = words.join(' ');
    const answer = (isChanged ? undefined : memo.get(command)) ?? (await answerTo(program(words), copy, folder));
    if (!isChanged) memo.set(command, answer);
    printed += answer.stdout + answer.stderr;
    return answer;
  };

  const doCommands = async ({ location, text }: Block) => {
    printed = '';
    for (const words of commandsOf(text)) {
      const judged = await judge(words, surroundings);
      problems.push(...judged.problems.map((problem) => `${location}: ${problem}`));
      if (!judged.isRun || isRunElsewhere) continue;
      const { exitCode, stdout, stderr } = await runCommand(words);
      if (exitCode !== 0) problems.push(`${location}: ${words.join(' ')} exits ${exitCode}:\n${stdout}${stderr}`);
    }
  };

  const quote = ({ location, text }: Block) => {
    const problem = example === undefined ? undefined : quoteProblem(folder, text);
    if (problem !== undefined) problems.push(`${location}: ${problem}`);
  };

  const does: Readonly<Record<string, (block: Block) => Promise<void>>> = {
    sh: doCommands,
    async ts(block) {
      quote(block);
      const { file, text } = block;
      if (project !== '' && file !== undefined) await write(join(folder, file), text);
    },
    async json({ location, file, text }) {
      const value = parsedJson(text);
      if (value === undefined) problems.push(`${location}: It is not JSON.`);
      if (project !== '' && file !== undefined) await write(join(folder, file), text);
    },
    async diff({ location, file = '', text }) {
      if (isRunElsewhere) return;
      isChanged = true;
      const before = await readFile(join(folder, file), 'utf8').catch(() => '');
      const after = patched(before, text);
      if (after === undefined) problems.push(`${location}: It does not fit into ${file}, once.`);
      else await writeFile(join(folder, file), after);
    },
    async text({ location, text }) {
      if (!isRunElsewhere && !printed.includes(text.trimEnd())) {
        problems.push(`${location}: The commands before it do not print that, but:\n${printed}`);
      }
    },
    async yaml(block) {
      quote(block);
    },
    async mermaid() {},
  };

  for (const block of page.blocks) await does[block.language]?.(block);
  for (const { location, text } of page.inlineCommands) {
    for (const words of commandsOf(text)) {
      problems.push(...(await judge(words, surroundings)).problems.map((problem) => `${location}: ${problem}`));
    }
  }
  return { problems };
}

/** Edits the copy, and emits all apps. */
export async function prepare(copy: WorkspaceCopy, edits: readonly Edit[]): Promise<void> {
  for (const [file, text, by] of edits) {
    const path = join(copy.folder, file);
    const before = await readFile(path, 'utf8');
    if (!before.includes(text)) throw new Error(`${file} does not contain: ${text}`);
    await writeFile(path, before.replace(text, by));
  }
  await answerTo(['k8s-blocks', 'emit', 'apps/*/src/app.ts'], copy, copy.folder);
}

/** An empty git repository below the copy, which finds the copy's modules. */
export async function emptyProject(copy: WorkspaceCopy, project: string): Promise<void> {
  const folder = join(copy.folder, project);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const git = (...args: readonly string[]) => run(folder, 'git', args);
  await git('init', '--quiet', '--initial-branch=main');
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
  await git(...author, 'commit', '--quiet', '--no-gpg-sign', '--allow-empty', '--message=empty');
}

/** The text with each hunk of a diff applied; undefined if a hunk fits no part of it, or several. */
export function patched(text: string, diff: string): string | undefined {
  return diff.split('@@\n').reduce<string | undefined>((before, hunk) => {
    const lines = hunk.split('\n').filter((line) => line !== '');
    const without = (sign: string) =>
      lines.flatMap((line) => (line.startsWith(sign) ? [] : [`${line.slice(1)}\n`])).join('');
    const parts = before?.split(without('+')) ?? [];
    return parts.length === 2 ? parts.join(without('-')) : undefined;
  }, text);
}

/** Type-checks a folder of the copy. */
export function tsc(copy: WorkspaceCopy, folder: string): Promise<Answer> {
  return run(copy.folder, process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder]);
}

/** The apps of `nx run-many -t typecheck -p <app>…`; none if it is another command. */
function typeCheckedProjects(words: Words): readonly string[] {
  return /^run-many -t typecheck -p /.test(words.join(' ')) ? words.slice(words.indexOf('-p') + 1) : [];
}

/** One program of all, instead of one of each: their configurations say only what they extend. */
async function typeCheckTogether(copy: WorkspaceCopy, apps: readonly string[]): Promise<Answer> {
  const folder = join(copy.folder, 'typecheck');
  const config = { extends: '../tsconfig.base.json', include: apps.map((app) => `../apps/${app}`) };
  await write(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const answer = await tsc(copy, 'typecheck');
  await rm(folder, { recursive: true });
  return answer;
}

async function answerTo(words: Words, copy: WorkspaceCopy, folder: string): Promise<Answer> {
  const args = expanded(words, folder);
  const [first = '', second = ''] = args;
  if (first === 'npx' && second === 'nx') {
    const checked = typeCheckedProjects(args.slice(2));
    return checked.length > 0 ? typeCheckTogether(copy, checked) : copy.nx(args.slice(2));
  }
  const cli = args.indexOf('k8s-blocks');
  const command = join(copy.folder, 'tools/nx-plugin/k8s-blocks.mjs');
  if (cli >= 0) return run(folder, process.execPath, [command, ...args.slice(cli + 1)]);
  return run(folder, first === 'node' ? process.execPath : first, args.slice(1));
}

function run(cwd: string, file: string, args: readonly string[]): Promise<Answer> {
  const own = Object.entries(process.env).filter(([name]) => !/^(NX_|VITEST|NODE_ENV$|CI$|FORCE_COLOR$)/.test(name));
  return new Promise((resolve) => {
    const env = { ...Object.fromEntries(own), NO_COLOR: '1' };
    execFile(file, [...args], { cwd, maxBuffer: 2 ** 26, env }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ exitCode, stdout, stderr });
    });
  });
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
