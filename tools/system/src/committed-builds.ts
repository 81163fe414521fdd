import type { Builds, ServiceBuild } from '@k8s-blocks/cli';
import { type EnvironmentName, system } from '@k8s-blocks/stack';
import { built } from '@k8s-blocks/testing';

const ENVIRONMENTS: readonly EnvironmentName[] = ['base', 'staging', 'production'];

/** What is committed of all services in all environments, as the real Kustomize builds it. */
export async function committedBuilds(): Promise<Builds> {
  const entries = ENVIRONMENTS.map(async (environment) => [environment, await buildsOf(environment)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function buildsOf(environment: EnvironmentName): Promise<readonly ServiceBuild[]> {
  const folder = environment === 'base' ? 'base' : `overlays/${environment}`;
  return Promise.all(
    system.startOrder.map(async ({ name: service }) => {
      const file = `${service}/${folder}`;
      return { service, file, objects: (await built(file)).objects };
    }),
  );
}
