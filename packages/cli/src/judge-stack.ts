import { coverageOf, type JudgeOptions, judgeObject } from '@k8s-blocks/api-rules';
import {
  applyWaivers,
  type Finding,
  type JudgedObject,
  type NotJudged,
  type ReportedSource,
  type Result,
} from '@k8s-blocks/findings';
import { judgeRules, type Rule } from '@k8s-blocks/invariants';
import { formatNames } from '@k8s-blocks/refusal';
import { mayShareCluster, type Stack } from '@k8s-blocks/topology';
import { type StackInput, verifySeparation, verifyStack } from '@k8s-blocks/verify';
import type { DefinitionsOf } from './definitions.ts';
import { type JudgedEnvironment, judgedEnvironment, locatedObjects } from './judged-environment.ts';
import { textInBase } from './names-of-stack.ts';
import { ruleNames } from './rule-names.ts';
import { type Builds, isMissing, type ServiceBuild } from './service-build.ts';

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
  const judged = Object.entries(builds).map(([environment, services]) =>
    judgedEnvironment(stack, environment, services),
  );
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

function notBuilt(service: string, environment: string): NotJudged {
  return { subject: `${service} in ${environment}`, reason: 'which was not built' };
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

/** Environments that are never in one cluster have nothing to be separated. */
function betweenEnvironments(stack: Stack, judged: readonly JudgedEnvironment[]) {
  return judged.flatMap((a, index) =>
    judged.slice(index + 1).flatMap((b) => {
      return mayShareCluster(stack, a.definition, b.definition) ? verifySeparation(a.input, b.input) : [];
    }),
  );
}
