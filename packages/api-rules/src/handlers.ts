import { portNameProblem } from '@k8s-blocks/manifest';
import { headerNameProblem } from './formats.ts';
import type { Container } from './pod.ts';
import { invalid, nonEmpty, notSupported, outOfRange, quote, required, type Violations } from './violation.ts';

type Probe = NonNullable<Container['livenessProbe']>;
type LifecycleHandler = NonNullable<NonNullable<Container['lifecycle']>['preStop']>;
type HttpGet = NonNullable<Probe['httpGet']>;

/** Something that is run in, or asked of, a container. */
export interface Handler
  extends Pick<Probe, 'exec' | 'httpGet' | 'tcpSocket' | 'grpc'>,
    Pick<LifecycleHandler, 'sleep'> {}

const TYPES = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const;

const PORT_REMEDY = 'Give a number from 1 to 65535, or the name of a port of the container.';

/**
 * What is wrong with the handler of a probe or of a lifecycle event: it is of exactly one type, and that is complete.
 *
 * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
 */
export function* handlerViolations(handler: Handler, path: string, gracePeriod: number): Violations {
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler;
  const types = TYPES.filter((type) => handler[type] !== undefined);
  if (types.length === 0) {
    yield {
      code: 'FieldValueRequired',
      field: path,
      problem: 'It has no handler.',
      remedy: 'Give it exec, httpGet or tcpSocket.',
    };
  } else if (types.length > 1) {
    yield {
      code: 'FieldValueForbidden',
      field: `${path}.${types[1]}`,
      problem: `It has more than one handler: ${quote(types)}.`,
      remedy: 'Keep one.',
    };
  }
  if (exec !== undefined && (exec.command ?? []).length === 0)
    yield required(`${path}.exec.command`, 'Give a command.');
  if (httpGet !== undefined) yield* httpViolations(httpGet, `${path}.httpGet`);
  if (tcpSocket !== undefined) yield* portViolations(tcpSocket.port, `${path}.tcpSocket.port`);
  if (grpc !== undefined) yield* outOfRange(`${path}.grpc.port`, grpc.port ?? 0, 1, 65535);
  const seconds = sleep?.seconds ?? 0;
  if (sleep !== undefined && (seconds < 0 || seconds > gracePeriod)) {
    const problem = `${seconds} seconds are not from 0 to the terminationGracePeriodSeconds, which are ${gracePeriod}.`;
    yield { field: `${path}.sleep.seconds`, problem, remedy: 'Sleep shorter, or give the pod longer to end.' };
  }
}

function* httpViolations({ port, scheme, httpHeaders = [] }: HttpGet, path: string): Violations {
  yield* portViolations(port, `${path}.port`);
  yield* notSupported(`${path}.scheme`, nonEmpty(scheme), ['HTTP', 'HTTPS']);
  for (const [index, { name = '' }] of httpHeaders.entries()) {
    yield* invalid(`${path}.httpHeaders[${index}].name`, headerNameProblem(name), 'Use letters, digits and "-".');
  }
}

/** What is wrong with a port that is given as a number or by its name. */
export function portViolations(port: number | string | undefined, field: string): Violations {
  if (port === undefined) return [{ ...required(field, PORT_REMEDY), code: 'FieldValueInvalid' }];
  return typeof port === 'string'
    ? invalid(field, portNameProblem(port), PORT_REMEDY)
    : outOfRange(field, port, 1, 65535);
}
