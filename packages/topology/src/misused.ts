import { formatNames, type Problem, type ProblemLocation, Refusal } from '@k8s-blocks/refusal';
import { fileOfCall } from './call-site.ts';
import type { Caller } from './caller.ts';
import type { Contract } from './contract.ts';
import type { Internet } from './internet.ts';
import { isObject } from './is-object.ts';
import type { Outside, OutsidePort } from './outside.ts';
import type { OfferedPort } from './port.ts';
import { type Workload, workloadsOf } from './workload.ts';

// Checked at run time too, since tsx and Node run TypeScript without checking its types. What is misspelt is undefined then:
// `contracts.conector`; and what is confused, such as a contract and its port, would fail far from where it was given.

/** Whether a value has the form of a contract. */
function isContractLike(value: unknown): value is Contract {
  return isObject(value) && 'name' in value && 'namespace' in value && 'ports' in value;
}

/** Whether a value has the form of a workload. */
function isWorkloadLike(value: unknown): value is Workload {
  return isObject(value) && 'contract' in value && 'kind' in value;
}

/** Whether a value has the form of a connection. */
function isConnectionLike(value: unknown): boolean {
  return isObject(value) && isCaller(field(value, 'from')) && isPort(field(value, 'to'));
}

/** Whether a value has the form of a port that a contract offers. */
function isOfferedLike(value: unknown): value is OfferedPort {
  return isObject(value) && 'contract' in value && 'port' in value;
}

/** What is wrong with the parts of `connection`, by their names there; empty if nothing is. */
export function connectionPartProblems(from: unknown, to: unknown, why: unknown, environments: unknown): Problem[] {
  const field = `connection(…, ${typeof why === 'string' ? JSON.stringify(why) : '…'})`;
  const problems: Problem[] = [];
  if (!isCaller(from)) {
    const problem = `Its caller is ${describe(from)}, not a contract, a workload or a party outside.`;
    problems.push({ field, problem, remedy: remedyFor(from, 'Give a contract, such as agentSociety') });
  }
  if (!isPort(to)) {
    const problem = `It leads to ${describe(to)}, not to a port.`;
    problems.push({ field, problem, remedy: remedyFor(to, 'Give a port, such as connector.ports.admin') });
  }
  if (typeof why !== 'string') {
    const callee = isOfferedLike(to) ? `${to.contract}:${to.port}` : 'a port';
    const problem = `It does not say why ${isContractLike(from) ? from.name : 'its caller'} calls ${callee}.`;
    problems.push({ field, problem, remedy: 'Say what the call is for, as the third argument.' });
  }
  if (environments !== undefined && !Array.isArray(environments)) {
    const problem = `Its environments are ${describe(environments)}, not a list.`;
    problems.push({ field, problem, remedy: "Give their names: { environments: ['staging'] }." });
  }
  return problems;
}

/** What is wrong with the lists of a map: an entry that is not what the list is of. */
export function mapEntryProblems(services: unknown, connections: unknown): Problem[] {
  return [
    ...entryProblems('services', services, { is: isContractLike, noun: 'contract', remedy: 'Give a contract' }),
    ...entryProblems('connections', connections, {
      is: isConnectionLike,
      noun: 'connection',
      remedy: "Declare one, connection(caller, callee.ports.http, 'why')",
    }),
  ];
}

interface Entries {
  readonly is: (value: unknown) => boolean;
  readonly noun: string;
  readonly remedy: string;
}

function entryProblems(name: string, list: unknown, { is, noun, remedy }: Entries): Problem[] {
  if (!Array.isArray(list)) {
    return [{ field: name, problem: `It is ${describe(list)}, not a list.`, remedy: `Give a list of ${noun}s.` }];
  }
  // Array.from, since a list with holes would skip them.
  return Array.from(list, (entry: unknown, index): Problem[] => {
    if (is(entry)) return [];
    const problem = `${capitalized(describe(entry))} is not a ${noun}.`;
    return [{ field: `${name}[${index}]`, problem, remedy: remedyFor(entry, remedy) }];
  }).flat();
}

/**
 * Refuses what is not a contract.
 *
 * @param called the function that it was given to, for the place of the call.
 * @param known the contracts that could be meant.
 */
