import { groupBy } from '@k8s-blocks/manifest';
import { formatNames, nearest, type Problem } from '@k8s-blocks/refusal';
import { type Connection, callingWorkload, formatCaller, formatPort, isOffered } from './connection.ts';
import type { Contract } from './contract.ts';
import { absentEnds, isDeployedIn } from './presence.ts';
import type { ServiceMap } from './service-map.ts';
import { sharedObjects } from './shared-objects.ts';
import { type Workload, workloadsOf } from './workload.ts';
import { selectsPodsOf } from './workload-selector.ts';

/** Everything that is wrong with a map, in the order in which it is written. */
export function mapProblems(
  services: ServiceMap,
  connections: readonly Connection[],
  environmentNames: readonly string[],
): Problem[] {
  return [
    ...sharedNames(services.startOrder),
    ...stackNames(services.startOrder),
    ...sharedPods(services.startOrder),
    ...sharedObjects(services.startOrder),
    ...services.startOrder.flatMap((contract) => absenceProblems(contract, environmentNames)),
    ...services.startOrder.flatMap((contract) => workloadAbsenceProblems(contract, environmentNames)),
    ...connections.flatMap((each) => connectionProblems(each, services, environmentNames)),
    ...duplicateConnections(connections),
  ];
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

/** The folders beside those of the services, in which the whole stack is emitted. */
const STACK_FOLDERS = ['base', 'overlays'];

function stackNames(contracts: readonly Contract[]) {
  return contracts
    .filter(({ name }) => STACK_FOLDERS.includes(name))
    .map(({ name }) => ({
      service: name,
      field: 'name',
      problem: `No service can be named "${name}": the folder of that name has the kustomizations of the whole stack.`,
      remedy: 'Give the service another name.',
    }));
}

/** Where one selector includes another in the same namespace, each Service and policy would select pods of both services. */
function sharedPods(contracts: readonly Contract[]) {
  const byNamespace = groupBy(contracts, ({ namespace }) => [namespace]);
  return [...byNamespace.values()].flatMap((all) =>
    all.flatMap((one, index) =>
      all
        .slice(index + 1)
        .filter((other) => one.name !== other.name && (selectsPods(one, other) || selectsPods(other, one)))
        .map((other) => ({
          service: other.name,
          field: 'identity',
          problem: `"${one.name}" and "${other.name}" select the same pods of namespace ${one.namespace}.`,
          remedy: 'Give each an identity, or a namespace, of its own.',
        })),
    ),
  );
}

/** Whether the selector of a workload matches the pods of another service. */
function selectsPods(one: Contract, other: Contract): boolean {
  return workloadsOf(one).some((workload) => workloadsOf(other).some((each) => selectsPodsOf(workload, each)));
}

/** The same of its workloads, each of which is deployed in environments of its service. */
function workloadAbsenceProblems(contract: Contract, known: readonly string[]): Problem[] {
  const { name: service, workloads } = contract;
  return Object.values(workloads).flatMap(({ key, environments }) => {
    const field = `workloads.${key}.environments`;
    const without = (environments ?? []).filter((name) => known.includes(name) && !isDeployedIn(contract, name));
    return [
      ...absenceProblems({ name: service, environments }, known, field),
      ...without.map((name) => {
        const remedy = `Remove ${name}, or add it to the environments of the contract.`;
        return { service, field, problem: `${service} is not deployed in ${name}.`, remedy };
      }),
    ];
  });
}

/** What is wrong with the environments that a contract names. */
function absenceProblems(
  { name: service, environments }: { readonly name: string; readonly environments?: readonly string[] | undefined },
  known: readonly string[],
  field = 'environments',
): Problem[] {
  if (environments === undefined) return [];
  if (environments.length === 0) {
    const problem = 'It is deployed in no environment.';
    return [{ service, field, problem, remedy: 'Name some, or leave them out for all.' }];
  }
  const unknown = environments.filter((name) => !known.includes(name));
  return unknown.map((name) => {
    const meant = nearest(name, known);
    const remedy = meant === undefined ? `The environments are ${formatNames(known)}.` : `Did you mean "${meant}"?`;
    return { service, field, problem: `There is no environment "${name}".`, remedy };
  });
}

function connectionProblems(
  connection: Connection,
  { startOrder, contractNamed }: ServiceMap,
  environmentNames: readonly string[],
) {
  const { from, to, why, environments = ['base'] } = connection;
  const field = `connection from ${formatCaller(from)} to ${formatPort(to)}`;
  // A function, since few connections have a problem: the text for each of them would take quadratic time.
  const formatServices = () => `On it are ${formatNames(startOrder.map(({ name }) => name))}.`;
  const problems = [];
  const caller = callingWorkload(from);
  if (caller !== undefined && !isOnMap(caller, contractNamed)) {
    problems.push({ field, problem: `"${caller.name}" is not on the map.`, remedy: formatServices() });
  }
  if (isOffered(to)) {
    const callee = contractNamed(to.contract);
    if (callee === undefined) {
      problems.push({ field, problem: `"${to.contract}" is not on the map.`, remedy: formatServices() });
    } else if (!Object.hasOwn(callee.ports, to.name) || callee.ports[to.name] !== to) {
      const remedy = `It offers ${formatNames(Object.keys(callee.ports))}: take the port from its contract.`;
      problems.push({ field, problem: `"${callee.name}" does not offer that port.`, remedy });
    }
  }
  if (caller === undefined && !isOffered(to)) {
    problems.push({ field, problem: 'Neither end is a service of the stack.' });
  }
  if (why.trim() === '') problems.push({ field, problem: 'It does not say why.', remedy: 'Say what the call is for.' });
  if (environments.length === 0) {
    problems.push({ field, problem: 'It exists in no environment.', remedy: 'Name some, or leave them out for all.' });
  }
  for (const name of environments) {
    if (environmentNames.includes(name)) continue;
    const remedy = `The environments are ${formatNames(environmentNames)}.`;
    problems.push({ field, problem: `There is no environment "${name}".`, remedy });
  }
  return [...problems, ...absentProblems(connection, field, contractNamed)];
}

function isOnMap(workload: Workload, contractNamed: ServiceMap['contractNamed']): boolean {
  const service = contractNamed(workload.contract);
  return service !== undefined && workloadsOf(service).includes(workload);
}

/** A connection that names an environment in which one of its ends is not deployed. */
function absentProblems(connection: Connection, field: string, contractNamed: ServiceMap['contractNamed']): Problem[] {
  return (connection.environments ?? []).flatMap((environment) =>
    absentEnds(connection, environment, contractNamed).map((end) => ({
      field,
      problem: `"${end.name}" is not deployed in ${environment}.`,
      remedy: `Remove ${environment} from the connection, or add it to the contract of ${'contract' in end ? end.contract : end.name}.`,
    })),
  );
}

function duplicateConnections(connections: readonly Connection[]) {
  const seen = new Set<string>();
  return connections.flatMap(({ from, to }) => {
    const key = `connection from ${formatCaller(from)} to ${formatPort(to)}${isOffered(to) ? '' : `/${to.protocol}`}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ field: key, problem: 'It is declared twice.', remedy: 'Declare it once, with both reasons.' }];
  });
}
