import { Refusal } from '@k8s-blocks/refusal';
import { type Contract, type Environment, isDeployedIn, type Stack } from '@k8s-blocks/topology';
import { isEmitted } from '../app-module.ts';
import type { BuildOptions } from '../build-options.ts';
import { importDefault } from '../import-module.ts';
import { isStack } from '../map-module.ts';
import { readEnvironmentBuilds, readServiceBuilds } from '../read-builds.ts';
import type { ServiceBuild } from '../service-build.ts';

/** What is asked about: of each stack some services, or all of it. */
export interface AskedTargets {
  readonly stacks: ReadonlyMap<Stack, 'all' | readonly Contract[]>;
}

/** What is asked about in one environment. */
export interface Asked {
  /** In start order; what is of the whole stack last. */
  readonly builds: readonly ServiceBuild[];
  /** The services that are not deployed there. */
  readonly absent: readonly string[];
  /** Whether everything is asked that the environment has, so that nothing else creates what is missing. */
  readonly isWhole: boolean;
}

/**
 * What the modules of apps or of a map say is to be asked about.
 *
 * @throws Refusal if a module is neither.
 */
export async function askedTargets(targets: readonly string[]): Promise<AskedTargets> {
  const stacks = new Map<Stack, 'all' | readonly Contract[]>();
  for (const target of targets) {
    const found = await importDefault(target, 'Give the path of an app module, or of the module that exports the map.');
    if (isStack(found)) stacks.set(found, 'all');
    else if (isEmitted(found) && 'contract' in found) {
      const before = stacks.get(found.stack) ?? [];
      stacks.set(found.stack, before === 'all' ? 'all' : [...before, found.contract]);
    } else throw neither(target);
  }
  return { stacks };
}

function neither(target: string): Refusal {
  return new Refusal({
    file: target,
    problem: 'Its default export is neither an app nor a map.',
    remedy: 'Give the path of an app module, or of the module that exports the map.',
  });
}

/** Builds what is asked about in an environment. */
export async function askedIn({ stacks }: AskedTargets, name: string, options: BuildOptions): Promise<Asked> {
  const asked = await Promise.all([...stacks].map(([stack, services]) => askedOfStack(stack, services, name, options)));
  return {
    builds: asked.flatMap(({ builds }) => builds),
    absent: asked.flatMap(({ absent }) => absent),
    isWhole: asked.every(({ isWhole }) => isWhole),
  };
}

async function askedOfStack(
  stack: Stack,
  services: 'all' | readonly Contract[],
  name: string,
  options: BuildOptions,
): Promise<Asked> {
  const environment = environmentOf(stack, name);
  if (environment === undefined) {
    const absent = services === 'all' ? stack.startOrder : services;
    return { builds: [], absent: absent.map((service) => service.name), isWhole: services === 'all' };
  }
  if (services === 'all') {
    return { builds: await readEnvironmentBuilds(stack, environment, options), absent: [], isWhole: true };
  }
  const isDeployed = (service: Contract) => isDeployedIn(service, environment);
  const inOrder = stack.startOrder.filter((service) => services.includes(service));
  const absent = inOrder.filter((service) => !isDeployed(service)).map((service) => service.name);
  return { builds: await readServiceBuilds(inOrder.filter(isDeployed), environment, options), absent, isWhole: false };
}

/** The environment of that name, if it is deployed. */
function environmentOf({ environments }: Stack, name: string): Environment | undefined {
  const environment = Object.hasOwn(environments, name) ? environments[name] : undefined;
  return environment?.deployed === true ? environment : undefined;
}