export function refuseUnlessContract(
  value: unknown,
  called: (...args: never[]) => unknown,
  known: readonly Contract[],
): asserts value is Contract {
  if (isContractLike(value)) return;
  const onMap = `On the map are ${formatNames(known.map(({ name }) => name))}.`;
  throw new Refusal({
    ...fileOfCall(called),
    problem: `${capitalized(describe(value))} is not a contract.`,
    remedy: `${remedyFor(value, 'Give the contract of the service')} ${onMap}`,
  });
}

/**
 * Refuses what is not a workload of a contract.
 *
 * @param called the function that it was given to, for the place of the call.
 */
export function refuseUnlessWorkloadOf(
  contract: Contract,
  value: unknown,
  called: (...args: never[]) => unknown,
  location: ProblemLocation,
): asserts value is Workload {
  if (isWorkloadLike(value) && workloadsOf(contract).includes(value)) return;
  const keys = Object.keys(contract.workloads);
  throw new Refusal({
    ...location,
    ...fileOfCall(called),
    problem: `${capitalized(describe(value))} is not a workload of ${contract.name}.`,
    remedy:
      keys.length === 0
        ? "Declare it in the contract: workloads: { worker: 'Deployment' }."
        : remedyFor(value, `Give one of its workloads, such as ${contract.name}.workloads.${keys[0]}`),
  });
}

/**
 * Refuses arguments that are not a stack and one of its contracts.
 *
 * @param called the function that they were given to, for the place of the call.
 */
export function refuseUnlessService(
  map: unknown,
  service: unknown,
  called: (...args: never[]) => unknown,
): asserts service is Contract {
  if (!isObject(map) || !('connectionsOf' in map) || !('startOrder' in map)) {
    const problem = `${capitalized(describe(map))} is not the map of a stack.`;
    throw new Refusal({
      ...fileOfCall(called),
      problem,
      remedy: remedyFor(map, 'Give the map, as stack({ … }) returns it'),
    });
  }
  const { startOrder } = map;
  refuseUnlessContract(service, called, Array.isArray(startOrder) ? startOrder.filter(isContractLike) : []);
}

/**
 * Refuses what is not a port of a contract.
 *
 * @param called the function that it was given to, for the place of the call.
 */
export function refuseUnlessOffered(
  value: unknown,
  called: (...args: never[]) => unknown,
  location: ProblemLocation,
): asserts value is OfferedPort {
  if (isOfferedLike(value)) return;
  throw new Refusal({
    ...location,
    ...fileOfCall(called),
    problem: `${capitalized(describe(value))} is not a port that a service offers.`,
    remedy: remedyFor(value, 'Give one, such as connector.ports.admin'),
  });
}

function isCaller(value: unknown): value is Caller {
  return isContractLike(value) || isWorkloadLike(value) || isOutside(value);
}

function isPort(value: unknown): value is OfferedPort | OutsidePort {
  return isOfferedLike(value) || (isObject(value) && isOutside(field(value, 'outside')) && 'port' in value);
}

function isOutside(value: unknown): value is Outside | Internet {
  return isObject(value) && 'title' in value && 'party' in value;
}

/** What a value is, in a sentence. */
function describe(value: unknown): string {
  if (isContractLike(value)) return `the contract ${value.name}`;
  if (isWorkloadLike(value)) return `the workload ${value.name}`;
  if (isOfferedLike(value)) return `the port ${value.contract}:${value.port} (${value.name})`;
  if (isOutside(value)) return `${value.title}`;
  if (isPort(value) && 'outside' in value) return `a port of ${value.outside.title}`;
  if (isConnectionLike(value)) return 'a connection';
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'another object' : `a ${typeof value}`;
}

/** What to do about a value, as a sentence. */
function remedyFor(value: unknown, remedy: string): string {
  if (value === undefined) return `${remedy}; is the name that it is read by spelt as it is declared?`;
  if (isContractLike(value)) return `${remedy}; ${value.name} offers ${formatNames(Object.keys(value.ports))}.`;
  return `${remedy}.`;
}

function field(value: object, name: string): unknown {
  return Reflect.get(value, name);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
