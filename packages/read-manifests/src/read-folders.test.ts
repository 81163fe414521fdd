import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readManifests } from './index.ts';
import { bomb, configMap, folder, inOwnFolder, namesIn, write } from './own-folder.test-helper.ts';

inOwnFolder();

describe('a plain folder', () => {
  it('gives every YAML and JSON file below it, in order, and nothing else', async () => {
    write('b.yaml', configMap('b'));
    write('a/z.yml', configMap('z'));
    write('a.json', '{"kind": "A", "metadata": {"name": "json"}}');
    write('notes.txt', 'a: [');
    write('node_modules/x/x.yaml', configMap('no'));
    expect(await namesIn([folder])).toEqual(['json', 'b', 'z']);
  });

  it('is read once, however often and by whatever link it is reached', async () => {
    const file = write('a/a.yaml', configMap('a'));
    symlinkSync('..', join(folder, 'a', 'loop'));
    symlinkSync('a.yaml', join(folder, 'a', 'b.yaml'));
    symlinkSync('a', join(folder, 'c'));
    expect(await namesIn([folder, folder, file])).toEqual(['a']);
  });

  it('has findings for what cannot be opened, and never waits for a pipe', async () => {
    symlinkSync('nowhere.yaml', join(folder, 'broken.yaml'));
    symlinkSync('self.yaml', join(folder, 'self.yaml'));
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    write('a.yaml', configMap('a'));
    const { objects, findings } = await readManifests([folder, join(folder, 'missing.yaml')]);
    expect(objects).toHaveLength(1);
    expect(findings.map(({ file, rule }) => [file, rule])).toEqual(
      ['broken.yaml', 'pipe.yaml', 'self.yaml', 'missing.yaml'].map((name) => [join(folder, name), 'unreadable']),
    );
  });
});

describe('a custom resource in a file of a kustomization’s name', () => {
  const flux = 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: flux }\n';

  it('is read as a manifest, with the files beside it and below', async () => {
    const file = write('apps/kustomization.yaml', flux);
    write('apps/beside.yaml', configMap('beside'));
    write('apps/below/below.yaml', configMap('below'));
    expect(await namesIn([join(folder, 'apps')])).toEqual(['beside', 'flux', 'below']);
    expect(await namesIn([folder])).toEqual(['beside', 'flux', 'below']);
    expect(await namesIn([file])).toEqual(['flux']);
    expect((await readManifests([folder])).sources.map(({ kind }) => kind)).toEqual(['file', 'file', 'file']);
  });
});

describe('a kustomization', () => {
  const base = 'resources: [a.yaml]\n';

  beforeEach(() => {
    write('app/base/kustomization.yaml', base);
    write('app/base/a.yaml', configMap('a'));
    write('app/production/kustomization.yml', 'resources: [../base]\nnameSuffix: -production\n');
    write('app/staging/Kustomization', 'resources: [../base]\nnameSuffix: -staging\n');
    write('app/production/patch.yaml', 'no: manifest');
    write('app/part/kustomization.yaml', 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n');
  });

  it('is built by its folder or its file, and once if both are given', async () => {
    const file = join(folder, 'app/base/kustomization.yaml');
    const { objects, sources } = await readManifests([dirname(file), file]);
    expect(objects).toMatchObject([{ object: { metadata: { name: 'a' } }, file, line: 1 }]);
    expect(sources).toEqual([{ file, kind: 'kustomization', objects: 1 }]);
  });

  it('below a plain folder is built if none builds upon it, and its files are not read besides', async () => {
    write('plain.yaml', configMap('plain'));
    expect(await namesIn([folder])).toEqual(['plain', 'a-production', 'a-staging']);
  });

  it('that does not build is a finding with the words of kubectl, and the others are built', async () => {
    const file = write('app/staging/kustomization.yaml', 'resources: [missing.yaml]\n');
    rmSync(join(folder, 'app/staging/Kustomization'));
    const { objects, findings } = await readManifests([folder]);
    expect(objects).toHaveLength(1);
    expect(findings).toMatchObject([{ rule: 'unreadable', severity: 'error', file }]);
    expect(findings[0]?.problem).toMatch(/missing\.yaml.*no such file or directory/s);
  });

  it('that builds upon what is elsewhere, or would take all memory, is a finding that names the file below it', async () => {
    const file = write('over/kustomization.yaml', 'resources: [../far]\n');
    const far = write('far/kustomization.yaml', 'resources: ["git@example.org:a/b"]\n');
    const [finding, ...others] = (await readManifests([file])).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'unreadable', severity: 'error', file });
    expect(finding?.problem).toBe(
      `${far} › resources[0]: It names "git@example.org:a/b", and nothing is fetched here by default.`,
    );
    expect(finding?.remedy).toContain('--allow-remote');
    write('far/kustomization.yaml', 'resources: [bomb.yaml]\n');
    const aliases = write('far/bomb.yaml', bomb());
    expect((await readManifests([file])).findings[0]?.problem).toContain(
      `${aliases}: The aliases of this file stand for`,
    );
  });

  it('that builds upon itself through another is a finding', async () => {
    write('loop/a/kustomization.yaml', 'resources: [../b]\n');
    write('loop/b/kustomization.yaml', 'resources: [../a]\n');
    const { findings } = await readManifests([join(folder, 'loop')]);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.problem).toContain('cycle');
  });

  it('has its warnings as findings', async () => {
    const file = write('old/kustomization.yaml', 'commonLabels: { a: b }\n');
    const { findings } = await readManifests([file]);
    expect(findings).toMatchObject([{ rule: 'kustomize-warning', severity: 'warning', file }]);
  });
});
