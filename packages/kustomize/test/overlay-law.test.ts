import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kustomizeTree, standaloneTree, type Tree } from '../src/index.ts';
import { randomService } from './random-layer.ts';

/** Services are built many at once, each in a namespace of its own: starting kubectl costs more than building. */
const SERVICES_A_BUILD = 20;
const BUILDS = 12;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlay-law-'));
});
afterAll(() => rm(folder, { recursive: true }));

it(`building an overlay gives what building its environment alone gives, for ${SERVICES_A_BUILD * BUILDS} random services`, async () => {
  const services = fc.array(randomService, { minLength: SERVICES_A_BUILD, maxLength: SERVICES_A_BUILD });
  await fc.assert(
    fc.asyncProperty(services, async (all) => {
      await rm(folder, { recursive: true });
      const named = all.map((service, index) => ({ name: `s${index}`, ...service }));
      for (const { name, base, staging } of named) {
        const layers = { base: { ...base, namespace: name }, staging: { ...staging, namespace: `${name}-staging` } };
        await writeTree(
          join(folder, name),
          kustomizeTree({ title: name, base: layers.base, overlays: { staging: layers.staging } }),
        );
        await writeTree(join(folder, `${name}-alone`), standaloneTree(layers.staging));
      }
      const overlays = await buildAll(
        'overlays',
        named.map(({ name }) => `../${name}/overlays/staging`),
      );
      const alone = await buildAll(
        'alone',
        named.map(({ name }) => `../${name}-alone`),
      );
      expect(overlays).toBe(alone);
    }),
    { numRuns: BUILDS },
  );
}, 600_000);

async function buildAll(name: string, resources: readonly string[]): Promise<string> {
  await writeTree(join(folder, name), new Map([['kustomization.yaml', JSON.stringify({ resources })]]));
  const { yaml, warnings } = await kustomizeBuild(join(folder, name));
  expect(warnings).toBe('');
  return yaml;
}

async function writeTree(root: string, tree: Tree): Promise<void> {
  for (const [path, text] of tree) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}
