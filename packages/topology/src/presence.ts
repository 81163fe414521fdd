import { callingWorkload } from './caller.ts';
import { type Connection, isOffered } from './connection.ts';
import type { Contract } from './contract.ts';
import type { Environment } from './environment.ts';
import type { ServiceMap } from './service-map.ts';
import { type Workload, workloadOf, workloadsOf } from './workload.ts';

/** What it takes to know whether an environment is meant. */
type Named = Pick<Environment, 'name' | 'regionOf' | 'preview'>;

/** Whether a name means an environment: it is its own, that of which it is a region, or that of which it is a preview. */
export function isMeantBy(name: string, { name: own, regionOf, preview }: Named): boolean {
  return name === own || name === regionOf || name === preview?.of;
}

/** Whether a service, or a workload of a service that is, is deployed in an environment. */
export function isDeployedIn(end: Pick<Contract, 'name' | 'environments'> | Workload, environment: Named): boolean {
  const service = 'contract' in end ? end.contract : end.name;
  if (environment.preview?.services.includes(service) === false) return false;
  return end.environments?.some((name) => isMeantBy(name, environment)) ?? true;
}

/** The workloads of a service that are deployed in an environment, the main one first. */
export function workloadsIn(contract: Pick<Contract, 'main' | 'workloads'>, environment: Named): readonly Workload[] {
  return workloadsOf(contract).filter((workload) => isDeployedIn(workload, environment));
}

/**
 * The services and workloads at the ends of a connection that are not deployed in an environment.
 *
 * @param contractNamed finds the contract of a workload or an offered port.
 */
export function absentEnds(
  { from, to }: Connection,
  environment: Named,
  contractNamed: ServiceMap['contractNamed'],
): readonly (Contract | Workload)[] {
  const caller = callingWorkload(from);
  const callers = caller === undefined ? [] : [contractNamed(caller.contract), caller];
  const callee = isOffered(to) ? contractNamed(to.contract) : undefined;
  const callees = callee === undefined || !isOffered(to) ? [] : [callee, workloadOf(callee, to)];
  return [...callers, ...callees].filter((end) => end !== undefined).filter((end) => !isDeployedIn(end, environment));
}

/** Whether a connection is one of an environment, whether or not its ends are deployed there. */
export function isDeclaredIn({ environments }: Connection, environment: Named): boolean {
  return environments?.some((name) => isMeantBy(name, environment)) ?? true;
}

/** The connections, of those that are given, that exist in an environment: declared for it, and both ends deployed there. */
export function connectionsIn(
  connections: readonly Connection[],
  environment: Named,
  { contractNamed }: Pick<ServiceMap, 'contractNamed'>,
): Connection[] {
  return connections.filter(
    (each) => isDeclaredIn(each, environment) && absentEnds(each, environment, contractNamed).length === 0,
  );
}
