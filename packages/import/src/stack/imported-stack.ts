import { type Fields, keyOf } from '@k8s-blocks/manifest';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import {
  type Connection,
  type Contract,
  type EnvironmentOptions,
  podLabels,
  type Stack,
  stack,
  workloadsOf,
} from '@k8s-blocks/topology';
import { commonAnnotations, commonLabels, type Pairs } from '../manifests/common-metadata.ts';
import {
  environmentsWith,
  type ImportedEnvironment,
  type ImportedObjects,
  isProduction,
  objectsIn,
} from '../manifests/imported-objects.ts';
import type { Call } from './call.ts';
import { type ContractFacts, contractApart, contractOf, type DefinedContract } from './contract-of.ts';
import { type ImportedService, importedServices } from './services.ts';

/** A service of the import with its contract. */
export interface StackService extends ImportedService, DefinedContract {
  /** The environments that have objects of it, and base. */
  readonly environments: readonly string[];
}

/** What the definition of an environment says, as plain data; namespaces with other names by a table. */
export interface DefinitionOfEnvironment extends Omit<EnvironmentOptions, 'namespaces'> {
  readonly deployed?: boolean;
  readonly namespaces?: { readonly prefix?: string; readonly suffix?: string };
  /** The namespaces whose names no prefix or suffix makes. */
  readonly namespaceTable?: Readonly<Record<string, string>>;
}

/** The stack that manifests make up. */
export interface ImportedStack {
  readonly environments: readonly ImportedEnvironment[];
  readonly definitions: Readonly<Record<string, DefinitionOfEnvironment>>;
  readonly labels: Pairs;
  readonly services: readonly StackService[];
}

/**
 * The stack of objects that were read: its environments, services and contracts.
 *
 * @param calls what its manifests speak of: addresses say the schemes of ports.
 */
export function importedStack(imported: ImportedObjects, calls: readonly Call[]): ImportedStack {
  const { environments, objects } = imported;
  const schemeOf = schemesOf(calls);
  const services = apart(
    importedServices(imported).map((service) => {
      const has = environmentsWith(service.objects);
      const present = environments.filter(({ name }) => has.has(name));
      const names = present.map(({ name }) => name);
      const given = environments.filter(({ isGiven }) => isGiven).map(({ name }) => name);
      const isEverywhere = given.every((name) => names.includes(name));
      const deployed = isEverywhere ? undefined : given.filter((name) => names.includes(name));
      const all = ['base', ...names.filter((name) => name !== 'base')];
      return {
        ...service,
        ...contractOf(service, { environments: deployed, schemeOf }),
        environments: all,
        facts: { environments: deployed, schemeOf },
      };
    }),
  );
  const definitions = environments.map((environment) => {
    const own = objectsIn(objects, environment.name);
    return [environment.name, definitionOf(environment, own, services)] as const;
  });
  return {
    environments,
    definitions: Object.fromEntries(definitions),
    labels: commonLabels(objects),
    services,
  };
}

type WithFacts = StackService & { readonly facts: ContractFacts };

/** The schemes of the addresses of Services, by their ports; none where addresses have several. */
function schemesOf(calls: readonly Call[]): ContractFacts['schemeOf'] {
  const schemes = new Map<string, Set<string>>();
  for (const { to, port, scheme } of calls) {
    if (!('workload' in to) || port.service === undefined || scheme === undefined) continue;
    const key = `${to.workload} ${port.port}`;
    schemes.set(key, (schemes.get(key) ?? new Set()).add(scheme));
  }
  return (namespace, name, port) => {
    const found = schemes.get(`${keyOf({ group: '', kind: 'Service', namespace, name })} ${port}`);
    return found?.size === 1 ? [...found][0] : undefined;
  };
}

/** Gives services labels of their own where the selector of one matches the pods of another: a map refuses those. */
function apart(services: readonly WithFacts[]): StackService[] {
  const made: WithFacts[] = [...services];
  for (const [index, service] of made.entries()) {
    const clash = made.some((other) => other !== service && selectsSame(service.contract, other.contract));
    if (clash) made[index] = { ...service, ...contractApart(service, service.facts) };
  }
  return made.map(({ facts: _, ...service }) => service);
}

