import { readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { Refusal, sayNames } from '@k8s-blocks/refusal';
import type { Stack } from '@k8s-blocks/topology';
import { judgeObject } from '@k8s-blocks/verify/objects';
import { clusterOf, evaluator, offeredPorts, renderMatrix } from '@k8s-blocks/verify/reachability';
import { readManifests } from '@k8s-blocks/verify/read';
import { type Format, type Result, report } from '@k8s-blocks/verify/report';
import { applyWaivers, titleOfValue, verifyStack } from '@k8s-blocks/verify/stack';
import type { Command, Options } from './command.ts';
import { type Builds, judgeStack } from './judge-stack.ts';

const FORMATS: readonly Format[] = ['text', 'json', 'sarif', 'github'];
const MODULES = ['.ts', '.mts', '.js', '.mjs'];

/**
 * Judges manifests: of a stack, named by the module that exports its map, in all of its environments; or of anybody's, in
 * kustomizations, folders and files.
 */
export const verify: Command = async (targets, options) => {
  const format = oneOf('--format', options.format, FORMATS);
  const matrix =
    options.matrix === undefined ? undefined : oneOf('--matrix', options.matrix, ['text', 'markdown'] as const);
  const judged = targets.every((target) => MODULES.includes(extname(target)))
    ? await Promise.all(targets.map((target) => judgeModule(target, options)))
    : [await judgeManifests(targets)];
  const result = {
    findings: judged.flatMap(({ findings }) => findings),
    waived: judged.flatMap(({ waived }) => waived),
    sources: judged.flatMap(({ sources = [] }) => sources),
  };
  if (matrix !== undefined)
    for (const { title, objects } of judged.flatMap(({ clusters }) => clusters))
      console.log(matrixOf(title, objects, matrix));
  process.stdout.write(report(result, format, { color: hasColours() }));
  return result.findings.every(({ severity }) => severity !== 'error');
};

interface Judged extends Result {
  /** What may run together in one cluster, for the matrix. */
  readonly clusters: readonly { readonly title: string; readonly objects: readonly unknown[] }[];
}

async function judgeModule(target: string, options: Options): Promise<Judged> {
  const stack = await loadStack(target);
  const builds = await readBuilds(stack, options);
  const clusters = Object.entries(builds).map(([title, services]) => ({
    title,
    objects: services.flatMap(({ objects }) => objects),
  }));
  return { ...judgeStack(stack, builds), clusters };
}

async function loadStack(target: string): Promise<Stack> {
  const module: { readonly default?: unknown } = await import(pathToFileURL(resolve(target)).href).catch(
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
      throw new Refusal({
        file: target,
        problem: 'There is no such module.',
        remedy: 'Give the module that exports the map.',
      });
    },
  );
  const found = module.default;
  if (typeof found === 'object' && found !== null && 'connectionsOf' in found) return found as Stack;
  throw new Refusal({
    file: target,
    problem: 'Its default export is no map.',
    remedy: 'Export one: export default stack({ … }).',
  });
}

/** What the services of a stack are in each environment: built here, or, with --built, by an earlier build. */
async function readBuilds(stack: Stack, { root, out, built }: Options): Promise<Builds> {
  const { parseAllDocuments } = await import('yaml');
  const objectsOf = (yaml: string) => parseAllDocuments(yaml).map((document): unknown => document.toJS());
  const environments = Object.keys(stack.environments).map(async (environment) => {
    const services = stack.startOrder.map(async ({ name }) => {
      const file = join(root, name, environment === 'base' ? 'base' : join('overlays', environment));
      const yaml = built ? await readBuilt(join(out, name, `${environment}.yaml`)) : (await kustomizeBuild(file)).yaml;
      return { service: name, file: join(file, 'kustomization.yaml'), objects: objectsOf(yaml) };
    });
    return [environment, await Promise.all(services)] as const;
  });
  return Object.fromEntries(await Promise.all(environments));
}

async function readBuilt(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new Refusal({
      file: path,
      problem: 'It is not built.',
      remedy: 'Build every app first, or leave --built out.',
    });
  });
}

async function judgeManifests(targets: readonly string[]): Promise<Judged> {
  const { objects: located, findings: unreadable, sources } = await readManifests(targets);
  const objects = located.map(({ object }) => object);
  const single = located.flatMap(({ object, file, lineOf }) =>
    judgeObject(object).map((finding) => ({ file, line: lineOf(finding.field ?? ''), ...finding })),
  );
  const placed = new Map(located.map((each) => [titleOfValue(each.object), each]));
  const together = verifyStack({ objects }).map((finding) => {
    const found = placed.get(finding.object);
    return found === undefined ? finding : { file: found.file, line: found.lineOf(finding.field ?? ''), ...finding };
  });
  const { findings, waived } = applyWaivers(objects, [...single, ...together]);
  return {
    findings: [...unreadable, ...findings],
    waived,
    sources,
    clusters: [{ title: targets.join(', '), objects }],
  };
}

/** Who reaches which offered port: the workloads, a pod of a stranger, and the internet. */
function matrixOf(title: string, objects: readonly unknown[], format: 'text' | 'markdown'): string {
  const cluster = clusterOf(objects);
  const strangers = [{ namespace: 'stranger', name: 'pod', labels: {} }, { ip: '203.0.113.7' }];
  const matrix = evaluator(cluster).matrix([...cluster.pods, ...strangers], offeredPorts(cluster));
  const head = format === 'markdown' ? `## ${title}` : title;
  return `${head}\n\n${renderMatrix(matrix, format)}\n`;
}

function oneOf<T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((each) => each === value);
  if (found !== undefined) return found;
  throw new Refusal({ problem: `${option} cannot be "${value}".`, remedy: `Give one of ${sayNames(known)}.` });
}

/** https://no-color.org */
function hasColours(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR;
}
