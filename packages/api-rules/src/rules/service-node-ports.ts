import { ruleFor } from '../rule.ts';
import { needsHealthCheck, typeOf } from '../service.ts';
import { nonEmpty, outOfRange, quote, type Violations } from '../violation.ts';

/** The range of the API server unless it is told another: `--service-node-port-range`. */
const [MIN_NODE_PORT, MAX_NODE_PORT] = [30000, 32767];

/**
 * Node ports stand only in Services of a type that has them, each once, and in the range of the API server.
 *
 * @example
 * spec: { type: ClusterIP, ports: [{ port: 80, nodePort: 30080 }] }
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
 */
export const serviceNodePorts = ruleFor('service-node-ports', 'Service', function* ({ spec = {} }): Violations {
  const type = typeOf(spec);
  const taken = new Set<string>();
  const portOf = new Map<number, number | undefined>();
  for (const [index, { port, nodePort = 0, protocol }] of (spec.ports ?? []).entries()) {
    const field = `spec.ports[${index}].nodePort`;
    if (nodePort === 0) continue;
    if (type === 'ClusterIP') {
      const problem = `A Service of type "ClusterIP" has no port of the nodes, such as ${nodePort}.`;
      yield { code: 'FieldValueForbidden', field, problem, remedy: 'Remove it, or use the type "NodePort".' };
      continue;
    }
    const key = `${nonEmpty(protocol) ?? 'TCP'} ${nodePort}`;
    // Ports of one number and several protocols may share one of the nodes.
    const isShared = portOf.has(nodePort) && portOf.get(nodePort) !== port;
    if (taken.has(key) || isShared) {
      const code = taken.has(key) ? 'FieldValueDuplicate' : 'FieldValueInvalid';
      yield { code, field, problem: `${key} is taken by another port.`, remedy: 'Use another.' };
    }
    taken.add(key);
    portOf.set(nodePort, port);
    yield* rangeViolations(field, nodePort);
  }
  const { healthCheckNodePort = 0 } = spec;
  if (healthCheckNodePort === 0) return;
  const field = 'spec.healthCheckNodePort';
  if (portOf.has(healthCheckNodePort)) {
    yield { field, problem: `${healthCheckNodePort} is taken by another port.`, remedy: 'Use another.' };
  }
  if (needsHealthCheck(spec)) {
    const violations = [...outOfRange(field, healthCheckNodePort, 1, 65535)];
    yield* violations.length > 0 ? violations : rangeViolations(field, healthCheckNodePort);
  } else {
    const problem = `${quote(healthCheckNodePort)} is only for the type "LoadBalancer" with externalTrafficPolicy "Local".`;
    yield { field, problem, remedy: 'Remove it.' };
  }
});

/** A dry run does not look at the range, which the API server can be told. */
function* rangeViolations(field: string, port: number): Violations {
  if (port >= MIN_NODE_PORT && port <= MAX_NODE_PORT) return;
  const problem = `${port} is not from ${MIN_NODE_PORT} to ${MAX_NODE_PORT}, the ports that are kept for this unless the API server is told others.`;
  yield { severity: 'warning', field, problem, remedy: 'Leave it out, so that the cluster chooses one.' };
}
