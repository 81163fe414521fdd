import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readManifests } from './index.ts';

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passed-over-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  write('web.yaml', CONFIG_MAP);
});

function write(name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function rulesOf(...paths: string[]): Promise<string[]> {
  const { findings } = await readManifests(paths);
  return findings.map(({ rule, severity }) => `${severity} ${rule}`);
}

describe('a file that is no manifest', () => {
  it.each([
    ['package.json', '{"name": "x", "private": true}'],
    ['docker-compose.yaml', 'services: { web: { image: "web:1" } }'],
    ['tsconfig.json', '{ // with comments\n  "compilerOptions": { "target": "es2022" } }'],
    ['Chart.yaml', 'apiVersion: v2\nname: web\nversion: 1.0.0\n'],
    ['skaffold.yaml', 'apiVersion: skaffold/v4beta6\nkind: Config\nbuild: {}\n'],
    ['kind.yaml', 'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nnodes: [{ role: control-plane }]\n'],
    ['kubeconfig.yaml', 'apiVersion: v1\nkind: Config\nclusters: []\n'],
    ['pipeline.yaml', 'kind: pipeline\nname: build\nsteps: []\n'],
  ])('is passed over below a folder, with a notice, and judged where it is named: %s', async (name, content) => {
    const file = write(name, content);
    const { sources, findings } = await readManifests([folder]);
    expect(findings).toMatchObject([{ rule: 'passed-over', severity: 'notice', file }]);
    expect(sources.map((each) => each.file)).toEqual([join(folder, 'web.yaml')]);
    const named = await readManifests([file]);
    expect(named.findings.map(({ rule }) => rule)).not.toContain('passed-over');
    expect(named.objects.length + named.findings.length).toBeGreaterThan(0);
  });

  it('is named in one notice with the others', async () => {
    write('a.json', '{}');
    write('b/c.json', '{}');
    const { findings } = await readManifests([folder]);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.problem).toContain(`So are 1 more: "${join(folder, 'b/c.json')}".`);
  });

  it.each([
    ['without a kind', 'apiVersion: v1\nmetadata: { name: a }\n', []],
    ['without an apiVersion', 'kind: ConfigMap\nmetadata: { name: a }\n', []],
    ['without a name', 'apiVersion: v1\nkind: ConfigMap\n', []],
    ['of a custom resource', 'apiVersion: example.org/v1\nkind: Song\nspec: {}\n', []],
    ['that cannot be read', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {\n', ['error unreadable']],
    ['of which nothing is an object', '- a\n', ['error unreadable']],
    ['beside one', `${CONFIG_MAP}---\n- a\n`, ['error unreadable']],
  ])('may be a manifest %s', async (_, content, rules) => {
    write('other.yaml', content);
    expect(await rulesOf(folder)).toEqual(rules);
  });

  it('may be a Helm chart, whose templates are not read', async () => {
    write('chart/Chart.yaml', 'apiVersion: v2\nname: web\n');
    write('chart/templates/web.yaml', 'apiVersion: v1\n{{- if .Values.web }}\nkind: ConfigMap\n{{ end }}\n');
    write('chart/values.yaml', 'web: true\n');
    const { findings, sources } = await readManifests([folder]);
    expect(findings).toMatchObject([{ rule: 'passed-over', severity: 'notice', file: join(folder, 'chart') }]);
    expect(findings[0]?.remedy).toContain('helm template');
    expect(sources).toHaveLength(1);
  });
});
