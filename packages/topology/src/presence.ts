import { callingWorkload } from './caller.ts';
import { type Connection, isOffered } from './connection.ts';
import type { Contract } from './contract.ts';
import type { Environment } from './environment.ts';
import type { ServiceMap } from './service-map.ts';

/** What it takes to know whether an environment is meant. */
type Named = Pick<Environment, 'name' | 'regionOf'>;

/** Whether a name means an environment: it is its own, or that of which it is a region. */
export function isMeantBy(name: string, environment: Named): boolean {
  return name === environment.name || name === environment.regionOf;
}

/** Whether a service is deployed in an environment. */
export function isDeployedIn({ environments }: Pick<Contract, 'environments'>, environment: Named): boolean {
  return environments?.some((name) => isMeantBy(name, environment)) ?? true;
}

/**
 * The services at the ends of a connection that are not deployed in an environment.
 *
 * @param contractNamed finds the contract of an offered port.
 */
export function absentEnds(
  { from, to }: Connection,
  environment: Named,
  contractNamed: ServiceMap['contractNamed'],
): readonly Contract[] {
  const services = [callingWorkload(from)?.contract, isOffered(to) ? to.contract : undefined];
  const ends = services.flatMap((name) => (name === undefined ? [] : (contractNamed(name) ?? [])));
  return ends.filter((end) => !isDeployedIn(end, environment));
}

/** Whether a connection is one of an environment, whether or not its ends are deployed there. */
export function isDeclaredIn({ environments }: Connection, environment: Named): boolean {
  return environments?.some((name) => isMeantBy(name, environment)) ?? true;
}
