import { fieldsOf, textOf } from '@k8s-blocks/manifest';
import type { Contract, Environment, Stack } from '@k8s-blocks/topology';
import { portText } from './connections.ts';
import type { FindingsByPlace } from './findings.ts';
import type { BuiltEnvironment, BuiltService, ReportInput } from './report-input.ts';
import { resourcesOf } from './resources.ts';
import type { ObjectData, ServiceData, ServiceInEnvironment } from './service-data.ts';
import { settingsOf } from './settings.ts';

/** A service of the map, in all environments that are deployed. */
export function serviceData(
  contract: Contract,
  namespace: number,
  input: ReportInput,
  findings: FindingsByPlace,
): ServiceData {
  const builds = input.environments.map((built) => {
    return { built, build: built.services.find(({ service }) => service === contract.name) };
  });
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
    environments: builds.map(({ built, build }) =>
      build === undefined ? null : inEnvironment(contract.name, build, built, input, findings),
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
): ServiceInEnvironment {
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
