import { formatStep, ONE, parseQuantity } from '@k8s-blocks/manifest';
import { qualifiedNameProblem } from './formats.ts';
import type { ResourceRequirements } from './pod.ts';
import { quote, type Violations } from './violation.ts';

/** Where resources are asked for, which decides what resources there are. */
export type ResourcePlace = 'container' | 'pod';

type Amounts = NonNullable<ResourceRequirements['limits']>;

const hugePages = 'hugepages-';
const extendedRemedy =
  'Use cpu, memory, ephemeral-storage, hugepages-…, or a qualified name such as "example.com/gpu".';

/**
 * What is wrong with the requests and limits of a container or pod.
 * See https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/.
 */
export function* resourceViolations(resources: ResourceRequirements, path: string, place: ResourcePlace): Violations {
  const { requests = {}, limits = {} } = resources;
  yield* amountViolations(limits, `${path}.limits`, place);
  yield* amountViolations(requests, `${path}.requests`, place);
  yield* requestViolations(requests, limits, path);
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some((name) => name.startsWith(hugePages)) && !names.includes('cpu') && !names.includes('memory')) {
    const problem = 'Huge pages are asked for without cpu or memory.';
    yield { code: 'FieldValueForbidden', field: path, problem, remedy: 'Ask for cpu or memory as well.' };
  }
}

/** The amount of a resource, in billionths. */
export function amountOf(amounts: Amounts | undefined, name: string): bigint | undefined {
  const amount = amounts !== undefined && Object.hasOwn(amounts, name) ? amounts[name] : undefined;
  return amount === undefined ? undefined : parseQuantity(amount);
}

function* amountViolations(amounts: Amounts, path: string, place: ResourcePlace): Violations {
  for (const name in amounts) {
    const field = path + formatStep(name);
    const amount = amountOf(amounts, name) ?? 0n;
    const sentence = place === 'container' ? containerResourceProblem(name) : podResourceProblem(name);
    if (sentence !== undefined) yield { field, problem: sentence, remedy: extendedRemedy };
    if (amount < 0n) {
      yield { field, problem: `${quote(amounts[name])} is less than 0.`, remedy: 'Ask for an amount of 0 or more.' };
    } else if (name.startsWith(hugePages)) yield* pageViolations(name, amount, field);
    else if (isExtended(name) && amount % ONE !== 0n) {
      yield { field, problem: `${quote(amounts[name])} is no whole number.`, remedy: 'Ask for a whole number.' };
    }
  }
}

function* pageViolations(name: string, amount: bigint, field: string): Violations {
  const size = parseQuantity(name.slice(hugePages.length)) ?? 0n;
  if (size > 0n && amount % size === 0n) return;
  yield {
    field,
    problem: `The amount is no multiple of the size of a page of ${quote(name)}.`,
    remedy: 'Ask for whole pages.',
  };
}

function* requestViolations(requests: Amounts, limits: Amounts, path: string): Violations {
  for (const name in requests) {
    const request = amountOf(requests, name) ?? 0n;
    const limit = amountOf(limits, name);
    const field = `${path}.requests${formatStep(name)}`;
    const overcommits = isNative(name) && !name.startsWith(hugePages);
    if (limit === undefined && !overcommits) {
      const problem = `${quote(name)} is requested without a limit, although it cannot be shared.`;
      yield {
        code: 'FieldValueRequired',
        field: `${path}.limits${formatStep(name)}`,
        problem,
        remedy: `Limit it to ${quote(requests[name])}.`,
      };
    } else if (limit !== undefined && request > limit) {
      const problem = `The request of ${quote(requests[name])} is more than the limit of ${quote(limits[name])}.`;
      yield { field, problem, remedy: 'Raise the limit, or request less.' };
    } else if (limit !== undefined && request < limit && !overcommits) {
      const problem = `The request of ${quote(requests[name])} is not the limit of ${quote(limits[name])}.`;
      yield { field, problem, remedy: `Make them equal: ${quote(name)} cannot be shared.` };
    }
  }
}

const standard = new Set(['cpu', 'memory', 'ephemeral-storage']);

function containerResourceProblem(name: string): string | undefined {
  if (qualifiedNameProblem(name) !== undefined) return `${quote(name)} is no name of a resource.`;
  if (!name.includes('/')) {
    return standard.has(name) || name.startsWith(hugePages) ? undefined : `A container has no resource ${quote(name)}.`;
  }
  return isNative(name) || isExtended(name) ? undefined : `${quote(name)} is no name of an extended resource.`;
}

function podResourceProblem(name: string): string | undefined {
  const known = name === 'cpu' || name === 'memory' || name.startsWith(hugePages);
  return known && qualifiedNameProblem(name) === undefined
    ? undefined
    : `A pod as a whole has no resource ${quote(name)}.`;
}

/** Whether a resource is Kubernetes' own. */
function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

/** Whether a resource is one that somebody added. */
function isExtended(name: string): boolean {
  if (isNative(name) || name.startsWith('requests.')) return false;
  return qualifiedNameProblem(`requests.${name}`) === undefined;
}
