import { portNumberProblem } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { IExecAction } from 'kubernetes-models/v1/ExecAction';
import type { IGRPCAction } from 'kubernetes-models/v1/GRPCAction';
import type { IHTTPGetAction } from 'kubernetes-models/v1/HTTPGetAction';
import type { ITCPSocketAction } from 'kubernetes-models/v1/TCPSocketAction';

/** An HTTP GET, which succeeds with a status from 200 to 399. */
export interface HttpGet<Port extends number | string = number | string> extends IHTTPGetAction {
  port: Port;
  /** The path, which begins with `/`: `/health`. */
  path: string;
}

/** A TCP connection, which succeeds if it opens. */
export interface TcpSocket<Port extends number | string = number | string> extends ITCPSocketAction {
  port: Port;
}

export interface HttpEndpoint<Port extends number | string = number | string> {
  readonly httpGet: HttpGet<Port>;
}

export interface TcpEndpoint<Port extends number | string = number | string> {
  readonly tcpSocket: TcpSocket<Port>;
}

export interface GrpcEndpoint {
  readonly grpc: IGRPCAction;
}

export interface ExecEndpoint {
  readonly exec: IExecAction & { command: string[] };
}

/** What a probe calls, in the fields of the API; `Port` is a port's name or number. */
export type Endpoint<Port extends number | string = number | string> =
  | HttpEndpoint<Port>
  | TcpEndpoint<Port>
  | GrpcEndpoint
  | ExecEndpoint;

/**
 * An HTTP GET on a port of the container, by its name or number. The kubelet calls the pod's own address, by plain HTTP,
 * unless `host` and `scheme` say otherwise; with a `host`, the pod no longer meets the Pod Security Standard `baseline`.
 *
 * @throws Refusal if the port is not valid, the path does not begin with `/`, or the name of a header is not valid.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-http-request
 */
export function httpGet<const Port extends number | string>(action: HttpGet<Port>): HttpEndpoint<Port> {
  const problems = problemsOfPort(action.port, 'httpGet.port');
  if (!action.path.startsWith('/')) {
    problems.push({
      field: 'httpGet.path',
      problem: `"${action.path}" is not a valid path: it does not begin with "/".`,
      remedy: 'Give the path alone, like "/health".',
    });
  }
  for (const [index, { name }] of (action.httpHeaders ?? []).entries()) {
    if (/^[-A-Za-z0-9]+$/.test(name)) continue;
    problems.push({
      field: `httpGet.httpHeaders[${index}].name`,
      problem: `"${name}" is not a valid name of an HTTP header.`,
      remedy: 'Give letters, digits and "-", like "X-Probe".',
    });
  }
  if (problems.length > 0) throw new Refusal(problems);
  // The order of keys in the YAML: first the path, as people write it.
  const { path, port, ...others } = action;
  return { httpGet: { path, port, ...others } };
}

/**
 * A TCP connection to a port of the container, by its name or number. The kubelet connects to the pod's own address, unless
 * `host` says otherwise; with a `host`, the pod no longer meets the Pod Security Standard `baseline`.
 *
 * @throws Refusal if the port is not valid.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-tcp-liveness-probe
 */
export function tcpSocket<const Port extends number | string>(action: TcpSocket<Port>): TcpEndpoint<Port> {
  const problems = problemsOfPort(action.port, 'tcpSocket.port');
  if (problems.length > 0) throw new Refusal(problems);
  return { tcpSocket: { ...action } };
}

/**
 * A call of the gRPC health checking protocol on a port of the container, by its number: the API takes no port name here.
 * The check is of the whole server, unless `service` names a service of it.
 *
 * @throws Refusal if the port is given by name, or its number is not from 1 to 65535.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-grpc-liveness-probe
 */
export function grpc(action: IGRPCAction): GrpcEndpoint {
  if (typeof action.port !== 'number') {
    throw new Refusal({
      field: 'grpc.port',
      problem: `"${String(action.port)}" is the name of a port, and a gRPC probe takes its number only.`,
      remedy: 'Give the number of the port.',
    });
  }
  const problems = problemsOfPort(action.port, 'grpc.port');
  if (problems.length > 0) throw new Refusal(problems);
  return { grpc: { ...action } };
}

/**
 * A command inside the container, which succeeds if it exits with 0. It is run without a shell.
 *
 * @param command the program and its arguments.
 * @throws Refusal if the command is empty.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-command
 */
export function exec(command: readonly string[]): ExecEndpoint {
  if (command.length > 0) return { exec: { command: [...command] } };
  throw new Refusal({
    field: 'exec.command',
    problem: 'The command is empty.',
    remedy: 'Give the program and its arguments, like ["cat", "/tmp/healthy"].',
  });
}

function problemsOfPort(port: number | string, field: string): Problem[] {
  // Whether a port of that name exists is checked by probes(), which knows the container's ports.
  const problem = typeof port === 'string' ? undefined : portNumberProblem(port);
  return problem === undefined ? [] : [{ field, problem, remedy: 'Give a whole number from 1 to 65535.' }];
}
