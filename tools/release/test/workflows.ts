import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { WORKSPACE } from '../src/workspace.ts';

/** A step of a job, as far as the tests look at it. */
export interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A job of a workflow: steps, or another workflow that it calls. */
export interface Job {
  readonly uses?: string;
  readonly needs?: string | readonly string[];
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
}

/** A workflow of this repository, or an action. */
export interface Workflow {
  /** Its path from the root of the workspace. */
  readonly path: string;
  readonly text: string;
  readonly on?: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** All workflows, and the actions that they share, each of which is like a job. */
export function readWorkflows(): readonly Workflow[] {
  const workflows = pathsIn('workflows', (name) => name).map(read);
  const actions = pathsIn('actions', (name) => `${name}/action.yml`).map((path) => {
    const { runs, ...action } = read(path);
    return { ...action, jobs: { [path]: runs } };
  });
  return [...workflows, ...actions];
}

function pathsIn(folder: string, pathOf: (name: string) => string): readonly string[] {
  return readdirSync(join(WORKSPACE, '.github', folder)).map((name) => join('.github', folder, pathOf(name)));
}

function read(path: string): Workflow & { readonly runs: Job } {
  const text = readFileSync(join(WORKSPACE, path), 'utf8');
  return { ...parse(text), path, text };
}

/** The steps of all jobs. */
export function stepsOf({ jobs }: Workflow): readonly Step[] {
  return Object.values(jobs).flatMap(({ steps }) => steps ?? []);
}

/** The shell script of the only step of a job that has one. */
export function scriptOf(job: Job | undefined): string {
  const [script, ...others] = (job?.steps ?? []).flatMap(({ run }) => run ?? []);
  if (script === undefined || others.length > 0) throw new Error('The job has not one script.');
  return script;
}
