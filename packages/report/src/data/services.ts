import { fieldsOf, textOf } from '@k8s-blocks/manifest';
import type { Contract, Environment, Stack } from '@k8s-blocks/topology';
import { portText } from './connections.ts';
import type { FindingsByPlace } from './findings.ts';
import type { BuiltEnvironment, BuiltService, ReportInput } from './report-input.ts';
import { resourcesOf } from './resources.ts';
import type { ObjectData, ServiceData, ServiceInEnvironment } from './service-data.ts';
import { settingsOf } from './settings.ts';
import type { StartData } from './start-data.ts';

/** What is known of all services of a stack, of which {@link serviceData} takes that of one. */
export interface KnownOfServices {
  readonly findings: FindingsByPlace;
  /** When services are started, by their names: one for each environment. */
  readonly starts: readonly ReadonlyMap<string, StartData>[];
}

/** A service of the map, in all environments that are deployed. */
export function serviceData(
  contract: Contract,
  namespace: number,
  input: ReportInput,
  { findings, starts }: KnownOfServices,
): ServiceData {
  const builds = input.environments.map((built, index) => ({
    built,
    build: built.services.find(({ service }) => service === contract.name),
    start: starts[index]?.get(contract.name) ?? { wave: 1 },
  }));
  const sources = builds.map(({ built, build }) => ({
    environment: environmentNamed(input.stack, built.name),
    objects: build?.objects,
  }));
  return {
    name: contract.name,
    title: contract.title,
    namespace,
    ports: Object.values(contract.ports).map((port) => `${portText(port)} (${port.name})`),
    settings: settingsOf(sources),
    environments: builds.map(({ built, build, start }) =>
      build === undefined ? null : { ...start, ...inEnvironment(contract.name, build, built, input, findings) },
    ),
  };
}

/** @throws Error if the map has no such environment. */
export function environmentNamed({ environments }: Stack, name: string): Environment {
  const found: Environment | undefined = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (found === undefined) throw new Error(`The map has no environment ${name}.`);
  return found;
}

function inEnvironment(
  service: string,
  { objects, problems }: BuiltService,
  { name: environment }: BuiltEnvironment,
  { writtenAt }: ReportInput,
  findings: FindingsByPlace,
): Omit<ServiceInEnvironment, keyof StartData> {
  return {
    objects: objects.map((object): ObjectData => {
      const { kind, metadata } = fieldsOf(object);
      const named = { kind: textOf(kind) ?? '', name: textOf(fieldsOf(metadata).name) ?? '' };
      return { ...named, ...writtenAt?.({ environment, service, ...named }) };
    }),
    resources: resourcesOf(objects),
    findings: findings.in(service, environment),
    ...(problems === undefined ? {} : { problems: problems.map(({ problem }) => problem) }),
  };
}
