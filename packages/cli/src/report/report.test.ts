import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReasonData, ReportData } from '@k8s-blocks/report';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { k8sBlocks, provideTypeScript } from '../k8s-blocks.test-helper.ts';
import { loadStack } from '../map-module.ts';
import { stackReport } from './stack-report.ts';

const WORKSPACE = fileURLToPath(new URL('../../../../', import.meta.url));
const SYSTEM = 'packages/stack/src/system.ts';
const BUILD = { root: 'k8s', out: 'dist/k8s', built: false, allowRemote: false, schemas: [] };

provideTypeScript(join(WORKSPACE, SYSTEM));

describe('the command report', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cli-report-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const report = (out: string) => k8sBlocks({ cwd: WORKSPACE }, 'report', SYSTEM, '--out', out);

  it('writes one file, the same each time, and overwrites its own', async () => {
    const path = join(folder, 'new/stack.html');
    expect(await report(path)).toEqual({ code: 0, stdout: `wrote    ${path}\n`, stderr: '' });
    const first = await readFile(path, 'utf8');
    expect(first).toMatch(/^<!-- Written by k8s-blocks report; do not edit\..*-->\n<!doctype html>\n/);
    // Nothing of this machine.
    expect(first).not.toContain(WORKSPACE);
    expect((await report(join(folder, 'new'))).stdout).toBe(`wrote    ${join(folder, 'new/report.html')}\n`);
    expect(await readFile(join(folder, 'new/report.html'), 'utf8')).toBe(first);
    expect((await report(path)).code).toBe(0);
  });

  it('never overwrites a file that it did not write', async () => {
    const path = join(folder, 'mine.html');
    await writeFile(path, '<p>mine</p>');
    const { code, stderr } = await report(path);
    expect(code).toBe(1);
    expect(stderr).toContain('This file was not written by report, which would overwrite it.');
    expect(await readFile(path, 'utf8')).toBe('<p>mine</p>');
  });

  it('is of one map', async () => {
    const { code, stderr } = await k8sBlocks({ cwd: WORKSPACE }, 'report', SYSTEM, SYSTEM);
    expect(code).toBe(1);
    expect(stderr).toContain('Run report once for each');
  });
});

describe('the places that a report names', () => {
  const before = process.cwd();
  let data: ReportData;
  beforeAll(async () => {
    process.chdir(WORKSPACE);
    data = await stackReport(SYSTEM, await loadStack(SYSTEM), BUILD);
  });
  afterAll(() => process.chdir(before));

  /** The lines of a file from one on. */
  const linesFrom = async (file: string, line: number) =>
    (await readFile(join(WORKSPACE, file), 'utf8')).split('\n').slice(line - 1);

  it('are the lines in which connections are declared', async () => {
    for (const { declared, why } of data.connections) {
      const [first, ...next] = await linesFrom(declared?.file ?? '', declared?.line ?? 0);
      expect(first).toContain('connection(');
      expect([first, ...next.slice(0, 5)].join('\n')).toContain(why);
    }
  });

  it('are the lines of rules, also of those that a patch of an overlay has', async () => {
    const rules = data.reasons.flatMap((reason: ReasonData) => (reason.kind === 'rule' ? [reason.rule] : []));
    expect(new Set(rules.map(({ file = '' }) => file.includes('/overlays/')))).toEqual(new Set([true, false]));
    for (const { file = '', line = 0, ports = '' } of rules) {
      const [first = '', ...next] = await linesFrom(file, line);
      expect(first).toMatch(/^ *- /);
      const [, port] = /port (\d+)/.exec(ports) ?? [];
      expect([first, ...next.slice(0, 30)].join('\n')).toContain(`port: ${port}`);
    }
  });

  it('are the files and lines of all objects', async () => {
    const objects = data.services.flatMap(({ environments }) => environments.flatMap((each) => each?.objects ?? []));
    expect(objects.length).toBeGreaterThan(90);
    for (const { kind, file = '', line = 0 } of objects) {
      const [first, second] = await linesFrom(file, line);
      expect(first).toMatch(/^apiVersion: /);
      expect(second).toBe(`kind: ${kind}`);
    }
  });
});
