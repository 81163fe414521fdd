import { coverageOf, type JudgeOptions, judgeObject } from '@k8s-blocks/api-rules';
import {
  applyWaivers,
  type Finding,
  type JudgedObject,
  type LocatedObject,
  type NotJudged,
  type ReportedSource,
  type Result,
} from '@k8s-blocks/findings';
import { judgeRules, type Rule } from '@k8s-blocks/invariants';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import {
  declaredTraffic,
  type Environment,
  mayShareCluster,
  providedSecrets,
  type Stack,
  type Traffic,
} from '@k8s-blocks/topology';
import { type DeclaredConnection, type StackInput, verifySeparation, verifyStack } from '@k8s-blocks/verify';
import { declaredRoutesOf } from './declared-routes.ts';
import type { DefinitionsOf } from './definitions.ts';
import { namesElsewhere, namespaceNames, ownNames, textInBase } from './names-of-stack.ts';
import type { Builds, ServiceBuild } from './read-builds.ts';
import { ruleNames } from './rule-names.ts';
import { scrapedPortsOf } from './scraped-ports.ts';

/** The findings in a stack, and what was judged. */
export interface JudgedStack extends Result {
  /** The kustomizations that were judged. */
  readonly sources: readonly ReportedSource[];
  /** Each object, and how far it was judged. */
  readonly judgedObjects: readonly JudgedObject[];
  /** What was not judged, though it is of what was asked for. */
  readonly notJudged: readonly NotJudged[];
  /** The environments: what runs together in one cluster. */
  readonly clusters: readonly { readonly title: string; readonly input: StackInput }[];
}

/** Options of {@link judgeStack}. */
interface StackOptions extends Pick<JudgeOptions, 'kubernetes'> {
  /** How definitions of custom resources are found. Default: they are not, and the resources are judged by their metadata alone. */
  readonly definitionsOf?: DefinitionsOf;
  /** The stack's own rules, of its `k8s-blocks.rules.ts`. Default: none. */
  readonly rules?: readonly Rule[];
}

/**
 * Judges the builds of a stack against its map: each environment, and the environments against each other. How the
 * manifests were made does not matter. Objects are judged by the version of Kubernetes that is given, or else by that of their
 * environment.
 *
 * A service that was not built is an error. The others are judged as if it were deployed separately: its pods are not
 * known, and other services in its namespace are only judged object by object.
 */
export function judgeStack(stack: Stack, builds: Builds, options: StackOptions = {}): JudgedStack {
  const judged = Object.entries(builds).map(([environment, services]) => environmentOf(stack, environment, services));
  const { rules = [] } = options;
  const ofRules = judgeRules(rules, stack, judged);
  const results = judged.map((each) => judgeEnvironment(each, ofRules, options));
  const sources = Object.values(builds).flatMap((services) =>
    services
      .filter(({ problems }) => problems === undefined)
      .map(({ file, objects }) => ({ file, kind: 'kustomization' as const, objects: objects.length })),
  );
  return {
    findings: [...results.flatMap(({ findings }) => findings), ...betweenEnvironments(stack, judged)],
    waived: results.flatMap(({ waived }) => waived),
    sources,
    judgedObjects: results.flatMap(({ judgedObjects }) => judgedObjects),
    notJudged: judged.flatMap(({ services, input }) =>
      services.filter(isMissing).map(({ service }) => notBuilt(service, input.environment)),
    ),
    namesInBase: new Map(judged.map(({ definition }) => [definition.name, textInBase(stack, definition)])),
    ownRules: rules.map(({ code }) => code),
    clusters: judged.map(({ input, excluded }) => ({ title: titleOf(input.environment, excluded), input })),
  };
}

/** The builds of one environment. */
interface JudgedEnvironment {
  readonly services: readonly ServiceBuild[];
  /** The services that are not judged with the others: those that were not built, or share a namespace with one. */
  readonly excluded: readonly ServiceBuild[];
  readonly definition: Environment;
  /** What is judged as a whole. */
  readonly input: StackInput & { readonly environment: string };
}

