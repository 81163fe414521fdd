import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { kustomizeTree, type Layer, standaloneTree, type Tree } from '../src/index.ts';
import { type RandomService, randomService } from './random-layer.ts';

/** Services are built many at once, each in a namespace of its own: starting kubectl costs more than building. */
const SERVICES_A_BUILD = 25;

/** What was tried, and what broke the law. */
export interface Trial {
  readonly mergePatches: number;
  readonly jsonPatches: number;
  /** The first service whose overlay builds to something else, for a reader; undefined if there is none. */
  readonly counterexample: string | undefined;
}

/** Tries the law on as many random services, the same ones for the same seed. */
export async function tryOverlayLaw(seed: number, count: number): Promise<Trial> {
  const services = fc.sample(randomService, { seed, numRuns: count });
  let mergePatches = 0;
  let jsonPatches = 0;
  for (let start = 0; start < count; start += SERVICES_A_BUILD) {
    const some = services.slice(start, start + SERVICES_A_BUILD);
    for (const { tree } of some.map(treesOf)) {
      const kustomization = tree.get('overlays/staging/kustomization.yaml') ?? '';
      mergePatches += kustomization.match(/^ {6}apiVersion: /gm)?.length ?? 0;
      jsonPatches += kustomization.match(/^ {2}- target:/gm)?.length ?? 0;
    }
    if (await keepLaw(some)) continue;
    const index = await firstIndex(some, async (service) => !(await keepLaw([service])));
    const counterexample =
      index === -1
        ? `Services ${start} to ${start + some.length - 1} differ together, though each keeps the law alone.`
        : `Service ${start + index} of seed ${seed}.\n${await describeDifference(some[index] as RandomService)}`;
    return { mergePatches, jsonPatches, counterexample };
  }
  return { mergePatches, jsonPatches, counterexample: undefined };
}

async function keepLaw(services: readonly RandomService[]): Promise<boolean> {
  const { overlays, alone } = await buildBothWays(services);
  return overlays === alone && !overlays.startsWith('# Refused');
}

/** What is wrong with one service: its layers, reduced to the files that it takes, its overlay and both builds. */
async function describeDifference(service: RandomService): Promise<string> {
  let { base, staging } = service;
  for (const name of Object.keys(base.files)) {
    const without = { base: withoutFile(base, name), staging: withoutFile(staging, name) };
    if (!(await keepLaw([without]))) ({ base, staging } = without);
  }
  const { overlays, alone } = await buildBothWays([{ base, staging }]);
  return [
    `base: ${JSON.stringify(base, undefined, 1)}`,
    `staging: ${JSON.stringify(staging, undefined, 1)}`,
    treesOf({ base, staging }).tree.get('overlays/staging/kustomization.yaml'),
    createTwoFilesPatch('alone', 'overlay', alone, overlays),
    ...[alone, overlays].filter((build) => build.startsWith('# Refused')),
  ].join('\n');
}

function withoutFile(layer: Layer, name: string): Layer {
  const files = Object.fromEntries(Object.entries(layer.files).filter(([each]) => each !== name));
  return { ...layer, files, pinned: (layer.pinned ?? []).filter(({ file }) => file !== name) };
}

function treesOf({ base, staging }: RandomService): { readonly tree: Tree; readonly alone: Tree } {
  return { tree: kustomizeTree({ title: 'service', base, overlays: { staging } }), alone: standaloneTree(staging) };
}

async function buildBothWays(services: readonly RandomService[]) {
  const folder = await mkdtemp(join(tmpdir(), 'overlay-law-'));
  try {
    for (const [index, { base, staging }] of services.entries()) {
      const named = {
        base: { ...base, namespace: `s${index}` },
        staging: { ...staging, namespace: `s${index}-staging` },
      };
      const { tree, alone } = treesOf(named);
      await writeTree(join(folder, `${index}`), tree);
      await writeTree(join(folder, `${index}-alone`), alone);
    }
    const indices = [...services.keys()];
    const overlays = await build(
      join(folder, 'overlays'),
      indices.map((index) => `../${index}/overlays/staging`),
    );
    const alone = await build(
      join(folder, 'alone'),
      indices.map((index) => `../${index}-alone`),
    );
    return { overlays, alone };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What Kustomize builds, with its warnings as comments at the end; a failure as a comment alone. */
async function build(folder: string, resources: readonly string[]): Promise<string> {
  await writeTree(folder, new Map([['kustomization.yaml', JSON.stringify({ resources })]]));
  try {
    const { yaml, warnings } = await kustomizeBuild(folder);
    return warnings === '' ? yaml : `${yaml}# Refused: ${warnings}`;
  } catch (error) {
    return `# Refused: ${String(error)}`;
  }
}

async function writeTree(root: string, tree: Tree): Promise<void> {
  for (const [path, text] of tree) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

async function firstIndex<T>(list: readonly T[], test: (entry: T) => Promise<boolean>): Promise<number> {
  for (const [index, entry] of list.entries()) if (await test(entry)) return index;
  return -1;
}
