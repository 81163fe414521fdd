import { selectorLabels } from '@k8s-blocks/labels';
import { dnsLabelProblem, portNameProblem, portNumberProblem, serviceNameProblem } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import { withKnownNames } from './known-names.ts';
import { type DeclaredSecret, secretNameOf } from './secret.ts';

/** The protocols of a Kubernetes port. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** A port as a contract declares it. A bare number is a TCP port without a URL scheme. */
export interface PortDefinition {
  /** The port of the Service, from 1 to 65535. */
  readonly port: number;
  /**
   * The last port of a range, which begins at `port`. Services and containers have no ranges of ports: a range is offered on
   * no Service, and the container lists its first port only.
   *
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports
   */
  readonly endPort?: number;
  /** The port of the container, where it differs from the Service's; of a range it cannot differ. Default: `port`. */
  readonly containerPort?: number;
  /** Default: TCP. */
  readonly protocol?: Protocol;
  /** The scheme of this port's URLs: `http`, `ws`. Without one the port has addresses, but no URLs. */
  readonly scheme?: string;
  /**
   * The Services that offer the port; addresses name the first one. A port without a Service has no address, and is called
   * at the pods themselves. Default: the Service named like the contract; of a range: none.
   */
  readonly services?: readonly string[];
}

/** A port that a service offers, and that connections lead to. A contract holds its ports: `connector.ports.admin`. */
export interface OfferedPort extends Required<Omit<PortDefinition, 'scheme' | 'endPort'>> {
  /** The name of the contract that offers the port. */
  readonly contract: string;
  /** The port's name, on the container and on the Services. */
  readonly name: string;
  readonly scheme?: string;
  readonly endPort?: number;
}

/** What a service offers to others. It knows nothing of its callers. */
export interface Contract<PortName extends string = string> {
  /** The service's name, and that of its workload. */
  readonly name: string;
  /** What people call it, in comments and documents. */
  readonly title: string;
  /** Its namespace; each environment makes its own name of it. */
  readonly namespace: string;
  /** The `app.kubernetes.io/name` and `app.kubernetes.io/component` of its objects. */
  readonly identity: { readonly name: string; readonly component: string };
  /** The labels that select its pods. They never change: the selectors of Deployments and StatefulSets are immutable. */
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: { readonly [Name in PortName]: OfferedPort };
  /** The kind of its workload, the object of the service's name. `emit` refuses manifests that have another. */
  readonly workload: WorkloadKind;
  /** The keys that its Secret must hold, each with the placeholder that stands for the value until it is provided. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The Secrets that it uses besides its own. */
  readonly otherSecrets: readonly DeclaredSecret[];
  /** The environments in which it is deployed. Absent: in all. */
  readonly environments?: readonly string[];
}

/** The kinds of workload that a service may be. */
export const WORKLOAD_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'] as const;

/** One of {@link WORKLOAD_KINDS}. */
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];

/** What {@link contract} takes. */
export interface ContractDefinition<PortName extends string> {
  readonly name: string;
  /** Default: `name`. */
  readonly title?: string;
  /** Default: `name`. */
  readonly namespace?: string;
  /** Default: `name` for both. */
  readonly identity?: { readonly name: string; readonly component: string };
  /** The parts of the identity that select the pods. Default: both. */
  readonly selectedBy?: 'name' | 'name and component';
  readonly ports: { readonly [Name in PortName]: PortDefinition | number };
  /** Default: Deployment. */
  readonly workload?: WorkloadKind;
  /**
   * The values that must be provided before the service starts: the keys of its Secret, each with the placeholder that
   * stands for the value, such as `REPLACE_WITH_REAL_KEY`. Default: none.
   */
  readonly secrets?: Readonly<Record<string, string>>;
  /**
   * The Secrets that it uses besides its own, which others provide or an operator makes: {@link secret}. Default: none.
   */
  readonly otherSecrets?: readonly DeclaredSecret[];
  /**
   * The environments in which it is deployed; base is what their overlays are made of in any case. In the others it has no
   * overlay, no settings, no connections and no step. Default: all.
   */
  readonly environments?: readonly string[];
}

/**
 * A contract, with its defaults filled in.
 *
 * @throws Refusal if a name, a label or a port is one that Kubernetes would refuse.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export function contract<const PortName extends string, const EnvironmentName extends string>(
  definition: ContractDefinition<PortName> & { readonly environments: readonly EnvironmentName[] },
): Omit<Contract<PortName>, 'environments'> & { readonly environments: readonly EnvironmentName[] };
export function contract<const PortName extends string>(definition: ContractDefinition<PortName>): Contract<PortName>;
export function contract(definition: ContractDefinition<string>): Contract {
  const { name, title = name, namespace = name, identity = { name, component: name } } = definition;
  const { workload = 'Deployment', secrets = {}, otherSecrets = [], environments } = definition;
  try {
    refuseIf('name', serviceNameProblem(name));
    refuseIf('namespace', dnsLabelProblem(namespace));
    const labels = selectorLabels(identity);
    refuseSharedSecrets(name, otherSecrets);
    const selector = definition.selectedBy === 'name' ? selectorLabels({ name: identity.name }) : labels;
    return {
      name,
      title,
      namespace,
      identity,
      selector,
      ports: offeredPorts(name, definition.ports),
      workload,
      secrets,
      otherSecrets,
      ...(environments === undefined ? {} : { environments }),
    };
  } catch (error) {
    throw error instanceof Refusal ? error.within({ service: name, object: 'its contract' }) : error;
  }
}

function offeredPorts<PortName extends string>(
  contractName: string,
  definitions: { readonly [Name in PortName]: PortDefinition | number },
): { [Name in PortName]: OfferedPort } {
  refusePortsUnlessDefined(definitions);
  const entries = Object.entries<PortDefinition | number>(definitions).map(([name, definition]) => {
    const offered = offeredPort(contractName, name, typeof definition === 'number' ? { port: definition } : definition);
    return [name, offered] as const;
  });
  refuseSharedNumbers(entries.map(([, port]) => port));
  const ports = Object.fromEntries(entries) as { [Name in PortName]: OfferedPort };
  return withKnownNames(ports, (name) => ({
    object: `contract ${contractName}`,
    field: `ports.${name}`,
    problem: `${contractName} offers no port "${name}".`,
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

function offeredPort(contractName: string, name: string, definition: PortDefinition): OfferedPort {
  const { port, endPort, containerPort = port, protocol = 'TCP', scheme } = definition;
  const { services = endPort === undefined ? [contractName] : [] } = definition;
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
    contract: contractName,
    name,
    port,
    containerPort,
    protocol,
    services,
    ...(scheme ? { scheme } : {}),
    ...(endPort === undefined ? {} : { endPort }),
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

/** Two Secrets of one name would be one in the cluster. */
function refuseSharedSecrets(name: string, otherSecrets: readonly DeclaredSecret[]): void {
  const seen = new Set([secretNameOf({ name })]);
  for (const each of otherSecrets) {
    if (seen.has(each.name)) {
      const problem = `Another Secret of ${name} is named "${each.name}" as well.`;
      throw new Refusal({ field: 'otherSecrets', problem, remedy: 'Give each Secret its own name, and list it once.' });
    }
    seen.add(each.name);
  }
}

function refuseIf(field: string, problem: string | undefined): void {
  if (problem !== undefined) throw new Refusal({ field, problem });
}
