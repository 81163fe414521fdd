import type { ObjectToSend } from '@k8s-blocks/cluster';
import { type Deployment, waitForOf } from '@k8s-blocks/deploy';
import { report } from '@k8s-blocks/findings';
import type { Rule } from '@k8s-blocks/invariants';
import { type Environment, type Stack, servicesNeededBy } from '@k8s-blocks/topology';
import type { OptionsOf } from '../commands.ts';
import { judgeBuilds } from '../judge-builds.ts';
import { objectsToSend } from '../objects-to-send.ts';
import type { Printer } from '../output.ts';
import { readEnvironmentBuilds } from '../read-builds.ts';

/** What is deployed, and what else of the stack is in the environment. */
export interface StackDeployment extends Deployment {
  /** The objects of the services that are left out by `--service`. */
  readonly others: readonly ObjectToSend[];
}

interface ReadOptions extends Pick<OptionsOf<'deploy'>, 'root' | 'allowRemote' | 'schemas' | 'service'> {
  /** The stack's own rules. */
  readonly rules: readonly Rule[];
}

/**
 * Builds the services of an environment with the real Kustomize, judges them as `verify` does, and sets them in waves.
 *
 * @returns undefined, after printing the findings, if there are errors.
 * @throws Refusal for a service that the environment has not.
 */
export async function readDeployment(
  stack: Stack,
  environment: Environment,
  options: ReadOptions,
  output: Printer,
): Promise<StackDeployment | undefined> {
  const { name } = environment;
  const wanted = options.service.length === 0 ? stack.servicesIn(name) : servicesNeededBy(stack, options.service, name);
  const builds = await readEnvironmentBuilds(stack, environment, options);
  const judged = await judgeBuilds(stack, { [name]: builds }, options);
  const errors = judged.findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    output.printReport(report({ ...judged, findings: errors }, 'text', { color: output.hasColors === true }).trimEnd());
    output.printError(`Nothing was asked of the cluster: ${name} has errors.`);
    return undefined;
  }
  const objectsOf = (service: string) =>
    objectsToSend(builds.find((build) => build.service === service)?.objects ?? []);
  const names = new Set(stack.servicesIn(name).map((service) => service.name));
  const isWanted = new Set(wanted.map((service) => service.name));
  const waves = stack
    .wavesIn(name)
    .map((wave) => wave.filter((service) => isWanted.has(service.name)))
    .filter((wave) => wave.length > 0)
    .map((wave) => wave.map((service) => ({ name: service.name, objects: objectsOf(service.name) })));
  const ofStack = builds.filter(({ service }) => !names.has(service)).flatMap(({ objects }) => objectsToSend(objects));
  const others = [...names].filter((each) => !isWanted.has(each)).flatMap(objectsOf);
  // What is not understood is refused before anything is applied.
  for (const object of waves.flat().flatMap(({ objects }) => objects)) waitForOf(object);
  return { ofStack, waves, others };
}
