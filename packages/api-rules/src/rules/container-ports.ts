import { portNameProblem } from '@k8s-blocks/manifest';
import type { LocatedContainer } from '../pod.ts';
import { podRule } from '../rule.ts';
import { invalid, nonEmpty, notSupported, outOfRange, required, type Violations } from '../violation.ts';

const NAME_REMEDY = 'Use lower-case letters, digits and single "-" between them, at most 15, with a letter.';

/**
 * The ports of a container are numbers from 1 to 65535 with a valid protocol; their names are valid, and none is used
 * twice.
 *
 * @example
 * ports:
 *   - { name: HTTP_API, containerPort: 70000 }
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports
 */
export const containerPorts = podRule('container-ports', function* ({ containers }): Violations {
  for (const { container, path } of containers) yield* portViolations(container.ports ?? [], `${path}.ports`);
});

type Ports = NonNullable<LocatedContainer['container']['ports']>;

function* portViolations(ports: Ports, path: string): Violations {
  const names = new Set<string>();
  for (const [index, { name = '', containerPort = 0, hostPort = 0, protocol }] of ports.entries()) {
    const childPath = `${path}[${index}]`;
    if (name !== '') yield* invalid(`${childPath}.name`, portNameProblem(name), NAME_REMEDY);
    if (name !== '' && names.has(name)) {
      const problem = `Another port of the container is named "${name}" as well.`;
      yield {
        code: 'FieldValueDuplicate',
        field: `${childPath}.name`,
        problem,
        remedy: 'Give each port its own name.',
      };
    }
    names.add(name);
    if (containerPort === 0) yield required(`${childPath}.containerPort`, 'Give a number from 1 to 65535.');
    else yield* outOfRange(`${childPath}.containerPort`, containerPort, 1, 65535);
    if (hostPort !== 0) yield* outOfRange(`${childPath}.hostPort`, hostPort, 1, 65535);
    yield* notSupported(`${childPath}.protocol`, nonEmpty(protocol), ['TCP', 'UDP', 'SCTP']);
  }
}
