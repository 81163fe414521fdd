import { Refusal, sayNames } from '@k8s-blocks/refusal';
import { declaredTraffic, type Environment, providedSecrets, type Stack, type Traffic } from '@k8s-blocks/topology';
import type { DeclaredConnection } from '@k8s-blocks/verify';
import { judgeObject } from '@k8s-blocks/verify/objects';
import type { Result } from '@k8s-blocks/verify/report';
import { applyWaivers, type StackInput, verifySeparation, verifyStack } from '@k8s-blocks/verify/stack';
import { placeFindings } from './place-findings.ts';

/** What was built for one service in one environment. */
export interface ServiceBuild {
  readonly service: string;
  /** Where it was built from. */
  readonly file: string;
  readonly objects: readonly unknown[];
}

/** Environment name to the builds of all services. */
export type Builds = Readonly<Record<string, readonly ServiceBuild[]>>;

/** What was found in a stack, and what of it runs together in one cluster: environment name to what was judged. */
export interface JudgedStack extends Result {
  readonly clusters: readonly { readonly title: string; readonly input: StackInput }[];
}

/**
 * Judges what was built of a whole stack, environment by environment and between them, against its map. How the manifests
 * were made does not matter.
 */
export function judgeStack(stack: Stack, builds: Builds): JudgedStack {
  const judged = Object.entries(builds).map(([environment, services]) => ({
    services,
    suffix: environmentOf(stack, environment).suffix,
    input: inputOf(stack, environment, services),
  }));
  const results = judged.map(judgeEnvironment);
  const sources = Object.values(builds).flatMap((services) =>
    services.map(({ file, objects }) => ({ file, kind: 'kustomization' as const, objects: objects.length })),
  );
  return {
    findings: [...results.flatMap(({ findings }) => findings), ...betweenEnvironments(judged)],
    waived: results.flatMap(({ waived }) => waived),
    sources,
    clusters: judged.map(({ input }) => ({ title: input.environment, input })),
  };
}

/** What was built of all services in one environment. */
interface JudgedEnvironment {
  readonly services: readonly ServiceBuild[];
  readonly suffix: string;
  readonly input: StackInput & { readonly environment: string };
}

function inputOf(stack: Stack, environment: string, services: readonly ServiceBuild[]): JudgedEnvironment['input'] {
  const { production, secretsProvided } = environmentOf(stack, environment);
  return {
    objects: services.flatMap((each) => each.objects),
    environment,
    production,
    connections: declaredTraffic(stack, environment).flatMap(connectionsOf),
    ...(secretsProvided ? { providedSecrets: providedSecrets(stack, environment) } : {}),
    otherEnvironments: othersOf(stack, environment),
  };
}

/** Traffic as verify takes it: one connection for each port. */
function connectionsOf({ from, to, ports, services, why }: Traffic): DeclaredConnection[] {
  const common = { from: from.party, to: to.party, why, ...(services === undefined ? {} : { services }) };
  return ports.map(({ number, protocol }) => ({ ...common, port: number, protocol }));
}

function judgeEnvironment({ services, input }: JudgedEnvironment): Result {
  const { environment, objects } = input;
  const single = services.flatMap(({ service, file, objects: own }) =>
    own.flatMap((object) => judgeObject(object).map((finding) => ({ service, environment, file, ...finding }))),
  );
  return placeFindings(applyWaivers(objects, [...single, ...verifyStack(input)]), placedObjects(services));
}

function placedObjects(services: readonly ServiceBuild[]) {
  return services.flatMap(({ service, file, objects }) =>
    objects.map((object) => ({ object, placeOf: () => ({ service, file }) })),
  );
}

function environmentOf({ environments }: Stack, name: string): Environment {
  const found: Environment | undefined = environments[name];
  if (found !== undefined) return found;
  const remedy = `The map has ${sayNames(Object.keys(environments))}.`;
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
      const findings = verifySeparation(a.input, b.input);
      return findings.flatMap((finding) => {
        const { services } = finding.environment === a.input.environment ? a : b;
        return placeFindings({ findings: [finding], waived: [] }, placedObjects(services)).findings;
      });
    }),
  );
}
