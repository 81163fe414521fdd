import { judgeObject } from '@k8s-blocks/api-rules';
import { applyWaivers, type Finding, type LocatedObject, type ReportedSource, type Result } from '@k8s-blocks/findings';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import { declaredTraffic, type Environment, providedSecrets, type Stack, type Traffic } from '@k8s-blocks/topology';
import { type DeclaredConnection, type StackInput, verifySeparation, verifyStack } from '@k8s-blocks/verify';
import type { Builds, ServiceBuild } from './read-builds.ts';
import { ruleNames } from './rule-names.ts';

/** What was found in a stack, and what of it runs together in one cluster: environment name to what was judged. */
export interface JudgedStack extends Result {
  readonly sources: readonly ReportedSource[];
  readonly clusters: readonly { readonly title: string; readonly input: StackInput }[];
}

/**
 * Judges what was built of a whole stack, environment by environment and between them, against its map. How the manifests
 * were made does not matter.
 *
 * A service that was not built is an error. The others are judged as if somebody else deployed it: its pods are then not
 * known, and what its namespace holds is not judged but object by object.
 */
export function judgeStack(stack: Stack, builds: Builds): JudgedStack {
  const judged = Object.entries(builds).map(([environment, services]) => environmentOf(stack, environment, services));
  const results = judged.map(judgeEnvironment);
  const sources = Object.values(builds).flatMap((services) =>
    services
      .filter(({ problems }) => problems === undefined)
      .map(({ file, objects }) => ({ file, kind: 'kustomization' as const, objects: objects.length })),
  );
  return {
    findings: [...results.flatMap(({ findings }) => findings), ...betweenEnvironments(judged)],
    waived: results.flatMap(({ waived }) => waived),
    sources,
    clusters: judged.map(({ input, left }) => ({ title: titleOf(input.environment, left), input })),
  };
}

/** What was built of all services in one environment. */
interface JudgedEnvironment {
  readonly services: readonly ServiceBuild[];
  /** The services that were not built, and those that share a namespace with one: they are not judged with the others. */
  readonly left: readonly ServiceBuild[];
  readonly suffix: string;
  /** What is judged together. */
  readonly input: StackInput & { readonly environment: string };
}

function environmentOf(stack: Stack, environment: string, services: readonly ServiceBuild[]): JudgedEnvironment {
  const { suffix, production, secretsProvided, clusterDomain } = definitionOf(stack, environment);
  const namespaceOf = ({ service }: ServiceBuild) => (stack.contractNamed(service)?.namespace ?? service) + suffix;
  const unknown = new Set(services.filter(isMissing).map(namespaceOf));
  const left = services.filter((each) => unknown.has(namespaceOf(each)));
  const secrets = providedSecrets(stack, environment).filter(({ namespace }) => !unknown.has(namespace));
  const input = {
    objects: services.filter((each) => !left.includes(each)).flatMap(locatedObjects),
    environment,
    production,
    clusterDomain,
    connections: declaredTraffic(stack, environment).flatMap((traffic) => connectionsOf(traffic, unknown)),
    ...(secretsProvided ? { providedSecrets: secrets } : {}),
    otherEnvironments: othersOf(stack, environment),
  };
  return { services, left, suffix, input };
}

function isMissing({ problems }: ServiceBuild): boolean {
  return problems !== undefined;
}

/**
 * Traffic as verify takes it: one connection for each port. One to a namespace that is not known names no Service: then it
 * is somebody else's.
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

function judgeEnvironment({ services, left, input }: JudgedEnvironment): Result {
  const { environment } = input;
  const objects = services.flatMap(locatedObjects);
  const single = objects.flatMap((each) => judgeObject(each).map((finding) => ({ environment, ...finding })));
  const { findings, waived } = applyWaivers(objects, [...single, ...verifyStack(input)], ruleNames);
  // Whether a waiver is in vain is not known where not everything was judged.
  const known = left.length === 0 ? findings : findings.filter(({ rule, severity }) => !isVain(rule, severity));
  return { findings: [...unreadFindings(services, left, environment), ...known], waived };
}

/** What was built of a service. Its lines are in no file, so that all of it is placed in the kustomization. */
function locatedObjects({ service, file, objects }: ServiceBuild): LocatedObject[] {
  return objects.map((object, index) => ({ object, document: `${file}#${index}`, service, file }));
}

function isVain(rule: string, severity: Finding['severity']): boolean {
  return rule === 'waiver' && severity === 'warning';
}

/** What is not judged: an error for each service that was not built. */
function unreadFindings(
  services: readonly ServiceBuild[],
  left: readonly ServiceBuild[],
  environment: string,
): Finding[] {
  const neighbours = left.filter((each) => !isMissing(each)).map(({ service }) => service);
  const beside =
    neighbours.length === 0 ? '' : ` Nor are the objects of ${formatNames(neighbours)} held against others.`;
  const why = `It is not judged, and neither is its end of the connections to others.${beside}`;
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

function titleOf(environment: string, left: readonly ServiceBuild[]): string {
  return left.length === 0 ? environment : `${environment}, without ${formatNames(left.map(({ service }) => service))}`;
}

function definitionOf({ environments }: Stack, name: string): Environment {
  const found: Environment | undefined = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (found !== undefined) return found;
  const remedy = `The map has ${formatNames(Object.keys(environments))}.`;
  throw new Refusal({ environment: name, problem: 'The map has no such environment.', remedy });
}

/** The environments whose names stand in theirs; base is none of them, since its name stands in many words. */
function othersOf(stack: Stack, environment: string): string[] {
  return Object.keys(stack.environments).filter((name) => name !== 'base' && name !== environment);
}

/** Two environments whose names have the same suffix are one place, and never in one cluster together. */
function betweenEnvironments(judged: readonly JudgedEnvironment[]) {
  return judged.flatMap((a, index) =>
    judged.slice(index + 1).flatMap((b) => {
      if (a.suffix === b.suffix) return [];
      return verifySeparation(a.input, b.input);
    }),
  );
}
