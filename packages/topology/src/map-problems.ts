import { groupBy } from '@k8s-blocks/manifest';
import { formatNames, nearest, type Problem } from '@k8s-blocks/refusal';
import { callingWorkload, formatCaller } from './caller.ts';
import { type Connection, formatPort, isOffered } from './connection.ts';
import type { Contract } from './contract.ts';
import type { Environment } from './environment.ts';
import { isInternet } from './internet.ts';
import { absentEnds, isDeployedIn, isMeantBy } from './presence.ts';
import type { ServiceMap } from './service-map.ts';
import { sharedObjects } from './shared-objects.ts';
import { STACK_FOLDERS } from './stack-folders.ts';
import { type Workload, workloadsOf } from './workload.ts';
import { selectsPodsOf } from './workload-selector.ts';

/** The environments of a map, and the names by which it may mean them: their own, and those of which they are regions. */
interface KnownEnvironments {
  readonly environments: readonly Environment[];
  readonly names: readonly string[];
}

/** Everything that is wrong with a map, in the order in which it is written. */
export function mapProblems(
  services: ServiceMap,
  connections: readonly Connection[],
  environments: readonly Environment[],
): Problem[] {
  const names = [
    ...new Set(environments.flatMap(({ name, regionOf }) => [...(regionOf === undefined ? [] : [regionOf]), name])),
  ];
  return [
    ...sharedNames(services.startOrder),
    ...stackNames(services.startOrder),
    ...sharedPods(services.startOrder),
    ...sharedObjects(services.startOrder),
    ...services.startOrder.flatMap((contract) => absenceProblems(contract, names)),
    ...services.startOrder.flatMap((contract) => workloadAbsenceProblems(contract, { environments, names })),
    ...connections.flatMap((each) => connectionProblems(each, services, { environments, names })),
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
function workloadAbsenceProblems(contract: Contract, known: KnownEnvironments): Problem[] {
  const { name: service, workloads } = contract;
  const { environments: all, names } = known;
  const isWithout = (name: string) =>
    names.includes(name) && !all.some((each) => isMeantBy(name, each) && isDeployedIn(contract, each));
  return Object.values(workloads).flatMap(({ key, environments }) => {
    const field = `workloads.${key}.environments`;
    const without = (environments ?? []).filter(isWithout);
    return [
      ...absenceProblems({ name: service, environments }, names, field),
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
  return unknown.map((name) => ({ service, field, ...unknownEnvironment(name, known) }));
}

function unknownEnvironment(name: string, known: readonly string[]) {
  const meant = nearest(name, known);
  const remedy = meant === undefined ? `The environments are ${formatNames(known)}.` : `Did you mean "${meant}"?`;
  return { problem: `There is no environment "${name}".`, remedy };
}

function connectionProblems(
  connection: Connection,
  { startOrder, contractNamed }: ServiceMap,
  { environments: known, names }: KnownEnvironments,
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
    if (!names.includes(name)) problems.push({ field, ...unknownEnvironment(name, names) });
  }
  return [...problems, ...absentProblems(connection, field, contractNamed, known)];
}

function isOnMap(workload: Workload, contractNamed: ServiceMap['contractNamed']): boolean {
  const service = contractNamed(workload.contract);
  return service !== undefined && workloadsOf(service).includes(workload);
}

/** A connection that names an environment in which one of its ends is not deployed, in no region of it. */
function absentProblems(
  connection: Connection,
  field: string,
  contractNamed: ServiceMap['contractNamed'],
  known: readonly Environment[],
): Problem[] {
  return (connection.environments ?? []).flatMap((name) => {
    const absent = known
      .filter((each) => isMeantBy(name, each))
      .map((each) => absentEnds(connection, each, contractNamed));
    const [first = []] = absent;
    return first
      .filter((end) => absent.every((ends) => ends.includes(end)))
      .map((end) => ({
        field,
        problem: `"${end.name}" is not deployed in ${name}.`,
        remedy: `Remove ${name} from the connection, or add it to the contract of ${'contract' in end ? end.contract : end.name}.`,
      }));
  });
}

function duplicateConnections(connections: readonly Connection[]) {
  const seen = new Set<string>();
  // Several routes may lead to one port. Which of them are the same, their hosts in each environment tell.
  const others = connections.filter(({ from }) => !isInternet(from));
  return others.flatMap(({ from, to }) => {
    const key = `connection from ${formatCaller(from)} to ${formatPort(to)}${isOffered(to) ? '' : `/${to.protocol}`}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ field: key, problem: 'It is declared twice.', remedy: 'Declare it once, with both reasons.' }];
  });
}
