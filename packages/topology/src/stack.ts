import { checkLabels } from '@k8s-blocks/labels';
import { Refusal, sayNames } from '@k8s-blocks/refusal';
import type { Connection } from './connection.ts';
import type { Contract } from './contract.ts';
import { type Environment, type EnvironmentDefinition, environment } from './environment.ts';
import { mapProblems } from './map-problems.ts';
import { type ServiceEnvironment, serviceEnvironment } from './service-environment.ts';
import { type ServiceMap, serviceMap } from './service-map.ts';

/** A stack as it is written. */
export interface StackDefinition<EnvironmentName extends string> {
  /** The contracts of the services, in the order in which they are started. */
  readonly startOrder: readonly Contract[];
  /** The environments, `base` first: the others are overlays on it. */
  readonly environments: { readonly [Name in EnvironmentName | 'base']: EnvironmentDefinition };
  /** Every connection that exists, between the services and with the outside. */
  readonly connections: readonly Connection[];
  /** Labels that every object carries, though not on selectors or pods. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The map of one system: its services, its environments, and who calls whom. */
export interface Stack<EnvironmentName extends string = string> extends ServiceMap {
  readonly environments: { readonly [Name in EnvironmentName | 'base']: Environment<Name> };
  readonly connections: readonly Connection[];
  readonly labels: Readonly<Record<string, string>>;
  /**
   * A service as it stands in one environment: its addresses and its policy rules.
   *
   * @throws Refusal if the stack has no such service.
   */
  place(service: Contract, environmentName: EnvironmentName | 'base'): ServiceEnvironment;
}

/**
 * The map of one system.
 *
 * @throws Refusal that lists every fault of the map: two services of one name, a connection to a port that nobody
 * offers or from a service that is not on the map, a connection that is declared twice, an unknown environment.
 */
export function stack<const EnvironmentName extends string>(
  definition: StackDefinition<EnvironmentName>,
): Stack<EnvironmentName> {
  const { startOrder, connections, labels = {} } = definition;
  checkLabels(labels, 'labels');
  const environments = definedEnvironments(definition.environments);
  const services = serviceMap(startOrder, connections);
  const problems = mapProblems(services, connections, Object.keys(environments));
  if (problems.length > 0) throw new Refusal(problems);
  return {
    ...services,
    environments,
    connections,
    labels,
    place(service, environmentName) {
      refuseStranger(service, services);
      return serviceEnvironment(services, service, environments[environmentName]);
    },
  };
}

function definedEnvironments<Name extends string>(
  definitions: { readonly [N in Name | 'base']: EnvironmentDefinition },
): { readonly [N in Name | 'base']: Environment<N> } {
  const entries = Object.entries<EnvironmentDefinition>(definitions);
  const defined = entries.map(([name, definition]) => [name, environment(name, definition)]);
  return Object.fromEntries(defined) as { readonly [N in Name | 'base']: Environment<N> };
}

function refuseStranger(service: Contract, { startOrder, contractNamed }: ServiceMap): void {
  if (contractNamed(service.name) === service) return;
  throw new Refusal({
    service: service.name,
    problem: `"${service.name}" is not on the map.`,
    remedy: `Add its contract to the start order, in which are ${sayNames(startOrder.map(({ name }) => name))}.`,
  });
}
