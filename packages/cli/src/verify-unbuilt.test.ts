import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Format, JsonReport } from '@k8s-blocks/findings';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { provideTypeScript } from './k8s-blocks.test-helper.ts';
import { run } from './run.ts';

const WORKSPACE = fileURLToPath(new URL('../../../', import.meta.url));
const MAP = join(WORKSPACE, 'packages/stack/src/system.ts');
provideTypeScript(MAP);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'verify-unbuilt-'));
  cpSync(join(WORKSPACE, 'k8s'), root, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

async function verify(...args: string[]): Promise<{ code: number; printed: string; errors: string[] }> {
  const lines: string[] = [];
  const errors: string[] = [];
  const output = { print: (text: string) => lines.push(text), printError: (text: string) => errors.push(text) };
  const code = await run(['verify', MAP, '--root', root, ...args], output);
  return { code, printed: lines.join('\n'), errors };
}

async function findingsOf(...args: string[]): Promise<JsonReport['findings']> {
  const { code, printed, errors } = await verify(...args, '--format', 'json');
  expect({ code, errors }).toEqual({ code: 1, errors: [] });
  return (JSON.parse(printed) as JsonReport).findings;
}

describe('verify of a map', () => {
  it('says which overlays do not build, and finds nothing wrong with the connections to them', async () => {
    const fileOf = (environment: string) => join(root, 'connector', environment, 'kustomization.yaml');
    writeFileSync(fileOf('base'), 'kind: Kustomisation\n');
    writeFileSync(fileOf('overlays/staging'), 'resources: [missing.yaml]\n');
    writeFileSync(fileOf('overlays/production'), 'resources: [\n');
    const findings = await findingsOf();
    const unreadable = { rule: 'unreadable', severity: 'error', service: 'connector' };
    expect(findings).toMatchObject([
      { ...unreadable, environment: 'base', file: fileOf('base') },
      { ...unreadable, environment: 'staging', file: fileOf('overlays/staging') },
      { ...unreadable, environment: 'production', file: fileOf('overlays/production') },
    ]);
    expect(findings[1]?.problem).toContain('missing.yaml');
    for (const { why } of findings) expect(why).toContain('neither are its ends of connections');
  });

  it('reports a service that was not emitted, in each environment', async () => {
    rmSync(join(root, 'tigerbeetle'), { recursive: true });
    const findings = await findingsOf();
    const problem = 'The map has this service, but it was not emitted: there is no such folder.';
    expect(findings.map(({ service, environment, problem }) => [service, environment, problem])).toEqual([
      ['tigerbeetle', 'base', problem],
      ['tigerbeetle', 'staging', problem],
      ['tigerbeetle', 'production', problem],
    ]);
  });

  it('judges what is built beside: a fault of another service is found', async () => {
    rmSync(join(root, 'connector/base/kustomization.yaml'));
    const policy = join(root, 'agent-society/base/kustomization.yaml');
    writeFileSync(policy, 'resources: [one.yaml]\n');
    writeFileSync(
      join(root, 'agent-society/base/one.yaml'),
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: A_B }\n',
    );
    const findings = await findingsOf();
    expect(findings).toContainEqual(expect.objectContaining({ service: 'agent-society', rule: 'object-name' }));
    expect(findings).toContainEqual(expect.objectContaining({ service: 'connector', rule: 'unreadable' }));
  });

  it.each<Format>(['text', 'sarif', 'github'])('reports it as %s too, and exits 1', async (format) => {
    for (const name of readdirSync(root)) if (name !== 'connector') rmSync(join(root, name), { recursive: true });
    const { code, printed } = await verify('--format', format);
    expect(code).toBe(1);
    expect(printed).toContain('was not emitted');
  });

  it('reports each file that --built does not find', async () => {
    const findings = await findingsOf('--built', '--out', join(root, 'nowhere'));
    expect(findings).toHaveLength(12);
    expect(findings[0]).toMatchObject({
      problem: 'It is not built.',
      file: join(root, 'nowhere/tigerbeetle/base.yaml'),
    });
  });

  it('names in the matrix what is not in it', async () => {
    rmSync(join(root, 'connector/overlays/staging'), { recursive: true });
    const { printed } = await verify('--matrix', 'markdown');
    expect(printed).toContain('## staging, without "connector"\n');
  });
});
