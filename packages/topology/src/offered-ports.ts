import { portNameProblem, portNumberProblem, serviceNameProblem } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import { withKnownNames } from './known-names.ts';
import type { OfferedPort, PortDefinition } from './port.ts';
import type { Workloads } from './workload.ts';

/** What ports need to know of their contract. */
interface Offering extends Workloads {
  readonly name: string;
}

/**
 * The ports that a contract offers, with their defaults filled in.
 *
 * @throws Refusal if a port is one that Kubernetes would refuse, or one of two on a Service excludes the other.
 */
export function offeredPorts<PortName extends string>(
  offering: Offering,
  definitions: { readonly [Name in PortName]: PortDefinition | number },
): { [Name in PortName]: OfferedPort } {
  refusePortsUnlessDefined(definitions);
  const entries = Object.entries<PortDefinition | number>(definitions).map(([name, definition]) => {
    const offered = offeredPort(offering, name, typeof definition === 'number' ? { port: definition } : definition);
    return [name, offered] as const;
  });
  refuseSharedNumbers(entries.map(([, port]) => port));
  refuseSharedServices(entries.map(([, port]) => port));
  const ports = Object.fromEntries(entries) as { [Name in PortName]: OfferedPort };
  return withKnownNames(ports, (name) => ({
    object: `contract ${offering.name}`,
    field: `ports.${name}`,
    problem: `${offering.name} offers no port "${name}".`,
  }));
}

/** Checked at run time too, since tsx and Node run TypeScript without checking its types. */
function refusePortsUnlessDefined(definitions: Readonly<Record<string, unknown>> | undefined): void {
  if (typeof definitions !== 'object' || definitions === null) {
    throw new Refusal({ field: 'ports', problem: 'It is missing.', remedy: 'Give its ports; {} if it offers none.' });
  }
  for (const [name, definition] of Object.entries(definitions)) {
    if (typeof definition === 'number' || (typeof definition === 'object' && definition !== null)) continue;
    const problem = `${definition === undefined ? 'undefined' : `A ${typeof definition}`} is not a port.`;
    throw new Refusal({ field: `ports.${name}`, problem, remedy: 'Give a number, or { port: 8080, … }.' });
  }
}

function offeredPort(offering: Offering, name: string, definition: PortDefinition): OfferedPort {
  const { port, endPort, containerPort = port, protocol = 'TCP', scheme, workload } = definition;
  const ownService = workload === undefined ? offering.name : offering.workloads[workload]?.name;
  const { services = endPort === undefined && ownService !== undefined ? [ownService] : [] } = definition;
  refuseIf(`ports.${name}`, portNameProblem(name));
  for (const service of services) refuseIf(`ports.${name}.services`, serviceNameProblem(service));
  for (const [field, number] of Object.entries({ port, containerPort, endPort: endPort ?? port })) {
    const problem = portNumberProblem(number);
    if (problem === undefined) continue;
    throw new Refusal({
      field: `ports.${name}.${field}`,
      problem,
      remedy: 'Give a whole number from 1 to 65535.',
    });
  }
  if (endPort !== undefined) checkRange(name, { ...definition, endPort });
  return {
    contract: offering.name,
    name,
    port,
    containerPort,
    protocol,
    services,
    ...(scheme ? { scheme } : {}),
    ...(endPort === undefined ? {} : { endPort }),
    ...(workload === undefined ? {} : { workload }),
  };
}

/** A range is called at the pods: neither a Service nor a container can map one range of ports to another. */
function checkRange(name: string, definition: PortDefinition & { readonly endPort: number }): void {
  const { port, endPort, containerPort = port, services = [] } = definition;
  const problems = [];
  if (endPort < port) {
    const problem = `The range ends at ${endPort}, before its first port ${port}.`;
    problems.push({ field: `ports.${name}.endPort`, problem, remedy: `Give a port from ${port} to 65535.` });
  }
  if (containerPort !== port) {
    const problem = 'A range has the same numbers on the container.';
    problems.push({ field: `ports.${name}.containerPort`, problem, remedy: 'Leave it out.' });
  }
  if (services.length > 0) {
    const problem = 'A Service cannot offer a range of ports.';
    problems.push({ field: `ports.${name}.services`, problem, remedy: 'Leave them out.' });
  }
  if (problems.length > 0) throw new Refusal(problems);
}

/** Two names for one number and protocol would make one Service port of two, or a Service that the API server refuses. */
function refuseSharedNumbers(ports: readonly OfferedPort[]): void {
  const seen = new Map<string, string>();
  for (const { name, port, protocol, services } of ports) {
    for (const service of services) {
      const key = `${port}/${protocol} of Service ${service}`;
      const other = seen.get(key);
      if (other !== undefined) {
        const remedy = 'Give each port a number of its own, or offer it under one name.';
        throw new Refusal({
          field: `ports.${name}`,
          problem: `"${other}" and "${name}" are both port ${key}.`,
          remedy,
        });
      }
      seen.set(key, name);
    }
  }
}

/** A Service selects the pods of one workload. */
function refuseSharedServices(ports: readonly OfferedPort[]): void {
  const owners = new Map<string, OfferedPort>();
  for (const port of ports) {
    for (const service of port.services) {
      const other = owners.get(service) ?? port;
      owners.set(service, other);
      if (other.workload === port.workload) continue;
      throw new Refusal({
        field: `ports.${port.name}.services`,
        problem: `Service ${service} would lead to the pods of two workloads, by "${other.name}" and "${port.name}".`,
        remedy: 'Offer the ports of each workload on Services of its own.',
      });
    }
  }
}

function refuseIf(field: string, problem: string | undefined): void {
  if (problem !== undefined) throw new Refusal({ field, problem });
}
