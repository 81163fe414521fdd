import { fieldsOf, isFields, textOf } from '@k8s-blocks/manifest';
import type { Pod, PolicyName } from '@k8s-blocks/reachability';
import { type Contract, type Environment, portsOf, type Stack, workloadsIn } from '@k8s-blocks/topology';
import { readStack } from '@k8s-blocks/verify';
import { connectionData } from './connections.ts';
import { declaredOutsides } from './declared-outsides.ts';
import { findingsByPlace } from './findings.ts';
import { matrixData, type PodNames } from './matrix.ts';
import { type PlaceOfPolicy, reasonList } from './reason-list.ts';
import type { EnvironmentData, ReportData } from './report-data.ts';
import type { BuiltEnvironment, ReportInput } from './report-input.ts';
import { resourcesOf } from './resources.ts';
import { environmentNamed, serviceData } from './services.ts';
import { startsIn } from './start-data.ts';

/** What a report shows of a stack. */
export function reportData(input: ReportInput): ReportData {
  const { title, mapFile, stack } = input;
  const services = stack.startOrder;
  const namespaces = [...new Set(services.map(({ namespace }) => namespace))];
  const findings = findingsByPlace(input.findings, input.waived, new Set(services.map(({ name }) => name)));
  const list = reasonList();
  const built = input.environments.map((each) => {
    const built = readStack(each.input);
    const reasons = list.in(built.cluster, placeOfPolicies(each, input));
    const environment = environmentNamed(stack, each.name);
    return { ...each, environment, reasons, built, unbuilt: unbuiltIn(each, stack) };
  });
  const { connections, outsides } = connectionData(input, built);
  const environments = built.map((each): EnvironmentData => {
    const { environment, reasons, services: builds } = each;
    const declared = declaredOutsides(input, each, connections);
    return {
      name: environment.name,
      production: environment.production,
      resources: resourcesOf(builds.flatMap(({ objects }) => objects)),
      matrix: matrixData(each.built, declared, reasons, podNames(stack, environment, each)),
      findings: findings.besides(environment.name),
    };
  });
  const starts = input.environments.map(({ name }) => startsIn(stack, name));
  return {
    title,
    mapFile,
    environments,
    namespaces: namespaces.map((name) => {
      return { name, names: built.map(({ environment }) => environment.namespaceName(name)) };
    }),
    services: services.map((contract) =>
      serviceData(contract, namespaces.indexOf(contract.namespace), input, { findings, starts }),
    ),
    outsides,
    connections,
    reasons: list.reasons,
    findings: findings.elsewhere,
  };
}

/** The services that were not built, and those that share a namespace with one: they are not judged together with others. */
function unbuiltIn({ services }: BuiltEnvironment, { startOrder, contractNamed }: Stack): ReadonlySet<string> {
  const missing = services.filter(({ problems }) => problems !== undefined);
  const namespaces = new Set(missing.map(({ service }) => contractNamed(service)?.namespace));
  return new Set(startOrder.filter(({ namespace }) => namespaces.has(namespace)).map(({ name }) => name));
}

/** Finds where a policy is written: in the tree of the service that has it. */
function placeOfPolicies({ name: environment, services }: BuiltEnvironment, input: ReportInput): PlaceOfPolicy {
  const owners = new Map(
    services.flatMap(({ service, objects }) => objects.map((object) => [objectKey(object), service] as const)),
  );
  return (policy: PolicyName, field?: string) => {
    const { kind, namespace, name } = policy;
    const service = owners.get(JSON.stringify([kind, namespace, name]));
    const isOfStack = service === undefined || input.stack.contractNamed(service) === undefined;
    return input.writtenAt?.({
      environment,
      kind,
      name,
      ...(isOfStack ? {} : { service }),
      ...(field === undefined ? {} : { field }),
    });
  };
}

function objectKey(object: unknown): string {
  const { kind, metadata } = fieldsOf(object);
  const { namespace, name } = fieldsOf(metadata);
  return JSON.stringify([textOf(kind), textOf(namespace), textOf(name)]);
}

/** Finds the service of a pod, by the object that makes it, and what its contract calls a port. */
function podNames(stack: Stack, environment: Environment, { services }: BuiltEnvironment): PodNames {
  const positions = new Map(stack.startOrder.map(({ name }, position) => [name, position]));
  const owners = new Map<string, number>();
  for (const { service, objects } of services) {
    const position = positions.get(service);
    if (position === undefined) continue;
    for (const object of objects) if (isFields(object)) owners.set(objectKey(object), position);
  }
  const serviceOf = ({ namespace, name, workload }: Pod) => {
    const kind = workload === undefined ? 'Pod' : workload.split(' ')[0];
    return owners.get(JSON.stringify([kind, namespace, name]));
  };
  const workloadOf = (contract: Contract, { name }: Pod) =>
    workloadsIn(contract, environment).find(({ objectName }) => environment.objectName(objectName) === name);
  return {
    ownerOf(pod) {
      const service = serviceOf(pod);
      const contract = stack.startOrder[service ?? -1];
      if (service === undefined || contract === undefined) return {};
      const workload = workloadOf(contract, pod);
      return workload?.key === undefined ? { service } : { service, workload: workload.name };
    },
    portNameOf({ to, port, protocol }) {
      const contract = stack.startOrder[serviceOf(to) ?? -1];
      const workload = contract && workloadOf(contract, to);
      if (contract === undefined || workload === undefined) return undefined;
      return portsOf(contract, workload).find((each) => each.containerPort === port && each.protocol === protocol)
        ?.name;
    },
  };
}
