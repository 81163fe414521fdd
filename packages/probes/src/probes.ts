import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { IContainerPort } from 'kubernetes-models/v1/ContainerPort';
import type { IProbe } from 'kubernetes-models/v1/Probe';
import type { Endpoint } from './endpoints.ts';
import {
  type AnyTimings,
  type Liveness,
  type ProbeField,
  problemsOfTimings,
  type Readiness,
  type Startup,
} from './timings.ts';

/** The ports of a container: its `ports`, or the ports of a contract by their names. */
export type ProbedPorts = readonly IContainerPort[] | Readonly<Record<string, IContainerPort>>;

/** The names of a container's ports; `string` where the type of the ports does not have them. */
export type PortName<Ports extends ProbedPorts> = Ports extends readonly IContainerPort[]
  ? NameOf<Ports[number]>
  : Extract<keyof Ports, string>;

type NameOf<Port> = Port extends { readonly name?: infer Name } ? Extract<Name, string> : never;

/** How the endpoint of one probe differs from the common one. */
interface OwnEndpoint<Port extends number | string> {
  /** Another endpoint than the common one. */
  readonly endpoint?: Endpoint<Port>;
  /** Another path on the same endpoint, which must be an HTTP one. */
  readonly path?: string;
}

/** The probes of a container, each with its timings; one that is left out is not written. */
export interface ProbesWanted<Port extends number | string = number | string> {
  /** Tells whether the container has started. Until then, the other two do not run. */
  readonly startup?: Startup & OwnEndpoint<Port>;
  /** Restarts the container when it fails. */
  readonly liveness?: Liveness & OwnEndpoint<Port>;
  /** Takes the pod out of its Services while it fails. */
  readonly readiness?: Readiness & OwnEndpoint<Port>;
}

/** The probes of a container, to be spread into it. */
export interface Probes {
  startupProbe?: IProbe;
  livenessProbe?: IProbe;
  readinessProbe?: IProbe;
}

type Wanted = AnyTimings & OwnEndpoint<number | string>;

/**
 * The probes of a container, all on one endpoint unless one has its own. Only the timings that are given are written.
 *
 * @param ports those of the container, or of its contract. A port that a probe names must be one of them, and a TCP port;
 * where their type has the names, another name does not compile.
 * @throws Refusal with every problem at once: a port that the container does not have, a path on an endpoint that has
 * none, a timing that is too small or not whole, more than one success asked of startup or liveness, a grace period on
 * readiness.
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes
 */
export function probes<const Ports extends ProbedPorts>(
  ports: Ports,
  endpoint: Endpoint<PortName<Ports> | number>,
  { startup, liveness, readiness }: ProbesWanted<PortName<Ports> | number>,
): Probes {
  const wanted: Readonly<Record<ProbeField, Wanted | undefined>> = {
    startupProbe: startup,
    livenessProbe: liveness,
    readinessProbe: readiness,
  };
  const containerPorts: readonly IContainerPort[] = Object.values(ports);
  const made: Probes = {};
  const problems: Problem[] = [];
  for (const field of ['startupProbe', 'livenessProbe', 'readinessProbe'] as const) {
    const own = wanted[field];
    if (own === undefined) continue;
    const probe = probeOf(endpoint, own);
    problems.push(...problemsOfPath(own, probe, field), ...problemsOfPort(containerPorts, probe, field));
    problems.push(...problemsOfTimings(own, field));
    made[field] = probe;
  }
  if (problems.length > 0) throw new Refusal(problems);
  return made;
}

function probeOf(common: Endpoint, { endpoint = common, path, ...timings }: Wanted): IProbe {
  if (path !== undefined && 'httpGet' in endpoint) return { httpGet: { ...endpoint.httpGet, path }, ...timings };
  return { ...endpoint, ...timings };
}

function problemsOfPath({ path }: Wanted, { httpGet }: IProbe, probe: ProbeField): Problem[] {
  if (path === undefined || (httpGet !== undefined && path.startsWith('/'))) return [];
  if (httpGet === undefined) {
    const remedy = 'Leave the path out, or give an HTTP endpoint.';
    return [{ field: probe, problem: `The path "${path}" is on an endpoint that is not an HTTP one.`, remedy }];
  }
  const problem = `"${path}" is not a valid path: it does not begin with "/".`;
  return [{ field: `${probe}.httpGet.path`, problem, remedy: 'Give the path alone, like "/health".' }];
}

function problemsOfPort(ports: readonly IContainerPort[], probe: IProbe, field: ProbeField): Problem[] {
  const asked = askedPortOf(probe);
  if (asked === undefined) return [];
  // Probes use TCP only. The API server admits one on a UDP or SCTP port, which then always fails.
  const possible = ports.filter(({ protocol = 'TCP' }) => protocol === 'TCP');
  if (possible.some(({ name, containerPort }) => asked.port === name || asked.port === containerPort)) return [];
  const said = typeof asked.port === 'number' ? `${asked.port}` : `"${asked.port}"`;
  const remedy =
    possible.length === 0
      ? 'It has no TCP port at all: give it one, or probe with a command.'
      : `Give one of those that it has: ${possible.map(formatPort).join(', ')}.`;
  return [{ field: `${field}.${asked.by}.port`, problem: `The container has no TCP port ${said}.`, remedy }];
}

/** The port of the container that a probe calls, if it calls one. */
function askedPortOf({ httpGet, tcpSocket, grpc }: IProbe): { by: string; port: number | string } | undefined {
  if (grpc !== undefined) return { by: 'grpc', port: grpc.port };
  const [by, action] = httpGet === undefined ? ['tcpSocket', tcpSocket] : ['httpGet', httpGet];
  if (action === undefined) return undefined;
  // A number with a host is a port of that host; a name is always looked up in the container.
  return action.host && typeof action.port === 'number' ? undefined : { by, port: action.port };
}

function formatPort({ name, containerPort }: IContainerPort): string {
  return name === undefined ? `${containerPort}` : `"${name}" (${containerPort})`;
}
