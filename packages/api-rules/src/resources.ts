import { formatStep, ONE, parseQuantity } from '@k8s-blocks/manifest';
import { qualifiedNameProblem } from './formats.ts';
import type { ResourceRequirements } from './pod.ts';
import { invalid, quote, type Violations } from './violation.ts';

/** What asks for resources, which decides what resources there are. */
export type ResourceScope = 'container' | 'pod';

type Amounts = NonNullable<ResourceRequirements['limits']>;

const HUGE_PAGES = 'hugepages-';
const EXTENDED_REMEDY =
  'Use cpu, memory, ephemeral-storage, hugepages-…, or a qualified name such as "example.com/gpu".';

/**
 * What is wrong with the requests and limits of a container or pod.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export function* resourceViolations(resources: ResourceRequirements, path: string, scope: ResourceScope): Violations {
  const { requests = {}, limits = {} } = resources;
  yield* amountViolations(limits, `${path}.limits`, scope);
  yield* amountViolations(requests, `${path}.requests`, scope);
  yield* requestViolations(requests, limits, path);
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some((name) => name.startsWith(HUGE_PAGES)) && !names.includes('cpu') && !names.includes('memory')) {
    const problem = 'Huge pages are asked for without cpu or memory.';
    yield { code: 'FieldValueForbidden', field: path, problem, remedy: 'Ask for cpu or memory as well.' };
  }
}

/** The amount of a resource, in billionths. */
export function amountOf(amounts: Amounts | undefined, name: string): bigint | undefined {
  const amount = amounts !== undefined && Object.hasOwn(amounts, name) ? amounts[name] : undefined;
  return amount === undefined ? undefined : parseQuantity(amount);
}

function* amountViolations(amounts: Amounts, path: string, scope: ResourceScope): Violations {
  for (const name in amounts) {
    const field = path + formatStep(name);
    const amount = amountOf(amounts, name) ?? 0n;
    yield* scope === 'container'
      ? invalid(field, containerResourceProblem(name), EXTENDED_REMEDY)
      : podResourceViolations(name, field);
    if (amount < 0n) {
      yield { field, problem: `${quote(amounts[name])} is less than 0.`, remedy: 'Ask for an amount of 0 or more.' };
    } else if (name.startsWith(HUGE_PAGES)) yield* pageViolations(name, amount, field);
    else if (isExtended(name) && amount % ONE !== 0n) {
      yield { field, problem: `${quote(amounts[name])} is not a whole number.`, remedy: 'Ask for a whole number.' };
    }
  }
}

function* pageViolations(name: string, amount: bigint, field: string): Violations {
  const size = parseQuantity(name.slice(HUGE_PAGES.length)) ?? 0n;
  if (size > 0n && amount % size === 0n) return;
  yield {
    field,
    problem: `The amount is not a multiple of the size of a page of ${quote(name)}.`,
    remedy: 'Ask for whole pages.',
  };
}

function* requestViolations(requests: Amounts, limits: Amounts, path: string): Violations {
  for (const name in requests) {
    const request = amountOf(requests, name) ?? 0n;
    const limit = amountOf(limits, name);
    const field = `${path}.requests${formatStep(name)}`;
    const overcommits = isNative(name) && !name.startsWith(HUGE_PAGES);
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

const STANDARD = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** What is wrong with the name of a resource of a container. */
export function containerResourceProblem(name: string): string | undefined {
  if (qualifiedNameProblem(name) !== undefined) return `${quote(name)} is not a name of a resource.`;
  if (!name.includes('/')) {
    return STANDARD.has(name) || name.startsWith(HUGE_PAGES)
      ? undefined
      : `A container has no resource ${quote(name)}.`;
  }
  return isNative(name) || isExtended(name) ? undefined : `${quote(name)} is not a name of an extended resource.`;
}

function* podResourceViolations(name: string, field: string): Violations {
  const isKnown = name === 'cpu' || name === 'memory' || name.startsWith(HUGE_PAGES);
  if (isKnown && qualifiedNameProblem(name) === undefined) return;
  const problem = `A pod as a whole has no resource ${quote(name)}.`;
  yield { code: 'FieldValueNotSupported', field, problem, remedy: 'Use cpu, memory or hugepages-….' };
}

/** Whether a resource is Kubernetes' own. */
export function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

/** Whether a resource is an extended one, such as a device. */
export function isExtended(name: string): boolean {
  if (isNative(name) || name.startsWith('requests.')) return false;
  return qualifiedNameProblem(`requests.${name}`) === undefined;
}
