import { createHash } from 'node:crypto';
import { Refusal } from '@k8s-blocks/refusal';
import type { Contract, Environment, Stack } from '@k8s-blocks/topology';

/** The names of the objects of an environment. */
export interface ObjectNames {
  /** Of what is of all its services: the Application that applies the others. */
  readonly all: string;
  /** Of what applies the ClusterNetworkPolicy of the stack. */
  readonly policy: string;
  /** Of what applies a service. */
  of(service: Contract): string;
}

/** Both tools write the name into a label of the objects that they apply. */
const LONGEST = 63;

/** How many characters of a checksum tell names apart that were cut. */
const CHECKSUM = 8;

/**
 * The names of the objects of an environment: that of the stack, of the environment and of the service, since objects of all
 * stacks and environments of a cluster lie in one namespace. One that is too long is cut, and ends in a checksum of the whole.
 *
 * @throws Refusal if two objects would have one name.
 */
export function objectNames(stack: Stack, environment: Environment): ObjectNames {
  const names = namesOf(stack, environment);
  const own = allOf(names, stack, environment);
  refuseShared(stack, environment, own);
  return names;
}

function namesOf({ name: stackName }: Stack, { name: environment }: Environment): ObjectNames {
  const all = stackName === undefined ? environment : `${stackName}-${environment}`;
  // No service has this name: it is that of a folder of the whole stack.
  return { all: fitting(all), policy: fitting(`${all}-gitops`), of: ({ name }) => fitting(`${all}-${name}`) };
}

function fitting(name: string): string {
  if (name.length <= LONGEST) return name;
  const checksum = createHash('sha256').update(name).digest('hex').slice(0, CHECKSUM);
  return `${name.slice(0, LONGEST - CHECKSUM - 1)}-${checksum}`;
}

function allOf(names: ObjectNames, stack: Stack, { name, clusterNetworkPolicy }: Environment): readonly string[] {
  const policy = clusterNetworkPolicy === undefined ? [] : [names.policy];
  return [names.all, ...policy, ...stack.servicesIn(name).map(names.of)];
}

/** The service `eu` in `prod`, and all of `prod-eu`. */
function refuseShared(stack: Stack, environment: Environment, own: readonly string[]): void {
  for (const other of Object.values<Environment>(stack.environments)) {
    if (other.name === environment.name || other.gitops === undefined) continue;
    const theirs = allOf(namesOf(stack, other), stack, other);
    const shared = own.find((name) => theirs.includes(name));
    if (shared === undefined) continue;
    throw new Refusal({
      environment: environment.name,
      field: 'gitops',
      problem: `An object of "${other.name}" would be named "${shared}", too.`,
      remedy: 'Give one of the environments, or the service, another name.',
    });
  }
}
