import { checkLabels, recommendedLabels } from '@k8s-blocks/labels';
import { Refusal, sayNames } from '@k8s-blocks/refusal';
import { type Connection, isContract, isOffered, sayCaller, sayPort } from './connection.ts';
import type { Contract } from './contract.ts';
import { type Environment, type EnvironmentDefinition, environment } from './environment.ts';
import { type ServiceEnvironment, serviceEnvironment } from './service-environment.ts';

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
export interface Stack<EnvironmentName extends string = string> {
  readonly startOrder: readonly Contract[];
  readonly environments: { readonly [Name in EnvironmentName | 'base']: Environment<Name> };
  readonly connections: readonly Connection[];
  readonly labels: Readonly<Record<string, string>>;
  /** The connections that begin or end at a service, or both, in the order of the map. */
  connectionsOf(service: Contract): {
    readonly outgoing: readonly Connection[];
    readonly incoming: readonly Connection[];
  };
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
  const problems = [
    ...sharedNames(startOrder),
    ...sharedPods(startOrder),
    ...connections.flatMap((each) => connectionProblems(each, startOrder, Object.keys(environments))),
    ...declaredTwice(connections),
  ];
  if (problems.length > 0) throw new Refusal(problems);

  const byService = indexConnections(startOrder, connections);
  const connectionsOf: Stack['connectionsOf'] = (service) =>
    byService.get(service.name) ?? { outgoing: [], incoming: [] };
  const result: Stack<EnvironmentName> = {
    startOrder,
    environments,
    connections,
    labels,
    connectionsOf,
    place(service, environmentName) {
      refuseStranger(service, startOrder);
      return serviceEnvironment(result, service, environments[environmentName]);
    },
  };
  return result;
}

function definedEnvironments<Name extends string>(
  definitions: { readonly [N in Name | 'base']: EnvironmentDefinition },
): { readonly [N in Name | 'base']: Environment<N> } {
  const entries = Object.entries<EnvironmentDefinition>(definitions);
  const defined = entries.map(([name, definition]) => [name, environment(name, definition)]);
  return Object.fromEntries(defined) as { readonly [N in Name | 'base']: Environment<N> };
}

function sharedNames(contracts: readonly Contract[]) {
  const seen = new Set<string>();
  return contracts.flatMap(({ name }) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ service: name, field: 'name', problem: `Two services of the stack are named "${name}".` }];
  });
}

/** In one namespace, two selectors of which one includes the other would mix the pods of two services. */
function sharedPods(contracts: readonly Contract[]) {
  const byNamespace = new Map<string, Contract[]>();
  for (const each of contracts) byNamespace.set(each.namespace, [...(byNamespace.get(each.namespace) ?? []), each]);
  return [...byNamespace.values()].flatMap((all) =>
    all.flatMap((one, index) =>
      all
        .slice(index + 1)
        .filter((other) => one.name !== other.name && (selects(one, other) || selects(other, one)))
        .map((other) => ({
          service: other.name,
          field: 'identity',
          problem: `"${one.name}" and "${other.name}" select the same pods of namespace ${one.namespace}.`,
          remedy: 'Give each an identity, or a namespace, of its own.',
        })),
    ),
  );
}

/** Whether the selector of a service matches the labels of another's pods. */
function selects({ selector }: Contract, { identity }: Contract): boolean {
  const labels: Readonly<Record<string, string>> = recommendedLabels(identity);
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

function connectionProblems(
  { from, to, why, environments = ['base'] }: Connection,
  contracts: readonly Contract[],
  environmentNames: readonly string[],
) {
  const field = `connection from ${sayCaller(from)} to ${sayPort(to)}`;
  const names = contracts.map(({ name }) => name);
  const problems = [];
  if (isContract(from) && !contracts.includes(from)) {
    problems.push({ field, problem: `"${from.name}" is not on the map.`, remedy: `On it are ${sayNames(names)}.` });
  }
  if (isOffered(to)) {
    const callee = contracts.find(({ name }) => name === to.contract);
    if (callee === undefined) {
      problems.push({ field, problem: `"${to.contract}" is not on the map.`, remedy: `On it are ${sayNames(names)}.` });
    } else if (callee.ports[to.name] !== to) {
      const remedy = `It offers ${sayNames(Object.keys(callee.ports))}: take the port from its contract.`;
      problems.push({ field, problem: `"${callee.name}" does not offer that port.`, remedy });
    }
  }
  if (!isContract(from) && !isOffered(to)) {
    problems.push({ field, problem: 'Neither end is a service of the stack.' });
  }
  if (why.trim() === '') problems.push({ field, problem: 'It does not say why.', remedy: 'Say what the call is for.' });
  if (environments.length === 0) {
    problems.push({ field, problem: 'It exists in no environment.', remedy: 'Name some, or leave them out for all.' });
  }
  for (const name of environments) {
    if (environmentNames.includes(name)) continue;
    const remedy = `The environments are ${sayNames(environmentNames)}.`;
    problems.push({ field, problem: `There is no environment "${name}".`, remedy });
  }
  return problems;
}

function declaredTwice(connections: readonly Connection[]) {
  const seen = new Set<string>();
  return connections.flatMap(({ from, to }) => {
    const key = `connection from ${sayCaller(from)} to ${sayPort(to)}${isOffered(to) ? '' : `/${to.protocol}`}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ field: key, problem: 'It is declared twice.', remedy: 'Declare it once, and say both whys.' }];
  });
}

/** Each service's connections, found once: a map of a thousand services is asked a thousand times. */
function indexConnections(contracts: readonly Contract[], connections: readonly Connection[]) {
  const index = new Map(
    contracts.map(({ name }) => [name, { outgoing: [] as Connection[], incoming: [] as Connection[] }]),
  );
  for (const each of connections) {
    if (isContract(each.from)) index.get(each.from.name)?.outgoing.push(each);
    if (isOffered(each.to)) index.get(each.to.contract)?.incoming.push(each);
  }
  return index;
}

function refuseStranger(service: Contract, contracts: readonly Contract[]): void {
  if (contracts.includes(service)) return;
  throw new Refusal({
    service: service.name,
    problem: `"${service.name}" is not on the map.`,
    remedy: `Add its contract to the start order, in which are ${sayNames(contracts.map(({ name }) => name))}.`,
  });
}
