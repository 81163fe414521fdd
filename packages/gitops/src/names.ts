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

/**
 * The names of the objects of an environment: that of the stack, of the environment and of the service, since objects of all
 * stacks and environments of a cluster lie in one namespace.
 *
 * @throws Refusal if one is too long, or two objects would have one name.
 */
export function objectNames(stack: Stack, environment: Environment): ObjectNames {
  const names = namesOf(stack, environment);
  const own = allOf(names, stack, environment);
  const long = own.find((name) => name.length > LONGEST);
  if (long !== undefined) {
    throw new Refusal({
      environment: environment.name,
      field: 'gitops',
      problem: `The name "${long}" has ${long.length} characters, and ${LONGEST} at most become the value of a label.`,
      remedy: "Give the stack a shorter name: stack({ name: 'shop', … }).",
    });
  }
  refuseShared(stack, environment, own);
  return names;
}

function namesOf({ name: stackName }: Stack, { name: environment }: Environment): ObjectNames {
  const all = stackName === undefined ? environment : `${stackName}-${environment}`;
  // No service has this name: it is that of a folder of the whole stack.
  return { all, policy: `${all}-gitops`, of: ({ name }) => `${all}-${name}` };
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
