import type { LocatedObject } from '@k8s-blocks/findings';
import type { JudgedEnvironment as RulesEnvironment } from '@k8s-blocks/invariants';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import { declaredTraffic, type Environment, providedSecrets, type Stack, type Traffic } from '@k8s-blocks/topology';
import type { DeclaredConnection } from '@k8s-blocks/verify';
import { declaredRoutesOf } from './declared-routes.ts';
import { namesElsewhere, namespaceNames, ownNames } from './names-of-stack.ts';
import { scrapedPortsOf } from './scraped-ports.ts';
import { isMissing, type ServiceBuild } from './service-build.ts';

/** One environment as it is judged: by the rules of `verify`, and by those of the stack's own. */
export interface JudgedEnvironment extends RulesEnvironment {
  readonly services: readonly ServiceBuild[];
  /** The services that are not judged with the others: those that were not built, or share a namespace with one. */
  readonly excluded: readonly ServiceBuild[];
}

/** What is judged of an environment, and what is known of it. */
export function judgedEnvironment(
  stack: Stack,
  environment: string,
  services: readonly ServiceBuild[],
): JudgedEnvironment {
  const definition = definitionOf(stack, environment);
  const { prefix, suffix, production, clusterDomain } = definition;
  const namespaceOf = ({ service }: ServiceBuild) =>
    definition.namespaceName(stack.contractNamed(service)?.namespace ?? service);
  const unknown = new Set(services.filter(isMissing).map(namespaceOf));
  const excluded = services.filter((each) => unknown.has(namespaceOf(each)));
  const secrets = providedSecrets(stack, environment).filter(({ namespace }) => !unknown.has(namespace));
  const declaredRoutes = declaredRoutesOf(stack, environment, unknown);
  const input = {
    objects: services.filter((each) => !excluded.includes(each)).flatMap(locatedObjects),
    environment,
    prefix,
    suffix,
    namespaceNames: namespaceNames(stack, definition),
    ownNames: ownNames(stack, definition),
    production,
    clusterDomain,
    connections: declaredTraffic(stack, environment).flatMap((traffic) => connectionsOf(traffic, unknown)),
    ...(declaredRoutes === undefined ? {} : { declaredRoutes }),
    scrapedPorts: scrapedPortsOf(stack, environment, unknown),
    providedSecrets: secrets,
    otherEnvironments: otherEnvironments(stack, definition),
    namesElsewhere: namesElsewhere(stack, definition),
  };
  return { services, excluded, definition, input };
}

/**
 * Traffic in the form of packages/verify: one connection for each port. Connections to a namespace that was not built name
 * no Service, so that none is expected in the build.
 */
function connectionsOf(
  { from, to, ports, services, why }: Traffic,
  unknown: ReadonlySet<string>,
): DeclaredConnection[] {
  const isUnknown = to.party !== 'anywhere' && 'namespace' in to.party && unknown.has(to.party.namespace);
  const offered = services === undefined || isUnknown ? {} : { services };
  return ports.map(({ number, ...port }) => ({
    from: from.party,
    to: to.party,
    port: number,
    ...port,
    why,
    ...offered,
  }));
}

/** The built objects of a service. What Kustomize builds is in no file, so that they are located in the kustomization. */
export function locatedObjects({ service, file, objects }: ServiceBuild): LocatedObject[] {
  return objects.map((object, index) => ({ object, document: `${file}#${index}`, service, file }));
}

function definitionOf({ environments }: Stack, name: string): Environment {
  const found: Environment | undefined = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (found !== undefined) return found;
  const remedy = `The map has ${formatNames(Object.keys(environments))}.`;
  throw new Refusal({ environment: name, problem: 'The map has no such environment.', remedy });
}

/**
 * The names of other environments, and of those of which they are regions, which must not occur in this one's values; without
 * base, which many words contain. Values of a preview are those of the environment that it was made of, by that name.
 */
function otherEnvironments(stack: Stack, { name, regionOf, preview }: Environment): string[] {
  const others = Object.values<Environment>(stack.environments).filter((each) => each.name !== name);
  const names = others.flatMap((each) => [each.name, ...(each.regionOf === undefined ? [] : [each.regionOf])]);
  return [...new Set(names)].filter((other) => !['base', regionOf, preview?.of].includes(other));
}
