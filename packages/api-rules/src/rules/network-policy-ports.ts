import { portViolations } from '../handlers.ts';
import { portsOf } from '../network-policy-rules.ts';
import { ruleFor } from '../rule.ts';
import { notSupported, outOfRange, type Violations } from '../violation.ts';

/**
 * A port of a NetworkPolicy is a number, the name of a port of a container, or a range of numbers, with a valid
 * protocol.
 *
 * @example
 * ingress:
 *   - ports: [{ protocol: tcp, port: 80 }] # TCP
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports
 */
export const networkPolicyPorts = ruleFor('network-policy-ports', 'NetworkPolicy', function* (policy): Violations {
  for (const { part, path } of portsOf(policy)) {
    const { protocol, port, endPort } = part;
    yield* notSupported(`${path}.protocol`, protocol, ['TCP', 'UDP', 'SCTP']);
    if (port !== undefined) yield* portViolations(port, `${path}.port`);
    if (endPort === undefined) continue;
    const field = `${path}.endPort`;
    if (typeof port !== 'number') {
      const problem = `A range that ends at ${endPort} must begin at a number.`;
      yield { field, problem, remedy: 'Give port as a number.' };
    } else if (endPort < port) {
      const problem = `The range from ${port} ends before it begins, at ${endPort}.`;
      yield { field, problem, remedy: `Give ${port} or more.` };
    } else yield* outOfRange(field, endPort, 1, 65535);
  }
});
