import { formatNames, Refusal } from '@k8s-blocks/refusal';
import type { Connection } from './connection.ts';
import type { Contract } from './contract.ts';
import type { Environment } from './environment.ts';
import type { EnvironmentValues } from './environment-values.ts';
import { refuseUnlessContract } from './misused.ts';
import { connectionsIn, isDeployedIn } from './presence.ts';
import { serviceEnvironment } from './service-environment.ts';
import { type ServiceMap, serviceMap } from './service-map.ts';
import { startWaves } from './start-order.ts';

/** The parts of a stack of which its functions answer. */
interface StackParts<Name extends string, Values extends EnvironmentValues, Row extends string> {
  readonly name?: string;
  readonly startOrder: readonly Contract[];
  readonly environments: { readonly [Each in Name | 'base']: Environment<Each, Values> };
  readonly rows: readonly Row[];
  readonly connections: readonly Connection[];
  readonly labels: Readonly<Record<string, string>>;
}

/** A stack of parts that are known to fit together. */
export function assembledStack<Name extends string, Values extends EnvironmentValues, Row extends string>(
  parts: StackParts<Name, Values, Row>,
) {
  const { startOrder, environments, connections } = parts;
  const map = serviceMap(startOrder, connections);
  const serviceIn = (service: Contract, environmentName: Name | 'base') => {
    refuseUnlessContract(service, serviceIn, startOrder);
    refuseUnknownService(service, map);
    refuseUnlessDeployed(service, environments[environmentName]);
    return serviceEnvironment(map, service, environments[environmentName]);
  };
  const servicesIn = (name: Name | 'base') => {
    const wanted: Environment = environments[name];
    return wanted.deployed ? startOrder.filter((contract) => isDeployedIn(contract, wanted)) : [];
  };
  const wavesIn = (name: Name | 'base') =>
    startWaves(servicesIn(name), connectionsIn(connections, environments[name], map), map);
  return { ...map, ...parts, servicesIn, wavesIn, serviceIn };
}

function refuseUnlessDeployed(service: Contract, environment: Environment): void {
  if (environment.name === 'base' || isDeployedIn(service, environment)) return;
  throw new Refusal({
    service: service.name,
    environment: environment.name,
    problem: `${service.name} is not deployed there.`,
    remedy: 'Add the environment to its contract.',
  });
}

function refuseUnknownService(service: Contract, { startOrder, contractNamed }: ServiceMap): void {
  if (contractNamed(service.name) === service) return;
  throw new Refusal({
    service: service.name,
    problem: `"${service.name}" is not on the map.`,
    remedy: `Add its contract to the services, which are ${formatNames(startOrder.map(({ name }) => name))}.`,
  });
}
