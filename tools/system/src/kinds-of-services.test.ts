import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitApp } from '@k8s-blocks/app';
import { judgeStack } from '@k8s-blocks/cli';
import { kustomizeBuilds } from '@k8s-blocks/kubectl';
import { buildDifferences } from '@k8s-blocks/kustomize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { apps, map } from './kinds-of-services.test-helper.ts';

const ENVIRONMENTS = ['base', 'staging', 'production'] as const;

const root = mkdtempSync(join(tmpdir(), 'kinds-of-services-'));
beforeAll(async () => {
  for (const each of apps) await emitApp(each, { root, staging: join(root, '.staging'), source: 'Change the test.' });
});
afterAll(() => rmSync(root, { recursive: true }));

/** What the real Kustomize builds of each app in an environment, in the order of the apps. */
async function buildsIn(environment: (typeof ENVIRONMENTS)[number]): Promise<readonly (readonly unknown[])[]> {
  const folder = environment === 'base' ? 'base' : join('overlays', environment);
  const { suffix } = map.environments[environment];
  const folders = apps.map(({ contract: { name, namespace } }) => {
    return { folder: join(root, name, folder), namespaces: [namespace + suffix] };
  });
  const builds = await kustomizeBuilds(folders);
  return builds.map(([, build]) => {
    if (build instanceof Error) throw build;
    return parseAllDocuments(build.yaml).map((document): unknown => document.toJS());
  });
}

describe.each(ENVIRONMENTS)('a stack of services of every kind, in %s', (environment) => {
  it('is built as its apps say, and nothing is found wrong with it', async () => {
    const builds = await buildsIn(environment);
    const services = apps.map(({ contract: { name }, resources }, index) => {
      const objects = builds[index] ?? [];
      const said = resources()[environment] ?? [];
      expect(said.length).toBeGreaterThan(3);
      expect(buildDifferences(said, objects)).toEqual([]);
      return { service: name, file: `${name}/kustomization.yaml`, objects };
    });
    expect(judgeStack(map, { [environment]: services }).findings).toEqual([]);
  });
});
