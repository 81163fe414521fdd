import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { judgeObject } from '@k8s-blocks/api-rules';
import { applyWaivers, type Finding, type Format, type ReportedSource, report } from '@k8s-blocks/findings';
import { printableLine, printableMarkdown } from '@k8s-blocks/manifest';
import { offeredPorts, renderMatrix } from '@k8s-blocks/reachability';
import { readManifests } from '@k8s-blocks/read-manifests';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import type { Environment } from '@k8s-blocks/topology';
import { builtCluster, type StackInput, verifyStack } from '@k8s-blocks/verify';
import type { Command, Options } from './command.ts';
import { findDefinitions } from './definitions.ts';
import { type JudgedStack, judgeStack } from './judge-stack.ts';
import { isModule, loadStack } from './map-module.ts';
import { readBuilds } from './read-builds.ts';
import { ruleNames } from './rule-names.ts';
import { wholeStackFindings } from './whole-stack.ts';

const FORMATS: readonly Format[] = ['text', 'json', 'sarif', 'github'];

/**
 * Judges manifests: those of a stack, given as the module that exports its map, in all environments; or any others, given
 * as kustomizations, folders and files.
 */
export const verify: Command = async (targets, options, output) => {
  const format = oneOf('--format', options.format, FORMATS);
  const matrix =
    options.matrix === undefined ? undefined : oneOf('--matrix', options.matrix, ['text', 'markdown'] as const);
  if (matrix !== undefined && (format === 'json' || format === 'sarif')) {
    const remedy = 'Print the matrix with the text report, or leave it out.';
    throw new Refusal({
      problem: `--matrix cannot be used with --format ${format}: its table would precede the report, which programs read.`,
      remedy,
    });
  }
  const judged = await judgeTargets(targets, options);
  const result = {
    findings: judged.flatMap(({ findings }) => findings),
    waived: judged.flatMap(({ waived }) => waived),
    sources: judged.flatMap(({ sources }) => sources),
  };
  if (matrix !== undefined)
    for (const { title, input } of judged.flatMap(({ clusters }) => clusters))
      output.print(matrixOf(title, input, matrix));
  output.printReport(report(result, format, { color: output.hasColors === true }).trimEnd());
  if (format === 'text') {
    output.print(formatJudged(result.sources));
    for (const { notDeployed = [] } of judged)
      for (const name of notDeployed) output.print(`Not judged: ${name}, which is not deployed.`);
  }
  return result.findings.every(({ severity }) => severity !== 'error');
};

/** What was judged, and which environments of a map were not, since they are not deployed. */
interface JudgedTarget extends JudgedStack {
  readonly notDeployed?: readonly string[];
}

/** Modules are judged against their maps, and paths without a map. */
async function judgeTargets(targets: readonly string[], options: Options): Promise<JudgedTarget[]> {
  const modules = targets.filter(isModule);
  if (modules.length === 0) return [await judgeManifests(targets, options)];
  if (modules.length === targets.length) {
    return Promise.all(targets.map((target) => judgeModule(target, options)));
  }
  const paths = targets.filter((target) => !modules.includes(target));
  throw new Refusal({
    problem: `A map and manifests are not judged together: ${formatNames(modules)} are modules, ${formatNames(paths)} are paths.`,
    remedy: 'Run verify once with the modules of maps, and once with the paths of manifests.',
  });
}

/** How much was judged: without it, a report without findings would say nothing. */
function formatJudged(sources: readonly ReportedSource[]): string {
  const objects = sources.reduce((sum, source) => sum + source.objects, 0);
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const ofKind = (kind: ReportedSource['kind']) => count(sources.filter((source) => source.kind === kind).length, kind);
  return `Judged ${count(objects, 'object')} of ${ofKind('kustomization')} and ${ofKind('file')}.`;
}

async function judgeModule(target: string, options: Options): Promise<JudgedTarget> {
  const stack = await loadStack(target);
  const builds = await readBuilds(stack, options);
  const all = Object.values(builds).flatMap((services) => services.flatMap(({ objects }) => objects));
  const judged = judgeStack(stack, builds, { definitionsOf: await findDefinitions(all, options.schemas) });
  const findings = [...judged.findings, ...(await wholeStackFindings(builds, options))];
  const environments = Object.values<Environment>(stack.environments);
  const notDeployed = environments.filter(({ deployed }) => !deployed).map(({ name }) => name);
  return { ...judged, findings, notDeployed };
}

async function judgeManifests(targets: readonly string[], { allowRemote, schemas }: Options): Promise<JudgedStack> {
  const { objects, findings: unreadable, sources } = await readManifests(targets, { allowRemote });
  const input = { objects };
  const values = objects.map(({ object }) => object);
  const definitions = (await findDefinitions(values, schemas))(values);
  const found = [...objects.flatMap((each) => judgeObject(each, { definitions })), ...verifyStack(input)];
  const { findings, waived } = applyWaivers(objects, found, ruleNames);
  return {
    findings: [...unreadable, ...(await emptyTargets(targets, { sources, findings: unreadable })), ...findings],
    waived,
    sources,
    clusters: [{ title: targets.join(', '), input }],
  };
}

/** A finding for each path without an object or an unreadable file: most likely the path is mistaken. */
async function emptyTargets(
  targets: readonly string[],
  { sources, findings }: { sources: readonly ReportedSource[]; findings: readonly Finding[] },
): Promise<Finding[]> {
  const files = [...sources.filter(({ objects }) => objects > 0), ...findings].flatMap(({ file }) => file ?? []);
  const namesOf = async (path: string) => [resolve(path), await realpath(path).catch(() => resolve(path))];
  const found = (await Promise.all(files.map(namesOf))).flat();
  const empty = await Promise.all(
    targets.map(async (target) => {
      const names = await namesOf(target);
      return names.some((name) => found.some((file) => isWithin(file, name))) ? [] : [target];
    }),
  );
  return empty.flat().map((file) => ({
    rule: 'nothing-to-judge',
    code: 'nothing-to-judge',
    severity: 'error',
    file,
    problem: 'No object was found here.',
    why: 'With a mistaken path, a report without findings would look like success.',
    remedy: 'Give a file of manifests, a folder that contains some (*.yaml, *.yml or *.json), or a kustomization.',
  }));
}

function isWithin(file: string, folder: string): boolean {
  const path = relative(folder, file);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

/** A table of who reaches which offered port: the workloads, a pod outside of the stack, and the internet. */
function matrixOf(title: string, input: StackInput, format: 'text' | 'markdown'): string {
  const { cluster, evaluator } = builtCluster(input);
  const strangers = [{ namespace: 'stranger', name: 'pod', labels: {} }, { ip: '203.0.113.7' }];
  const matrix = evaluator.matrix([...cluster.pods, ...strangers], offeredPorts(cluster));
  const head = format === 'markdown' ? `## ${printableMarkdown(title)}` : printableLine(title);
  return `${head}\n\n${renderMatrix(matrix, format)}\n`;
}

/** The value as one of the choices. The command line is checked before; a program may call the command with any value. */
function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((each) => each === value);
  if (choice !== undefined) return choice;
  throw new Refusal({
    problem: `"${value}" is not a valid ${option}.`,
    remedy: `Give one of ${formatNames(choices)}.`,
  });
}
