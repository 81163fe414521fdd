import { type Fields, fieldsOf, integerOf, labelsOf, listOf, portNameProblem, textOf } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import {
  type Contract,
  type ContractDefinition,
  contract,
  type PortDefinition,
  type Protocol,
} from '@k8s-blocks/topology';
import { NAME } from '../manifests/common-metadata.ts';
import type { ImportedObject } from '../manifests/imported-objects.ts';
import { containersOf, isSelected, podLabelsOf, podSpecOf, workloadKindOf } from '../manifests/pods.ts';
import { type ContractLabels, labelsOfContract } from './contract-labels.ts';
import { type ImportedService, viewOf } from './services.ts';

/** What a contract says of a service: plain data, without what has its default. */
export type DefinitionOfContract = ContractDefinition<string>;

/** A contract with the definition that it is made of. */
export interface DefinedContract {
  readonly definition: DefinitionOfContract;
  readonly contract: Contract;
  /** Whether its labels are not those of its pods, since no contract could have those. */
  readonly isApart: boolean;
}

/** What the contract of a service is made with besides its objects. */
export interface ContractFacts {
  /** The environments in which it is deployed. Undefined: all. */
  readonly environments: readonly string[] | undefined;
  /** The scheme of the addresses of a Service's port, in base; undefined where none is known. */
  readonly schemeOf: (namespace: string, service: string, port: number) => string | undefined;
}

/** The contract of a service: its names, identity, selectors and ports as they are. */
export function contractOf(service: ImportedService, facts: ContractFacts): DefinedContract {
  const definition = definitionOf(service, facts);
  try {
    return { definition, contract: contract(definition), isApart: false };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return contractApart(service, facts);
  }
}

/** A contract with labels of its own, where those of its pods are refused: they select those of another workload, too. */
export function contractApart(service: ImportedService, facts: ContractFacts): DefinedContract {
  const { name } = service;
  const { selector: _, selectedBy: __, labels: ___, ...definition } = definitionOf(service, facts);
  const workloads = Object.fromEntries(
    Object.entries(definition.workloads ?? {}).map(([key, workload]) => {
      const { kind, objectName } = typeof workload === 'string' ? { kind: workload, objectName: undefined } : workload;
      const named = objectName === undefined ? {} : { objectName };
      return [key, { kind, ...named, identity: { name, component: key } }];
    }),
  );
  const apart = { ...definition, identity: { name, component: name }, ...(definition.workloads ? { workloads } : {}) };
  return { definition: apart, contract: contract(apart), isApart: true };
}

function definitionOf(
  { name, namespace, workloads: [main, ...others], objects }: ImportedService,
  { environments, schemeOf }: ContractFacts,
): DefinitionOfContract {
  const view = main === undefined ? {} : viewOf(main);
  const labels: ContractLabels = main === undefined ? {} : labelsOfContract(main, objects, { name, component: name });
  const sharedName = labels.labels?.[NAME] ?? labels.identity?.name ?? name;
  const keys = new Map(others.map((each) => [each, keyOfWorkload(name, each)]));
  const workloads = others.map(
    (each) => [keys.get(each) ?? '', definitionOfOther(each, { service: name, sharedName, objects })] as const,
  );
  const secrets = secretsOf(name, objects);
  return {
    name,
    ...(namespace === name ? {} : { namespace }),
    ...labels,
    ...mainOf(name, main),
    ...(others.length === 0 ? {} : { workloads: Object.fromEntries(workloads) }),
    ports: portsOfService(name, [main, ...others], {
      keys,
      objects,
      schemeOf: (...port) => schemeOf(namespace, ...port),
    }),
    ...(podSpecOf(view).hostNetwork === true ? { hostNetwork: true } : {}),
    ...(Object.keys(secrets).length === 0 ? {} : { secrets }),
    ...(environments === undefined ? {} : { environments }),
  };
}

function mainOf(name: string, main: ImportedObject | undefined): Pick<DefinitionOfContract, 'workload'> {
  if (main === undefined) return {};
  const kind = workloadKindOf(viewOf(main)) ?? 'Deployment';
  const { name: objectName } = main.reference;
  if (objectName !== name) return { workload: { kind, objectName } };
  return kind === 'Deployment' ? {} : { workload: kind };
}

function keyOfWorkload(service: string, { reference: { name } }: ImportedObject): string {
  return name.slice(service.length + 1).replace(/[^a-z0-9-]+/g, '-');
}

/** What another workload has in common with its service. */
interface OtherFacts {
  readonly service: string;
  /** The name in the labels of the service's workloads. */
  readonly sharedName: string;
  readonly objects: readonly ImportedObject[];
}

function definitionOfOther(object: ImportedObject, { service, sharedName, objects }: OtherFacts) {
  const view = viewOf(object);
  const kind = workloadKindOf(view) ?? 'Deployment';
  const key = keyOfWorkload(service, object);
  const { name: objectName } = object.reference;
  const { selectedBy, ...labels } = labelsOfContract(object, objects, { name: sharedName, component: key });
  const byName = selectedBy === 'name' ? { selector: { [NAME]: labels.identity?.name ?? sharedName } } : {};
  const definition = {
    ...(objectName === `${service}-${key}` ? {} : { objectName }),
    ...labels,
    ...byName,
    ...(podSpecOf(view).hostNetwork === true ? { hostNetwork: true } : {}),
  };
  return Object.keys(definition).length === 0 ? kind : { kind, ...definition };
}

