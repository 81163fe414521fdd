import { portNameFault } from '@k8s-blocks/labels';
import type { PlacedContainer } from '../pod.ts';
import { podRule } from '../rule.ts';
import { between, formed, given, missing, oneOf, type Violations } from '../violation.ts';

const nameRemedy = 'Use lower-case letters, digits and single "-" between them, at most 15, with a letter.';

/**
 * A container's ports are numbers from 1 to 65535, with names of their own.
 * See https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports.
 */
export const containerPorts = podRule('container-ports', function* ({ containers }): Violations {
  for (const { container, path } of containers) yield* portViolations(container.ports ?? [], `${path}.ports`);
});

type Ports = NonNullable<PlacedContainer['container']['ports']>;

function* portViolations(ports: Ports, path: string): Violations {
  const names = new Set<string>();
  for (const [index, { name = '', containerPort = 0, hostPort = 0, protocol }] of ports.entries()) {
    const place = `${path}[${index}]`;
    if (name !== '') yield* formed(`${place}.name`, portNameFault(name), nameRemedy);
    if (name !== '' && names.has(name)) {
      const problem = `Another port of the container is named "${name}" as well.`;
      yield { field: `${place}.name`, problem, remedy: 'Give each port its own name.' };
    }
    names.add(name);
    if (containerPort === 0) yield missing(`${place}.containerPort`, 'Give a number from 1 to 65535.');
    else yield* between(`${place}.containerPort`, containerPort, 1, 65535);
    if (hostPort !== 0) yield* between(`${place}.hostPort`, hostPort, 1, 65535);
    yield* oneOf(`${place}.protocol`, given(protocol), ['TCP', 'UDP', 'SCTP']);
  }
}
