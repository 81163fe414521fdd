import type { Builds, ServiceBuild } from '@k8s-blocks/cli';
import { type EnvironmentName, system } from '@k8s-blocks/stack';
import { built } from '@k8s-blocks/testing';
import type { Contract } from '@k8s-blocks/topology';

const ENVIRONMENTS: readonly EnvironmentName[] = ['base', 'staging', 'production'];

/** What is committed of services in all environments, as the real Kustomize builds it. Default: of all services. */
export async function committedBuilds(services: readonly Contract[] = system.startOrder): Promise<Builds> {
  const entries = ENVIRONMENTS.map(async (name) => [name, await buildsOf(services, name)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function buildsOf(services: readonly Contract[], environment: EnvironmentName): Promise<readonly ServiceBuild[]> {
  const folder = environment === 'base' ? 'base' : `overlays/${environment}`;
  return Promise.all(
    services.map(async ({ name: service }) => {
      const file = `${service}/${folder}`;
      return { service, file, objects: (await built(file)).objects };
    }),
  );
}
