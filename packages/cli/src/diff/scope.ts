import type { KubernetesObject } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { Environment, Stack } from '@k8s-blocks/topology';
import { isEmitted } from '../app-module.ts';
import { importDefault } from '../import-module.ts';
import { isStack } from '../map-module.ts';

/** The services and environments to compare. */
export interface Scope {
  /** Whether a service is compared. */
  readonly includes: (service: string) => boolean;
  /** The services of the given apps; none if a map is given. */
  readonly named: readonly string[];
  readonly environments: readonly string[];
  /** The namespace of a service in an environment, as the maps have it now; undefined if none has both. */
  readonly namespaceOf: (service: string, environment: string) => string | undefined;
  /** The objects of a service in an environment, as the app says them; undefined if its app is not given. */
  readonly saidBy: (service: string, environment: string) => readonly KubernetesObject[] | undefined;
}

/**
 * The scope of the given modules: a map includes all services that have or had a tree, an app its own.
 *
 * @throws Refusal if a module does not exist, or exports neither a map nor an app.
 */
export async function loadScope(targets: readonly string[]): Promise<Scope> {
  const remedy = 'Give the module that exports the map, or those of apps.';
  const scopes = await Promise.all(targets.map(async (target) => scopeOf(target, await importDefault(target, remedy))));
  const environments = [...new Set(scopes.flatMap((scope) => scope.environments))];
  const named = scopes.flatMap((scope) => scope.named);
  return {
    environments,
    named,
    includes: (service) => scopes.some((scope) => scope.includes(service)),
    namespaceOf: (service, environment) =>
      scopes.map(({ namespaceOf }) => namespaceOf(service, environment)).find((namespace) => namespace !== undefined),
    saidBy: (service, environment) =>
      scopes.map(({ saidBy }) => saidBy(service, environment)).find((objects) => objects !== undefined),
  };
}

function scopeOf(target: string, exported: unknown): Scope {
  if (isStack(exported))
    return { includes: () => true, named: [], saidBy: () => undefined, ...environmentsOf(exported) };
  if (isEmitted(exported) && 'contract' in exported) {
    const { contract, stack } = exported;
    const { name } = contract;
    const resources = exported.resources();
    return {
      includes: (service) => service === name,
      named: [name],
      saidBy: (service, environment) => (service === name ? resources[environment] : undefined),
      ...environmentsOf(stack),
    };
  }
  throw new Refusal({
    file: target,
    problem: 'Its default export is neither a map nor an app.',
    remedy: 'Export one: export default stack({ … }), or export default app(…).',
  });
}

function environmentsOf({ environments, contractNamed }: Stack): Pick<Scope, 'environments' | 'namespaceOf'> {
  const byName = new Map(
    Object.values<Environment>(environments)
      .filter(({ deployed }) => deployed)
      .map((each) => [each.name, each]),
  );
  return {
    environments: [...byName.keys()],
    namespaceOf(service, environment) {
      const contract = contractNamed(service);
      return contract === undefined ? undefined : byName.get(environment)?.namespaceName(contract.namespace);
    },
  };
}
