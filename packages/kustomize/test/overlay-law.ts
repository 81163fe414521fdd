import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { readDocuments } from '@k8s-blocks/read-yaml';
import { formatProblem, Refusal } from '@k8s-blocks/refusal';
import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { buildDifferences, finalObjects, kustomizeTree, type Layer, standaloneTree, type Tree } from '../src/index.ts';
import { numbered, type RandomService, randomService } from './random/random-service.ts';
import { smallest } from './random/smaller.ts';

/** Services are built many at once: starting kubectl costs more than building. */
const SERVICES_A_BUILD = 25;

/** What was tried, and what broke the law. */
export interface Trial {
  /** How many services were built as they say. */
  readonly built: number;
  /** How many were refused, by what was wrong. */
  readonly refused: ReadonlyMap<string, number>;
  /** The kinds of all objects that were built. */
  readonly kinds: ReadonlySet<string>;
  readonly mergePatches: number;
  readonly jsonPatches: number;
  /** The first service that builds something else than it says, for a reader; undefined if there is none. */
  readonly counterexample: string | undefined;
}

/** Tries the law on as many random services, the same ones for the same seed: each is refused, or builds what it says. */
export async function tryOverlayLaw(seed: number, count: number): Promise<Trial> {
  const services = fc.sample(randomService, { seed, numRuns: count }).map(numbered);
  const outcomes = services.map((service, index) => ({ ...outcomeOf(service), service, index }));
  const emitted = outcomes.flatMap(({ trees, ...each }) => (trees === undefined ? [] : [{ ...each, trees }]));
  const kustomizations = emitted.map(({ trees }) => trees.tree.get('overlays/staging/kustomization.yaml') ?? '');
  const trial = {
    refused: counted(outcomes.flatMap(({ refusal }) => (refusal === undefined ? [] : [reasonOf(refusal)]))),
    kinds: new Set(emitted.flatMap(({ trees }) => trees.finals.base.map(({ kind }) => kind))),
    mergePatches: occurrences(kustomizations, /^ {6}apiVersion: /gm),
    jsonPatches: occurrences(kustomizations, /^ {2}- target:/gm),
  };
  for (let start = 0; start < emitted.length; start += SERVICES_A_BUILD) {
    const some = emitted.slice(start, start + SERVICES_A_BUILD);
    const isKept = async (each: readonly Trees[]) => (await differenceOf(each)) === undefined;
    if (await isKept(some.map(({ trees }) => trees))) continue;
    // Services that differ together only share names, which Kustomize looks up in all that it builds at once.
    const broken = await find(some, async ({ trees }) => !(await isKept([trees])));
    if (broken === undefined) continue;
    const counterexample = `Service ${broken.index} of seed ${seed}.\n${await describe(broken.service)}`;
    return { ...trial, built: start, counterexample };
  }
  return { ...trial, built: emitted.length, counterexample: undefined };
}

function outcomeOf({ base, staging }: RandomService): { readonly trees?: Trees; readonly refusal?: Refusal } {
  try {
    return { trees: treesOf([base, staging]) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
}

/** The first words of what a refusal is about, without the names in it. */
function reasonOf({ problems: [first] }: Refusal): string {
  const words = first?.problem.replace(/"[^"]*"|\S*tag\d+\S*/g, '…').split(' ') ?? [];
  return words.slice(0, 6).join(' ');
}

function counted(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function occurrences(texts: readonly string[], pattern: RegExp): number {
  return texts.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0);
}

async function find<T>(list: readonly T[], test: (entry: T) => Promise<boolean>): Promise<T | undefined> {
  for (const entry of list) if (await test(entry)) return entry;
  return undefined;
}

type Objects = ReturnType<typeof finalObjects>;

/** One service in all forms that must be the same. */
interface Trees {
  readonly tree: Tree;
  readonly alone: Tree;
  readonly finals: { readonly base: Objects; readonly staging: Objects };
}

function treesOf([base, staging]: readonly [base: Layer, staging: Layer]): Trees {
  return {
    tree: kustomizeTree({ title: 'service', base, overlays: { staging } }),
    alone: standaloneTree(staging),
    finals: { base: finalObjects(base), staging: finalObjects(staging) },
  };
}

/** How the builds of services differ from what they say, or from each other; undefined if they do not. */
async function differenceOf(services: readonly Trees[]): Promise<string | undefined> {
  const { base, overlays, alone } = await buildAllWays(services);
  const problems = [
    ...problemsOf(
      base,
      services.flatMap(({ finals }) => finals.base),
    ),
    ...problemsOf(
      overlays,
      services.flatMap(({ finals }) => finals.staging),
    ),
  ];
  if (overlays !== alone) problems.push(createTwoFilesPatch('alone', 'overlay', alone, overlays));
  return problems.length === 0 ? undefined : problems.join('\n');
}

function problemsOf(built: string, finals: Objects): string[] {
  if (built.includes('# Refused')) return [built.slice(built.indexOf('# Refused'))];
  const { data, error } = readDocuments(Buffer.from(built));
  if (error !== undefined) return [error.message];
  const differences = buildDifferences(finals, data).map(formatProblem);
  return data.length === finals.length ? differences : [...differences, `${data.length} objects of ${finals.length}`];
}

/** What is wrong with one service: its layers, reduced to what it takes, its overlay and the difference. */
async function describe({ base, staging, odd }: RandomService): Promise<string> {
  const difference = await differenceOf([treesOf([base, staging])]);
  const layers = await smallest([base, staging] as const, isDifferent);
  const trees = treesOf(layers);
  return [
    `odd: ${odd}`,
    difference,
    'Reduced to what it takes:',
    ...layers.map((layer) => JSON.stringify(layer)),
    trees.tree.get('overlays/staging/kustomization.yaml'),
    await differenceOf([trees]),
  ].join('\n');
}

async function isDifferent(layers: readonly [Layer, Layer]): Promise<boolean> {
  try {
    return (await differenceOf([treesOf(layers)])) !== undefined;
  } catch {
    // What is left is not a service any more.
    return false;
  }
}

async function buildAllWays(services: readonly Trees[]) {
  const folder = await mkdtemp(join(tmpdir(), 'overlay-law-'));
  try {
    for (const [index, { tree, alone }] of services.entries()) {
      await writeTree(join(folder, `${index}`), tree);
      await writeTree(join(folder, `${index}-alone`), alone);
    }
    const buildEach = (name: string, layer: keyof Trees['finals'], pathOf: (index: number) => string) => {
      // An environment without objects has no overlay.
      const some = [...services.entries()].filter(([, { finals }]) => finals[layer].length > 0);
      return build(
        join(folder, name),
        some.map(([index]) => pathOf(index)),
      );
    };
    const [base, overlays, alone] = await Promise.all([
      buildEach('base', 'base', (index) => `../${index}/base`),
      buildEach('overlays', 'staging', (index) => `../${index}/overlays/staging`),
      buildEach('alone', 'staging', (index) => `../${index}-alone`),
    ]);
    return { base, overlays, alone };
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
