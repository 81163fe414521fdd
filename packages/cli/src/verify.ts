import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { coverageOf, judgeObject } from '@k8s-blocks/api-rules';
import {
  applyWaivers,
  countKinds,
  type Finding,
  type LocatedObject,
  type NotJudged,
  type ReportedSource,
  report,
} from '@k8s-blocks/findings';
import { isOwnRule } from '@k8s-blocks/invariants';
import { printableLine, printableMarkdown } from '@k8s-blocks/manifest';
import { offeredPorts, renderMatrix } from '@k8s-blocks/reachability';
import { readManifests } from '@k8s-blocks/read-manifests';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import { builtCluster, type StackInput, verifyAlternatives } from '@k8s-blocks/verify';
import type { Command } from './command.ts';
import type { OptionsOf } from './commands.ts';
import { findDefinitions } from './definitions.ts';
import { judgeBuilds } from './judge-builds.ts';
import type { JudgedStack } from './judge-stack.ts';
import { isModule, loadStack } from './map-module.ts';
import { readBuilds } from './read-builds.ts';
import { readRules } from './read-rules.ts';
import { ruleNames } from './rule-names.ts';

type VerifyOptions = OptionsOf<'verify'>;

/**
 * Judges manifests: those of a stack, given as the module that exports its map, in all environments; or any others, given
 * as kustomizations, folders and files.
 */
export const verify: Command<'verify'> = async (targets, options, output) => {
  const { format, matrix } = options;
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
    kinds: countKinds(judged.flatMap(({ judgedObjects }) => judgedObjects)),
    notJudged: judged.flatMap(({ notJudged }) => notJudged),
    ownRules: [...new Set(judged.flatMap(({ ownRules = [] }) => ownRules))],
    namesInBase: new Map(judged.flatMap(({ namesInBase = [] }) => [...namesInBase])),
  };
  if (matrix !== undefined)
    for (const { title, input } of judged.flatMap(({ clusters }) => clusters))
      output.print(matrixOf(title, input, matrix));
  output.printReport(report(result, format, { color: output.hasColors === true, verbose: options.verbose }).trimEnd());
  return result.findings.every(({ severity }) => severity !== 'error');
};

/** Modules are judged against their maps, and paths without a map. */
async function judgeTargets(targets: readonly string[], options: VerifyOptions): Promise<JudgedStack[]> {
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

async function judgeModule(target: string, options: VerifyOptions): Promise<JudgedStack> {
  const stack = await loadStack(target);
  const builds = await readBuilds(stack, { ...options, builtFolder: options.built ? options.out : undefined });
  return judgeBuilds(stack, builds, { ...options, rules: await readRules(target) });
}

async function judgeManifests(targets: readonly string[], options: VerifyOptions): Promise<JudgedStack> {
  const { allowRemote, kubernetes, schemas } = options;
  const { objects, findings: unreadable, sources } = await readManifests(targets, { allowRemote });
  const values = objects.map(({ object }) => object);
  const judgeOptions = { kubernetes, definitions: (await findDefinitions(values, schemas))(values) };
  const together = verifyAlternatives(objects, isNamedBy(targets));
  const found = [...objects.flatMap((each) => judgeObject(each, judgeOptions)), ...together.findings];
  // Without the map, its own rules are not known: their waivers are neither right nor wrong.
  const { findings, waived } = applyWaivers(objects, found, ruleNames, (rule) => !isOwnRule(rule));
  return {
    findings: [...unreadable, ...(await emptyTargets(targets, { sources, findings: unreadable })), ...findings],
    waived,
    sources,
    judgedObjects: objects.flatMap((each) => coverageOf(each, judgeOptions)),
    notJudged: unreadableFiles(unreadable),
    clusters: together.inputs.map((input) => ({ title: titleOf(input) ?? targets.join(', '), input })),
  };

  /** Of several alternatives, the kustomizations that each consists of. */
  function titleOf({ objects: those }: StackInput): string | undefined {
    if (together.inputs.length === 1) return undefined;
    return [...new Set(those.flatMap(({ file }) => file ?? []))].join(', ');
  }
}

/** Whether the file of an object is one of the targets, or is the kustomization of a folder that is. */
function isNamedBy(targets: readonly string[]): (located: LocatedObject) => boolean {
  const named = new Set(targets.map((target) => resolve(target)));
  return ({ file, rewritten }) => {
    if (file === undefined) return true;
    return named.has(resolve(file)) || (rewritten === true && named.has(dirname(resolve(file))));
  };
}

/** The files of which something was not read, each once. */
function unreadableFiles(unreadable: readonly Finding[]): NotJudged[] {
  const files = unreadable.filter(({ rule }) => rule === 'unreadable').flatMap(({ file }) => file ?? []);
  return [...new Set(files)].map((file) => ({ subject: file, reason: 'which cannot be read, or not whole' }));
}

/** A finding for each path without an object or an unreadable file: most likely the path is mistaken. */
async function emptyTargets(
  targets: readonly string[],
  { sources, findings }: { sources: readonly ReportedSource[]; findings: readonly Finding[] },
): Promise<Finding[]> {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const files = [...sources.filter(({ objects }) => objects > 0), ...errors].flatMap(({ file }) => file ?? []);
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
