import { countKinds, report } from '@k8s-blocks/findings';
import { printableLine, printableMarkdown } from '@k8s-blocks/manifest';
import { offeredPorts, renderMatrix } from '@k8s-blocks/reachability';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import { builtCluster, INTERNET, OTHER_POD, type StackInput } from '@k8s-blocks/verify';
import type { Command } from './command.ts';
import type { OptionsOf } from './commands.ts';
import { judgeBuilds } from './judge-builds.ts';
import { judgeManifests } from './judge-manifests.ts';
import type { JudgedStack } from './judge-stack.ts';
import { isModule, loadStack } from './map-module.ts';
import { readBuilds } from './read-builds.ts';
import { readRules } from './read-rules.ts';

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

/** A table of who reaches which offered port: the workloads, a pod outside of the stack, and the internet. */
function matrixOf(title: string, input: StackInput, format: 'text' | 'markdown'): string {
  const { cluster, evaluator } = builtCluster(input);
  const strangers = [{ ...OTHER_POD, name: 'pod' }, INTERNET];
  const matrix = evaluator.matrix([...cluster.pods, ...strangers], offeredPorts(cluster));
  const head = format === 'markdown' ? `## ${printableMarkdown(title)}` : printableLine(title);
  return `${head}\n\n${renderMatrix(matrix, format)}\n`;
}