/** The keys of the Secret that is named like the service, with their placeholders. */
function secretsOf(service: string, objects: readonly ImportedObject[]): Record<string, string> {
  const secret = objects.find(({ reference: { kind, name } }) => kind === 'Secret' && name === `${service}-secrets`);
  return secret === undefined ? {} : { ...labelsOf(viewOf(secret).stringData) };
}

/** A port of a pod as its Services offer it. */
interface FoundPort {
  readonly names: readonly (string | undefined)[];
  readonly port: number;
  readonly containerPort: number;
  readonly protocol: Protocol;
  readonly services: string[];
  readonly workload?: string;
}

interface PortFacts {
  /** The keys of the workloads besides the main one. */
  readonly keys: ReadonlyMap<ImportedObject, string>;
  readonly objects: readonly ImportedObject[];
  readonly schemeOf: (service: string, port: number) => string | undefined;
}

function portsOfService(
  name: string,
  workloads: readonly (ImportedObject | undefined)[],
  { keys, objects, schemeOf }: PortFacts,
): Record<string, PortDefinition | number> {
  const present = workloads.filter((each) => each !== undefined);
  const services = objects.filter(({ reference: { group, kind } }) => group === '' && kind === 'Service');
  const offered = new Set<ImportedObject>();
  const found = present.flatMap((workload) => {
    const view = viewOf(workload);
    const own = services.filter((each) => !offered.has(each) && isSelected(podLabelsOf(view), selectorOfService(each)));
    for (const each of own) offered.add(each);
    const key = keys.get(workload);
    return portsOfWorkload(view, own).map((port) => (key === undefined ? port : { ...port, workload: key }));
  });
  const ports: [string, PortDefinition | number][] = [];
  for (const port of found) {
    const schemes = new Set(port.services.flatMap((service) => schemeOf(service, port.port) ?? []));
    const [scheme] = schemes.size === 1 ? schemes : [];
    ports.push([nameOfPort(port, ports), definitionOfPort(name, port, scheme)]);
  }
  return Object.fromEntries(ports);
}

function selectorOfService(service: ImportedObject): Readonly<Record<string, string>> {
  return labelsOf(fieldsOf(viewOf(service).spec).selector);
}

function portsOfWorkload(view: Fields, services: readonly ImportedObject[]): FoundPort[] {
  const containerPorts = containersOf(view)
    .flatMap((container) => listOf(container.ports))
    .map(fieldsOf);
  const found: FoundPort[] = [];
  const byName = new Map(containerPorts.map(({ name, containerPort }) => [textOf(name), integerOf(containerPort)]));
  for (const service of services) {
    for (const entry of listOf(fieldsOf(viewOf(service).spec).ports).map(fieldsOf)) {
      const port = integerOf(entry.port);
      const { targetPort = port } = entry;
      const containerPort = integerOf(targetPort) ?? byName.get(textOf(targetPort));
      if (port === undefined || containerPort === undefined) continue;
      const protocol = protocolOf(entry);
      const same = found.find(
        (each) => each.port === port && each.containerPort === containerPort && each.protocol === protocol,
      );
      const own = containerPorts.find((each) => each.containerPort === containerPort && protocolOf(each) === protocol);
      const names = [textOf(own?.name), textOf(targetPort), textOf(entry.name)];
      if (same !== undefined) same.services.push(service.reference.name);
      else found.push({ names, port, containerPort, protocol, services: [service.reference.name] });
    }
  }
  for (const entry of containerPorts) {
    const port = integerOf(entry.containerPort);
    const protocol = protocolOf(entry);
    if (port === undefined || found.some((each) => each.containerPort === port && each.protocol === protocol)) continue;
    found.push({ names: [textOf(entry.name)], port, containerPort: port, protocol, services: [] });
  }
  const orderOf = ({ containerPort, protocol }: FoundPort) =>
    containerPorts.findIndex((each) => each.containerPort === containerPort && protocolOf(each) === protocol);
  return found.sort((one, other) => orderOf(one) - orderOf(other));
}

function protocolOf({ protocol }: Fields): Protocol {
  return protocol === 'UDP' || protocol === 'SCTP' ? protocol : 'TCP';
}

function nameOfPort({ names, port, workload }: FoundPort, taken: readonly (readonly [string, unknown])[]): string {
  const isFree = (name: string) => portNameProblem(name) === undefined && !taken.some(([other]) => other === name);
  const given = names.flatMap((name) => name ?? []);
  const candidates = [
    ...given,
    ...given.map((name) => `${name}-${port}`),
    ...given.map((name) => `${workload}-${name}`),
    `port-${port}`,
  ];
  const free = candidates.find(isFree);
  if (free !== undefined) return free;
  for (let number = 2; ; number += 1) if (isFree(`p${port}-${number}`)) return `p${port}-${number}`;
}

function definitionOfPort(service: string, found: FoundPort, scheme: string | undefined): PortDefinition | number {
  const { port, containerPort, protocol, services, workload } = found;
  const own = workload === undefined ? service : `${service}-${workload}`;
  const isDefault = services.length === 1 && services[0] === own;
  const definition = {
    port,
    ...(containerPort === port ? {} : { containerPort }),
    ...(protocol === 'TCP' ? {} : { protocol }),
    ...(scheme === undefined ? {} : { scheme }),
    ...(isDefault ? {} : { services }),
    ...(workload === undefined ? {} : { workload }),
  };
  return Object.keys(definition).length === 1 ? port : definition;
}
