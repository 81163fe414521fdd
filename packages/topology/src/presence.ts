import { callingWorkload } from './caller.ts';
import { type Connection, isOffered } from './connection.ts';
import type { Contract } from './contract.ts';
import type { ServiceMap } from './service-map.ts';

/** Whether a service is deployed in an environment. */
export function isDeployedIn({ environments }: Pick<Contract, 'environments'>, environment: string): boolean {
  return environments?.includes(environment) ?? true;
}

/**
 * The services at the ends of a connection that are not deployed in an environment.
 *
 * @param contractNamed finds the contract of an offered port.
 */
export function absentEnds(
  { from, to }: Connection,
  environment: string,
  contractNamed: ServiceMap['contractNamed'],
): readonly Contract[] {
  const services = [callingWorkload(from)?.contract, isOffered(to) ? to.contract : undefined];
  const ends = services.flatMap((name) => (name === undefined ? [] : (contractNamed(name) ?? [])));
  return ends.filter((end) => !isDeployedIn(end, environment));
}

/** Whether a connection is one of an environment, whether or not its ends are deployed there. */
export function isDeclaredIn({ environments }: Connection, environment: string): boolean {
  return environments?.includes(environment) ?? true;
}