function selectsSame(one: Contract, other: Contract): boolean {
  if (one.namespace !== other.namespace) return false;
  return workloadsOf(one).some((workload) =>
    workloadsOf(other).some(
      (each) => selects(workload.selector, podLabels(each)) || selects(each.selector, podLabels(workload)),
    ),
  );
}

function selects(selector: Pairs, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

function definitionOf(
  environment: ImportedEnvironment,
  objects: readonly Fields[],
  services: readonly StackService[],
): DefinitionOfEnvironment {
  const { name, prefix, suffix, isGiven } = environment;
  if (!isGiven) return { deployed: false };
  const annotations = commonAnnotations(objects);
  return {
    ...(prefix === '' ? {} : { prefix }),
    ...(suffix === '' ? {} : { suffix }),
    ...namespaceNaming(environment, services),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    ...(isProduction(name) ? { production: true } : {}),
    ...(areSecretsProvided(name, services) ? { secretsProvided: true } : {}),
  };
}

/** Whether the environment has none of the Secrets of its services that base has: they are provided there. */
function areSecretsProvided(environment: string, services: readonly StackService[]): boolean {
  const secrets = services
    .filter(
      ({ environments, definition: { secrets = {} } }) =>
        environments.includes(environment) && Object.keys(secrets).length > 0,
    )
    .flatMap(({ name, objects }) =>
      objects.filter(({ reference }) => reference.kind === 'Secret' && reference.name === `${name}-secrets`),
    );
  const isHere = secrets.some((each) => each.in.has(environment));
  return !isHere && secrets.some((each) => each.in.has('base'));
}

function namespaceNaming(
  { prefix, suffix, namespaces }: ImportedEnvironment,
  services: readonly StackService[],
): Pick<DefinitionOfEnvironment, 'namespaces' | 'namespaceTable'> {
  const used = new Set(services.map(({ namespace }) => namespace));
  const known = [...namespaces].filter(([from]) => used.has(from));
  const isMade = (before: string, after: string) => known.every(([from, to]) => to === before + from + after);
  if (isMade(prefix, suffix)) return {};
  if (isMade('', '')) return { namespaces: {} };
  const [first] = known;
  const [from = '', to = ''] = first ?? [];
  const start = to.indexOf(from);
  if (start >= 0) {
    const [before, after] = [to.slice(0, start), to.slice(start + from.length)];
    if (isMade(before, after)) return { namespaces: affixes(before, after) };
  }
  return { namespaceTable: Object.fromEntries(known.filter(([before, after]) => before !== after)) };
}

function affixes(prefix: string, suffix: string) {
  return { ...(prefix === '' ? {} : { prefix }), ...(suffix === '' ? {} : { suffix }) };
}

/** The options of an environment as `stack` takes them. */
export function optionsOf({ namespaceTable, ...definition }: DefinitionOfEnvironment): EnvironmentOptions {
  if (namespaceTable === undefined) return definition;
  const table = new Map(Object.entries(namespaceTable));
  return { ...definition, namespaces: (namespace) => table.get(namespace) ?? namespace };
}

/**
 * The map itself, as the module that is written makes it.
 *
 * @throws Refusal if it is not one: two services of one name, environments that share a part of their namespaces.
 */
export function mapOf({ definitions, labels, services }: ImportedStack, connections: readonly Connection[]): Stack {
  const { base = {}, ...others } = definitions;
  const environments = Object.fromEntries(Object.entries(others).map(([name, each]) => [name, optionsOf(each)]));
  try {
    return stack({
      services: services.map(({ contract }) => contract),
      environments: { base, ...environments },
      labels,
      connections,
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const names = formatNames(services.map(({ name }) => name));
    throw new Refusal(
      error.problems.map((problem) => ({
        object: 'the map of what is imported',
        ...problem,
        problem: `${problem.problem} The services are ${names}.`,
      })),
    );
  }
}
