import type { Endpoint } from '@k8s-blocks/reachability';
import { Refusal } from '@k8s-blocks/refusal';
import {
  type Contract,
  type Environment,
  type Internet,
  type Outside,
  routeController,
  type Stack,
  type TrafficParty,
  type Workload,
  workloadsIn,
} from '@k8s-blocks/topology';
import { type BuiltStack, endpointsOf, INTERNET, includes, OTHER_POD } from '@k8s-blocks/verify';
import type { LocatedWorkload, RuleWorkload } from './rule-workload.ts';

/**
 * Who is at an end of a path: a service, with all of its workloads; one workload, of a contract or of the build; a party outside; the
 * internet; or several of them.
 */
export type Party = Contract | Workload | RuleWorkload | Outside | Internet | readonly Party[];

/** Who stands for a party where policies are asked. */
export interface PathEnd {
  readonly endpoint: Endpoint;
  /** What it is called in a path. */
  readonly title: string;
  /** The workload, of the stack's own pods. */
  readonly workload?: RuleWorkload;
  /** Who calls the stack through it: the internet, of the controller of routes. A path from it begins with a hop of these two. */
  readonly onBehalfOf?: PathEnd;
}

/** What parties are looked up in. */
export interface PartyContext {
  readonly map: Stack;
  readonly environment: Environment;
  readonly stack: BuiltStack;
  readonly workloads: readonly LocatedWorkload[];
}

/**
 * The ends that stand for a party in an environment: none for a service that is not deployed there.
 *
 * @throws Refusal for what is no party, or a service that is not on the map.
 */
export function endsOf(party: Party, context: PartyContext): PathEnd[] {
  if (Array.isArray(party)) return unique(party.flatMap((each: Party) => endsOf(each, context)));
  const one: unknown = party;
  if (isRuleWorkload(one)) return podEnds(context, ({ workload }) => workload === one);
  if (isContract(one)) return contractEnds(one, context);
  if (isWorkload(one)) return workloadEnds(one, context);
  if (isOutside(one)) return outsideEnds(one, context);
  throw new Refusal({
    problem: `${one === undefined ? 'undefined' : `A value of type ${typeof one}`} is asked about, which is no party.`,
    remedy:
      'Give a contract or a workload, one of those that are built, anywhere, internet, or another party of the map.',
  });
}

function unique(ends: readonly PathEnd[]): PathEnd[] {
  return [...new Map(ends.map((end) => [end.endpoint, end])).values()];
}

function contractEnds({ name }: Contract, context: PartyContext): PathEnd[] {
  const contract = onMap(name, context);
  return workloadsIn(contract, context.environment).flatMap((each) => workloadEnds(each, context));
}

function workloadEnds(workload: Workload, context: PartyContext): PathEnd[] {
  onMap(workload.contract, context);
  const namespace = context.environment.namespaceName(workload.namespace);
  return podEnds(context, ({ pod }) => includes({ namespace, pods: workload.selector }, pod));
}

function onMap(name: string, { map }: PartyContext): Contract {
  const contract = map.contractNamed(name);
  if (contract !== undefined) return contract;
  throw new Refusal({
    service: name,
    problem: `"${name}" is asked about, which is not on the map.`,
    remedy: 'Ask about a service of the map.',
  });
}

function podEnds({ workloads }: PartyContext, isMeant: (each: LocatedWorkload) => boolean): PathEnd[] {
  return workloads.filter(isMeant).map(podEnd);
}

/** A workload as an end of a path. */
export function podEnd({ workload, pod }: LocatedWorkload): PathEnd {
  return { endpoint: pod, title: workload.name, workload };
}

function outsideEnds({ title, party }: Outside | Internet, context: PartyContext): PathEnd[] {
  if (party === 'anywhere') return ANYWHERE;
  if (party === 'internet') return [THE_INTERNET, ...throughController(context)];
  return endpointsOf(party, context.stack).map((endpoint) => {
    const own = context.workloads.find(({ pod }) => pod === endpoint);
    return own === undefined ? { endpoint, title } : podEnd(own);
  });
}

const THE_INTERNET: PathEnd = { endpoint: INTERNET, title: 'the internet' };

const ANYWHERE: PathEnd[] = [THE_INTERNET, { endpoint: OTHER_POD, title: 'any pod of another namespace' }];

/** Whoever calls a route comes through its controller, which every policy that lets a route in names. */
function throughController({ environment, stack }: PartyContext): PathEnd[] {
  const controller = routeController(environment);
  if (controller === undefined || controller === 'anywhere') return [];
  const title = `the controller of routes${nameOf(controller)}`;
  return endpointsOf(controller, stack).map((endpoint) => ({ endpoint, title, onBehalfOf: THE_INTERNET }));
}

function nameOf(party: TrafficParty): string {
  return party !== 'anywhere' && 'namespace' in party ? ` in ${party.namespace}` : '';
}

function isRuleWorkload(value: unknown): value is RuleWorkload {
  return isObject(value) && 'podSpec' in value;
}

function isContract(value: unknown): value is Contract {
  return isObject(value) && 'ports' in value && 'main' in value;
}

function isWorkload(value: unknown): value is Workload {
  return isObject(value) && 'selector' in value && 'contract' in value;
}

function isOutside(value: unknown): value is Outside | Internet {
  return isObject(value) && 'party' in value && 'title' in value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
