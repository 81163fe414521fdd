import { compareFlows, flowReport, type Line, linesOfFile } from '@k8s-blocks/flows';
import { printable } from '@k8s-blocks/manifest';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import type { Environment, Stack } from '@k8s-blocks/topology';
import type { Command } from './command.ts';
import type { OptionsOf } from './commands.ts';
import { judgedEnvironment } from './judged-environment.ts';
import { loadStack } from './map-module.ts';
import { readBuilds } from './read-builds.ts';
import { problemsOf } from './service-build.ts';

/** Compares flows that a cluster saw with a map, and with what is built now for one of its environments. */
export const observe: Command<'observe'> = async (targets, options, output) => {
  const [target = '', ...others] = targets;
  if (others.length > 0) {
    const problem = `Flows are compared with one map, and there are ${targets.length}: ${formatNames(targets)}.`;
    throw new Refusal({ problem, remedy: 'Give the module of the map alone, and each log by --flows.' });
  }
  const stack = await loadStack(target);
  const environment = environmentNamed(options.environment, stack);
  if (options.flows.length === 0) {
    const remedy = 'Name it: --flows flows.jsonl. "hubble observe --last 100000 -o jsonpb > flows.jsonl" writes one.';
    throw new Refusal({ problem: 'There is no log of flows to compare with the map.', remedy });
  }
  const input = await builtInput(stack, environment, options);
  const comparison = await compareFlows({ map: stack, environment, input }, linesOfAll(options.flows));
  if (options.format === 'json')
    output.printReport(printable(JSON.stringify(comparison, undefined, 2).replaceAll('##', '#\\u0023')));
  else output.print(flowReport(comparison));
  const { undeclared, wouldDrop, counts } = comparison;
  return counts.connections > 0 && wouldDrop.length === 0 && undeclared.every(({ passed }) => passed === 0);
};

/** The environment that the flows are of, where there are several: a log does not say it. */
function environmentNamed(name: string | undefined, { environments }: Stack): Environment {
  const deployed = Object.values<Environment>(environments).filter(({ deployed: isDeployed }) => isDeployed);
  const names = formatNames(deployed.map((each) => each.name));
  const [only, ...others] = deployed;
  if (name === undefined && only !== undefined && others.length === 0) return only;
  const found = deployed.find((each) => each.name === name);
  if (found !== undefined) return found;
  const problem =
    name === undefined
      ? 'It is not said which environment the flows are of.'
      : `The map deploys no environment "${name}".`;
  throw new Refusal({ problem, remedy: `Name it: --environment <name>. The map has ${names}.` });
}

/** What is built for the environment. What is not built would not be known to be dropped. */
async function builtInput(stack: Stack, environment: Environment, options: OptionsOf<'observe'>) {
  const only = { ...stack, environments: { [environment.name]: environment } };
  const { [environment.name]: builds = [] } = await readBuilds(only, {
    ...options,
    builtFolder: options.built ? options.out : undefined,
  });
  const problems = problemsOf(builds, environment.name);
  if (problems.length > 0) throw new Refusal(problems);
  return judgedEnvironment(stack, environment.name, builds).input;
}

/** The lines of all logs; of several, each with its file. */
async function* linesOfAll(files: readonly string[]): AsyncGenerator<Line> {
  for (const file of files) {
    for await (const line of linesOfFile(file)) yield files.length === 1 ? line : { ...line, file };
  }
}
