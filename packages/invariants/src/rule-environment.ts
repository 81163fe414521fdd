import { anywhere, declaredTraffic, type Environment, type Stack, type Traffic } from '@k8s-blocks/topology';
import { type BuiltStack, readStack, type StackInput } from '@k8s-blocks/verify';
import { pathFinder } from './find-paths.ts';
import { endsOf, type Party, type PartyContext, podEnd } from './party.ts';
import { distinctPaths, type Path } from './path.ts';
import { type RuleObject, ruleObject } from './rule-object.ts';
import { type RuleWorkload, ruleWorkloads } from './rule-workload.ts';

/** One environment of a stack as it is built: what a rule asks. Its functions can be had alone: `({ paths }) => paths(…)`. */
export interface RuleEnvironment {
  /** Its name: `production`. */
  readonly environment: string;
  /** Whether it is judged as one that serves real users. */
  readonly production: boolean;
  /** The map: contracts, all environments, all connections. */
  readonly map: Stack;
  /** The connections that the map declares for this environment, and the name resolution of every workload. */
  readonly connections: readonly Traffic[];
  /** All objects of all services. Of Secrets no values are shown. */
  readonly objects: readonly RuleObject[];
  /** What makes pods, of all services. */
  readonly workloads: readonly RuleWorkload[];
  /**
   * The connections that policies let through from one party to another, without pods between them: a path of one hop for each pair
   * and port, of the ports that containers list and those from which on policies judge otherwise.
   *
   * @param from who calls. A service is all of its workloads.
   * @throws Refusal for what is no party, or a service that is not on the map.
   */
  readonly reaches: (from: Party, to: Party) => readonly Path[];
  /**
   * The shortest path between each pair of pods of two parties, over any pods of the stack: who controls the first may control each of the
   * next. Its hops are the witnesses.
   *
   * @param from who calls. A service is all of its workloads.
   * @param options.avoiding parties through which it does not count, since they are trusted to pass on only what they should.
   * @throws Refusal for what is no party, or a service that is not on the map.
   */
  readonly paths: (from: Party, to: Party, options?: { readonly avoiding?: Party }) => readonly Path[];
  /** Any pod and any address but these parties: all other workloads, and anywhere. */
  readonly everyoneBut: (...parties: readonly Party[]) => readonly Party[];
}

/** What was built for one environment. */
export interface EnvironmentInput extends StackInput {
  readonly environment: string;
}

/** One environment as rules see it. */
export function ruleEnvironment(map: Stack, definition: Environment, input: EnvironmentInput): RuleEnvironment {
  const stack = readStack(input);
  const { objects, objectOf } = objectsOf(stack);
  const located = ruleWorkloads(stack, ({ object }) => objectOf(object));
  const context: PartyContext = { map, environment: definition, stack, workloads: located };
  const finder = pathFinder(stack, located.map(podEnd));
  const ends = (party: Party) => endsOf(party, context);
  const workloads = located.map(({ workload }) => workload);
  return {
    environment: definition.name,
    production: definition.production,
    map,
    connections: declaredTraffic(map, definition.name),
    objects,
    workloads,
    reaches: (from, to) => distinctPaths(finder.direct(ends(from), ends(to))),
    paths: (from, to, { avoiding = [] } = {}) => distinctPaths(finder.shortest(ends(from), ends(to), ends(avoiding))),
    everyoneBut(...parties) {
      const but = new Set(ends(parties).map(({ workload }) => workload));
      return [...workloads.filter((each) => !but.has(each)), anywhere];
    },
  };
}

function objectsOf({ objects: built }: BuiltStack) {
  const known = new Map(built.map((each) => [each, ruleObject(each)]));
  return {
    objects: [...known.values()],
    objectOf: (each: BuiltStack['objects'][number]) => known.get(each) ?? ruleObject(each),
  };
}
