import { formatNames, nearest, Refusal } from '@k8s-blocks/refusal';
import { callingWorkload } from './caller.ts';
import { isOffered } from './connection.ts';
import type { Contract } from './contract.ts';
import type { Environment } from './environment.ts';
import type { Needed } from './needed.ts';
import { connectionsIn } from './presence.ts';
import type { Stack } from './stack.ts';

/**
 * Some services of an environment, and all that they need there, directly or through others: the callees of connections that are
 * needed at start or later. Those of optional connections are not among them.
 *
 * @param names the names of services: `agent-society`.
 * @returns them in the order in which they are started.
 * @throws Refusal if the map has no service of a name, or does not deploy it in the environment.
 */
export function servicesNeededBy<Name extends string>(
  stack: Stack<Name>,
  names: readonly string[],
  environmentName: Name | 'base',
): readonly Contract[] {
  const wanted = names.map((name) => deployedService(stack, name, environmentName));
  const needed = reachedFrom(wanted, calleesIn(stack, environmentName, ['at-start', 'later']));
  return stack.servicesIn(environmentName).filter((service) => needed.has(service));
}

/**
 * The services of an environment that are not started while a service is not up: those that need it at start, directly or through
 * others.
 *
 * @returns them in the order in which they are started, without the service itself.
 */
export function servicesWaitingFor<Name extends string>(
  stack: Stack<Name>,
  service: Contract,
  environmentName: Name | 'base',
): readonly Contract[] {
  const callees = calleesIn(stack, environmentName, ['at-start']);
  return stack
    .servicesIn(environmentName)
    .filter((each) => each !== service && reachedFrom([each], callees).has(service));
}

type Callees = ReadonlyMap<Contract, readonly Contract[]>;

/** Some services, their callees, the callees of these, and so on. */
function reachedFrom(services: readonly Contract[], callees: Callees): ReadonlySet<Contract> {
  const found = new Set(services);
  // A set yields also what is added while it is walked.
  for (const service of found) for (const callee of callees.get(service) ?? []) found.add(callee);
  return found;
}

/** The services that each service needs in an environment at certain times, itself perhaps among them. */
function calleesIn<Name extends string>(
  stack: Stack<Name>,
  environmentName: Name | 'base',
  times: readonly Needed[],
): Callees {
  const environment: Environment = stack.environments[environmentName];
  const callees = new Map<Contract, Contract[]>();
  for (const { from, to, needed = 'at-start' } of connectionsIn(stack.connections, environment, stack)) {
    const caller = stack.contractNamed(callingWorkload(from)?.contract ?? '');
    const callee = isOffered(to) ? stack.contractNamed(to.contract) : undefined;
    if (!times.includes(needed) || caller === undefined || callee === undefined) continue;
    callees.set(caller, [...(callees.get(caller) ?? []), callee]);
  }
  return callees;
}

function deployedService<Name extends string>(stack: Stack<Name>, name: string, environment: Name | 'base'): Contract {
  const service = stack.contractNamed(name);
  const deployed = stack.servicesIn(environment);
  if (service !== undefined && deployed.includes(service)) return service;
  const names = deployed.map((each) => each.name);
  const like = nearest(name, names);
  throw new Refusal({
    environment,
    problem:
      service === undefined
        ? `The map has no service "${name}".`
        : `The map does not deploy the service "${name}" in this environment.`,
    remedy: like === undefined ? `Name one of ${formatNames(names)}.` : `Did you mean "${like}"?`,
  });
}
