import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, emitApp } from '@k8s-blocks/app';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { expect } from 'vitest';

/** The problems with which something is refused: none if it is not. */
export async function problemsOf(attempt: () => unknown): Promise<readonly Problem[]> {
  try {
    await attempt();
    return [];
  } catch (error) {
    if (error instanceof Refusal) return error.problems;
    throw error;
  }
}

/** The problems with which the emit of an app is refused. Nothing of it is written then. */
export async function refusalOf(mistaken: App): Promise<readonly Problem[]> {
  const root = await mkdtemp(join(tmpdir(), 'refused-'));
  try {
    const options = { root, staging: join(root, '.staging'), source: 'Change the app.' };
    const problems = await problemsOf(() => emitApp(mistaken, options));
    expect(await readdir(root)).toEqual([]);
    return problems;
  } finally {
    await rm(root, { recursive: true });
  }
}
