import { connectCluster, dryRunObjects } from '@k8s-blocks/cluster';
import { Refusal } from '@k8s-blocks/refusal';
import type { Command } from '../command.ts';
import { problemsOf, type ServiceBuild } from '../service-build.ts';
import { askedIn, askedTargets } from './asked-targets.ts';
import { type Answers, printAnswers } from './print-answers.ts';
import { targetOf } from './target.ts';

/**
 * Asks a cluster whether it would accept an environment: of apps, or of a whole stack with what is of all its services. It asks about
 * every object in one run, also before the namespaces exist, and changes nothing.
 */
export const dryRun: Command<'dry-run'> = async (targets, options, output) => {
  const asked = await askedTargets(targets);
  const { context, environment } = await targetOf(asked, options);
  const { builds, absent, isWhole } = await askedIn(asked, environment, options);
  for (const service of absent) output.print(`${service} is not deployed in ${environment}.`);
  if (builds.length === 0) return true;
  const answers = await answersOf(context, builds);
  const unbuilt = problemsOf(builds, environment);
  if (unbuilt.length > 0) output.printError(new Refusal(unbuilt).message);
  return printAnswers(answers, { context, environment, isWhole }, output) && unbuilt.length === 0;
};

/** Asks about the objects of all builds at once, so that one may have the namespace or the definition of another. */
async function answersOf(context: string, builds: readonly ServiceBuild[]): Promise<readonly Answers[]> {
  const cluster = await connectCluster(context);
  try {
    const answers = await dryRunObjects(
      cluster,
      builds.flatMap(({ objects }) => objects),
    );
    let begin = 0;
    return builds.map(({ service, objects }) => {
      const own = answers.slice(begin, begin + objects.length);
      begin += objects.length;
      return { service, answers: own };
    });
  } finally {
    await cluster.close();
  }
}