/** What is judged of an environment, and what is known of it. */
export function environmentOf(stack: Stack, environment: string, services: readonly ServiceBuild[]): JudgedEnvironment {
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

function isMissing({ problems }: ServiceBuild): boolean {
  return problems !== undefined;
}

function notBuilt(service: string, environment: string): NotJudged {
  return { subject: `${service} in ${environment}`, reason: 'which was not built' };
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

/** @param ofRules what the stack's own rules find in all environments. */
function judgeEnvironment(
  { services, excluded, definition, input }: JudgedEnvironment,
  ofRules: readonly Finding[],
  { kubernetes, definitionsOf, rules = [] }: StackOptions,
): Result & Pick<JudgedStack, 'judgedObjects'> {
  const { environment } = input;
  const objects = services.flatMap(locatedObjects);
  const own = {
    kubernetes: kubernetes ?? definition.kubernetes,
    // A definition of one service also judges the resources of the others.
    definitions: definitionsOf?.(objects.map(({ object }) => object)),
  };
  const single = objects.flatMap((each) => judgeObject(each, own).map((finding) => ({ environment, ...finding })));
  const found = [
    ...single,
    ...verifyStack(input).map(withEmit),
    ...ofRules.filter((finding) => finding.environment === environment),
  ];
  const names = new Set([...ruleNames, ...rules.map(({ code }) => code)]);
  const { findings, waived } = applyWaivers(objects, found, names);
  // If something was not judged, a waiver without a finding may still be needed.
  const certain =
    excluded.length === 0 ? findings : findings.filter(({ rule, severity }) => !isUnusedWaiver(rule, severity));
  return {
    findings: [...unreadFindings(services, excluded, environment), ...certain],
    waived,
    judgedObjects: objects.flatMap((each) => coverageOf(each, own)),
  };
}

/** Policies derive from the map: one that denies a declared connection was most likely emitted before it was declared. */
function withEmit(finding: Finding): Finding {
  const { rule, code, service = 'the app', remedy } = finding;
  if (rule !== 'declared-connection' || code !== 'policy-denies' || remedy === undefined) return finding;
  const otherwise = remedy.charAt(0).toLowerCase() + remedy.slice(1);
  return { ...finding, remedy: `Emit ${service} again. If its policies do not derive from the map, ${otherwise}` };
}

/** The built objects of a service. What Kustomize builds is in no file, so that they are located in the kustomization. */
function locatedObjects({ service, file, objects }: ServiceBuild): LocatedObject[] {
  return objects.map((object, index) => ({ object, document: `${file}#${index}`, service, file }));
}

function isUnusedWaiver(rule: string, severity: Finding['severity']): boolean {
  return rule === 'waiver' && severity === 'warning';
}

/** An error for each problem of a service that was not built. */
function unreadFindings(
  services: readonly ServiceBuild[],
  excluded: readonly ServiceBuild[],
  environment: string,
): Finding[] {
  const neighbours = excluded.filter((each) => !isMissing(each)).map(({ service }) => service);
  const beside =
    neighbours.length === 0 ? '' : ` The objects of ${formatNames(neighbours)} are not judged together with others.`;
  const why = `It is not judged, and neither are its ends of connections.${beside}`;
  return services.flatMap(({ service, problems = [] }) =>
    problems.map(({ file, problem, remedy }) => ({
      rule: 'unreadable',
      code: 'unreadable',
      severity: 'error',
      service,
      environment,
      ...(file === undefined ? {} : { file }),
      problem,
      why,
      ...(remedy === undefined ? {} : { remedy }),
    })),
  );
}

function titleOf(environment: string, excluded: readonly ServiceBuild[]): string {
  return excluded.length === 0
    ? environment
    : `${environment}, without ${formatNames(excluded.map(({ service }) => service))}`;
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

/** Environments that are never in one cluster have nothing to be separated. */
function betweenEnvironments(stack: Stack, judged: readonly JudgedEnvironment[]) {
  return judged.flatMap((a, index) =>
    judged.slice(index + 1).flatMap((b) => {
      return mayShareCluster(stack, a.definition, b.definition) ? verifySeparation(a.input, b.input) : [];
    }),
  );
}
