import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Answer, WorkspaceCopy } from '@k8s-blocks/testing/workspace-copy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patched } from './documentation/walk.ts';

/** A step of the tutorial: to run some commands, or to edit a file. */
type Step = { readonly commands: readonly string[] } | { readonly file: string; readonly diff: string };

/** The tutorial with another service, since the workspace may have `payments`. The name sorts alike among imports. */
const TUTORIAL = readFileSync(fileURLToPath(new URL('../../../docs/tutorial.md', import.meta.url)), 'utf8').replaceAll(
  'payments',
  'paymentstutorial',
);

/** The steps that need no cluster. */
const steps = stepsOf(TUTORIAL.slice(0, TUTORIAL.indexOf('## Apply it')));
const commands = steps.flatMap((step) => ('commands' in step ? step.commands : []));

/** All commands but `npm ci`: in the copy of the workspace, the packages are linked already. */
const run = commands.filter((command) => command !== 'npm ci');

/** The steps of a text, in its order. A diff edits the last file that is named before it. */
function stepsOf(text: string): readonly Step[] {
  return [...text.matchAll(/^```(sh|diff)\n(.*?)^```$/gms)].map(({ 1: language, 2: block = '', index }) => {
    if (language === 'sh') return { commands: block.trim().split('\n') };
    const [file = ''] = [...text.slice(0, index).matchAll(/\b[\w/.-]+\.ts\b/g)].at(-1) ?? [];
    return { file, diff: block };
  });
}

describe('the tutorial', () => {
  let copy: WorkspaceCopy;
  const answers = new Map<string, Answer>();
  beforeAll(async () => {
    copy = await WorkspaceCopy.make();
    for (const step of steps) {
      if ('file' in step) {
        const path = join(copy.folder, step.file);
        const after = patched(await readFile(path, 'utf8'), step.diff);
        if (after === undefined) throw new Error(`This does not fit into ${step.file}, once:\n${step.diff}`);
        await writeFile(path, after);
      } else {
        for (const command of step.commands) if (run.includes(command)) answers.set(command, await answerTo(command));
      }
    }
  }, 120_000);
  afterAll(() => copy?.remove());

  function answerTo(command: string): Promise<Answer> {
    const [npx, nx, ...args] = command.split(' ');
    if (npx !== 'npx' || nx !== 'nx') throw new Error(`The tutorial says ${command}, which this test cannot run.`);
    return copy.nx(args[0] === 'g' ? [...args, '--skip-install'] : args);
  }

  it('needs five commands and two edits at most', () => {
    expect(commands.length).toBeLessThanOrEqual(5);
    expect(steps.filter((step) => 'file' in step)).toHaveLength(2);
  });

  it.each(run)('does not fail at %s', (command) => {
    const { exitCode = 1, stdout = '', stderr = '' } = answers.get(command) ?? {};
    expect(exitCode, stdout + stderr).toBe(0);
  });

  it('says how verify ends', () => {
    const [, said = ''] = TUTORIAL.match(/^```text\n(.*?)\n```$/ms) ?? [];
    expect(said).not.toBe('');
    expect(answers.get('npx nx run stack:verify')?.stdout).toContain(said);
  });

  it('makes a service that calls the one next to it, in staging the one of staging', async () => {
    const overlay = await readFile(
      join(copy.folder, 'k8s/paymentstutorial/overlays/staging/kustomization.yaml'),
      'utf8',
    );
    expect(overlay).toContain('ws://connector-staging.agent-runtime-staging.svc.cluster.local:4000');
  });

  it('leaves nothing to emit', async () => {
    const { exitCode, output } = await copy.runMany(['-t', 'check']);
    expect(exitCode, output).toBe(0);
  }, 60_000);
});
