import type { Builds } from '@k8s-blocks/cli';
import { type EnvironmentName, system } from '@k8s-blocks/stack';
import { type Built, builtTogether } from '@k8s-blocks/testing';
import type { Contract } from '@k8s-blocks/topology';

const ENVIRONMENTS: readonly EnvironmentName[] = ['base', 'staging', 'production'];

/** What is committed of services in all environments, as the real Kustomize builds it. Default: of all services. */
export async function committedBuilds(services: readonly Contract[] = system.startOrder): Promise<Builds> {
  const entries = ENVIRONMENTS.map(async (name) => {
    const builds = await builtEnvironment(name, services);
    const objectsOf = services.map(({ name: service }, index) => {
      return { service, file: folderOf(service, name), objects: builds[index]?.objects ?? [] };
    });
    return [name, objectsOf] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** What is committed of services in one environment, in their order. Default: of all services, in start order. */
export async function builtEnvironment(
  environment: EnvironmentName,
  services: readonly Contract[] = system.startOrder,
): Promise<readonly Built[]> {
  const { suffix } = system.environments[environment];
  return builtTogether(
    services.map(({ name, namespace }) => ({ folder: folderOf(name, environment), namespaces: [namespace + suffix] })),
  );
}

/** The folder of an environment of a service, below `k8s/`. */
export function folderOf(service: string, environment: EnvironmentName): string {
  return `${service}/${environment === 'base' ? 'base' : `overlays/${environment}`}`;
}
