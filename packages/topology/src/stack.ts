import { checkLabels } from '@k8s-blocks/labels';
import { dnsLabelProblem } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { assembledStack } from './assembled-stack.ts';
import { fileOfCall } from './call-site.ts';
import type { Connection } from './connection.ts';
import type { Contract } from './contract.ts';
import { type Environment, environment } from './environment.ts';
import type { BaseOptions } from './environment-deployed.ts';
import { type EnvironmentValues, type NoValues, valueProblems } from './environment-values.ts';
import { isObject } from './is-object.ts';
import { withKnownNames } from './known-names.ts';
import { mapProblems } from './map-problems.ts';
import { mapEntryProblems } from './misused.ts';
import { type AnyEnvironmentDefinition, definedRegions, type EnvironmentNameOf } from './regions.ts';
import { routeProblems } from './route-problems.ts';
import { sharedNamespaces } from './same-cluster.ts';
import type { ServiceEnvironment } from './service-environment.ts';
import { type ServiceMap, serviceMap } from './service-map.ts';
import { circularNeeds, startWaves } from './start-order.ts';

/** What {@link stack} takes. */
export interface StackDefinition<Regions, Values extends EnvironmentValues = NoValues> {
  /**
   * Its name, under which a cluster keeps what was deployed of it: a DNS label. Default: the label
   * `app.kubernetes.io/part-of` of its `labels`, if that is one.
   */
  readonly name?: string;
  /** The contracts of the services. The order in which they are started derives from the connections. */
  readonly services: readonly Contract[];
  /**
   * The environments, `base` first: the others are overlays on it. The names and types of the values are inferred from base;
   * every other environment gives each of them. An environment with `regions` is one for each of them.
   */
  readonly environments: {
    readonly base: BaseOptions & { readonly values?: Values; readonly regions?: never };
  } & {
    readonly [Row in keyof Regions]: AnyEnvironmentDefinition<NoInfer<Values>, Regions[Row]>;
  };
  /** Every connection that exists, between the services and with the outside. */
  readonly connections: readonly Connection[];
  /** Labels that every object carries, though not on selectors or pods. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The map of one system: its services, its environments, and who calls whom. */
export interface Stack<
  EnvironmentName extends string = string,
  Values extends EnvironmentValues = EnvironmentValues,
  Row extends string = string,
> extends ServiceMap {
  /** Its name; absent if it has none. */
  readonly name?: string;
  readonly environments: { readonly [Name in EnvironmentName | 'base']: Environment<Name, Values> };
  /**
   * The environments as they are defined, those with regions by one name: an app has a row of settings for each in which its
   * service is deployed.
   */
  readonly rows: readonly Row[];
  readonly connections: readonly Connection[];
  readonly labels: Readonly<Record<string, string>>;
  /** The services that are deployed in an environment, in the order in which they are started. */
  servicesIn(environmentName: EnvironmentName | 'base'): readonly Contract[];
  /**
   * The services that are deployed in an environment, in waves: each starts after those that it needs at start, and those of
   * one wave side by side.
   */
  wavesIn(environmentName: EnvironmentName | 'base'): readonly (readonly Contract[])[];
  /**
   * One service in one environment: its addresses and its traffic. In base also where it is not deployed there.
   *
   * @throws Refusal if the stack has no such service, or does not deploy it there.
   */
  serviceIn(service: Contract, environmentName: EnvironmentName | 'base'): ServiceEnvironment<Values>;
}

/**
 * The map of one system.
 *
 * @throws Refusal that lists every problem of the map: two services of one name, a connection to a port that no service
 * offers or from a service that is not on the map, a duplicate connection, an unknown environment, an environment without a
 * value that base has, two routes of one host and path, services that need each other at start.
 */
export function stack<
  Regions extends { readonly [Row in keyof Regions]: unknown },
  Values extends EnvironmentValues = NoValues,
>(definition: StackDefinition<Regions, Values>): Stack<EnvironmentNameOf<Regions>, Values, keyof Regions & string> {
  type EnvironmentName = EnvironmentNameOf<Regions>;
  const { services, connections, labels = {} } = definition;
  const misused = mapEntryProblems(services, connections);
  if (misused.length > 0) throw new Refusal(misused).within(fileOfCall(stack));
  checkLabels(labels, 'labels');
  const { name = partOf(labels) } = definition;
  const environments = definedEnvironments<EnvironmentName, Values>(definition.environments);
  const all: readonly Environment[] = Object.values(environments);
  const listed = serviceMap(services, connections);
  const problems = [
    ...nameProblems(name),
    ...valueProblems(valuesOf(environments)),
    ...mapProblems(listed, connections, all),
    ...sharedNamespaces(listed, all),
    ...routeProblems(connections, all, listed),
    ...circularNeeds(services, connections, listed),
  ];
  if (problems.length > 0) throw new Refusal(problems);
  const startOrder = startWaves(services, connections, listed).flat();
  const rows = Object.keys(definition.environments) as (keyof Regions & string)[];
  const named = name === undefined ? {} : { name };
  return assembledStack({ ...named, startOrder, environments, rows, connections, labels });
}

function definedEnvironments<Name extends string, Values extends EnvironmentValues>(
  definitions: unknown,
): Stack<Name, Values>['environments'] {
  if (!isObject(definitions) || !('base' in definitions) || !isObject(definitions.base)) {
    const remedy = "Give all of them, base first: environments: { base: {}, staging: { suffix: '-staging' } }.";
    throw new Refusal({ field: 'environments', problem: 'The stack has no environment "base".', remedy });
  }
  const defined = Object.entries<unknown>(definitions).flatMap(([name, definition]) => {
    if (isObject(definition)) return definedRegions(name, definition);
    throw new Refusal({
      environment: name,
      problem: 'It is not defined.',
      remedy: `Give its definition: ${name}: {}.`,
    });
  });
  refuseSameNames(defined);
  const entries = defined.map(({ name, definition, regionOf }) => [name, environment(name, definition, regionOf)]);
  const environments = Object.fromEntries(entries) as Stack<Name, Values>['environments'];
  return withKnownNames(environments, (name) => ({
    field: 'environments',
    problem: `The stack has no environment "${name}".`,
  }));
}

/** A region may have the name of an environment that is defined beside it: `prod-eu`. */
function refuseSameNames(defined: readonly { readonly name: string; readonly regionOf?: string }[]): void {
  for (const { name, regionOf } of defined) {
    const others = defined.filter((each) => each.name === name);
    if (regionOf === undefined || others.length === 1) continue;
    const problem = `There are two environments "${name}": one is a region of "${regionOf}".`;
    throw new Refusal({ environment: name, problem, remedy: 'Give one of them another name.' });
  }
}

/** What the labels say that objects are part of, where it can be a name. */
function partOf({ 'app.kubernetes.io/part-of': name }: Readonly<Record<string, string>>): string | undefined {
  return name === undefined || dnsLabelProblem(name) !== undefined ? undefined : name;
}

function nameProblems(name: string | undefined): Problem[] {
  const problem = name === undefined ? undefined : dnsLabelProblem(name);
  return problem === undefined ? [] : [{ field: 'name', problem }];
}

function valuesOf(environments: Readonly<Record<string, Environment>>): Readonly<Record<string, EnvironmentValues>> {
  return Object.fromEntries(Object.entries(environments).map(([name, { values }]) => [name, values]));
}
