import { beforeEach, describe, expect, it } from 'vitest';
import { buildSources } from './build-sources.ts';
import { temporaryFolder, writeFiles } from './fakes.ts';
import { mayBuildWithOthers } from './group-sources.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

async function mayBuild(kustomization: string, files: Readonly<Record<string, string>> = {}): Promise<boolean> {
  writeFiles(folder, { 'kustomization.yaml': kustomization, ...files });
  return mayBuildWithOthers(await buildSources(folder));
}

describe('a folder', () => {
  it('may build with others where all fields of its kustomizations concern its own resources', async () => {
    const fields =
      'namespace: a\nnameSuffix: -b\nresources: [base]\ncomponents: [part]\nimages: []\npatches: []\nlabels: []\n';
    const files = {
      'base/kustomization.yaml': 'resources: [a.yaml]\n',
      'base/a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n',
      'part/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n',
    };
    expect(await mayBuild(fields, files)).toBe(true);
  });

  it.each([
    ['is merged into what names it', 'configurations: []\n'],
    ['is merged into what names it', 'crds: []\n'],
    ['is merged into what names it', 'vars: []\n'],
    ['holds for the whole process', 'openapi: { path: a.json }\n'],
    ['is read of the outermost only', 'sortOptions: { order: fifo }\n'],
    ['is read of the outermost only', 'buildMetadata: [originAnnotations]\n'],
    ['is deprecated', 'commonLabels: { a: b }\n'],
    ['is unknown', 'resource: []\n'],
  ])('builds by itself where a field %s, also in its base: %s', async (_, field) => {
    expect(await mayBuild(field)).toBe(false);
    expect(await mayBuild('resources: [base]\n', { 'base/kustomization.yaml': field })).toBe(false);
  });

  it.each([
    ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
    ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
    ['scheduling.k8s.io/v1', 'PriorityClass'],
  ])('builds by itself where it has an object of %s %s', async (apiVersion, kind) => {
    const files = { 'a.yaml': `a: 1\n---\napiVersion: ${apiVersion}\nkind: ${kind}\n` };
    expect(await mayBuild('resources: [a.yaml]\n', files)).toBe(false);
  });

  it.each([
    ['is fetched', 'resources: [https://example.com/a.yaml]\n'],
    ['cannot be read', 'resources: [\n'],
  ])('builds by itself where something %s', async (_, kustomization) => {
    expect(await mayBuild(kustomization)).toBe(false);
  });

  it('builds by itself where it has no kustomization', async () => {
    expect(mayBuildWithOthers(await buildSources(folder))).toBe(false);
  });
});
