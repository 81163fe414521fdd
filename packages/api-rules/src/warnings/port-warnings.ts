/** Ports of several containers of a pod, which share an address. */
import { type Fields, fieldsOf, integerOf, listOf, nonEmptyTextOf } from '@k8s-blocks/manifest';
import type { FieldViolation } from '../violation.ts';
import type { LocatedPod } from './located-pod.ts';

interface Port {
  readonly path: string;
  readonly container: string;
  readonly hostPort: number;
  readonly hostIP: string;
}

/**
 * The ports that another container of the pod has too, and addresses of nodes without a port. Two equal ports of one container
 * are for the rule `server-side-apply`.
 */
export function* portWarnings(containers: LocatedPod['containers']): Generator<FieldViolation> {
  const seen = new Map<string, Port[]>();
  for (const { container, path: owner } of containers) {
    for (const [index, entry] of listOf(container.ports).entries()) {
      const path = `${owner}.ports[${index}]`;
      const { key, ...port } = portOf(fieldsOf(entry), path, owner);
      if (port.hostIP !== '' && port.hostPort === 0) {
        const problem = 'A hostIP without a hostPort does nothing.';
        yield { field: path, problem, remedy: 'Give a hostPort, or remove hostIP.' };
      }
      if (key === undefined) continue;
      const others = seen.get(key) ?? [];
      seen.set(key, [...others, port]);
      for (const other of others) if (other.container !== owner) yield* bothViolations(port, other, key);
    }
  }
}

function portOf(entry: Fields, path: string, container: string): Port & { readonly key: string | undefined } {
  const number = integerOf(entry.containerPort);
  const protocol = nonEmptyTextOf(entry.protocol) ?? 'TCP';
  const hostPort = integerOf(entry.hostPort) ?? 0;
  const key = number === undefined ? undefined : `${number}/${protocol}`;
  return { path, container, hostPort, hostIP: nonEmptyTextOf(entry.hostIP) ?? '', key };
}

/** Two containers cannot both listen on a port of the one address that they share. */
function* bothViolations(port: Port, other: Port, key: string): Generator<FieldViolation> {
  const isEqual = port.hostPort === other.hostPort && port.hostIP === other.hostIP;
  const isOnEveryAddress = port.hostPort === other.hostPort && (port.hostIP === '') !== (other.hostIP === '');
  if (!isEqual && port.hostPort !== 0 && other.hostPort !== 0 && !isOnEveryAddress) return;
  const problem = `${key} is a port of another container too: ${other.path}.`;
  const why = 'Containers of a pod share its address, on which only one of them can listen on a port.';
  yield {
    code: 'FieldValueDuplicate',
    field: port.path,
    problem,
    why,
    remedy: 'Let each listen on a port of its own.',
  };
}
