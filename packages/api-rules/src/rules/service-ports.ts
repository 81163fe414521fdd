import { dnsLabelProblem } from '@k8s-blocks/manifest';
import { qualifiedNameProblem } from '../formats.ts';
import { portViolations } from '../handlers.ts';
import type { Kinds } from '../kinds.ts';
import { ruleFor } from '../rule.ts';
import { isHeadless, typeOf } from '../service.ts';
import { invalid, nonEmpty, notSupported, outOfRange, quote, required, type Violations } from '../violation.ts';

type Spec = NonNullable<Kinds['Service']['spec']>;
type Port = NonNullable<Spec['ports']>[number];

/**
 * A Service has ports, unless it is headless or of type `ExternalName`. Each has a valid number, and a name of its own
 * if there are several.
 *
 * @example
 * spec:
 *   ports: [{ port: 80 }, { port: 443 }] # several ports need names
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services
 */
export const servicePorts = ruleFor('service-ports', 'Service', function* ({ spec = {} }): Violations {
  const { ports = [] } = spec;
  if (ports.length === 0 && !isHeadless(spec) && typeOf(spec) !== 'ExternalName') {
    yield required('spec.ports', 'List a port, or set clusterIP: None.');
  }
  const names = new Set<string>();
  const numbers = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const path = `spec.ports[${index}]`;
    yield* portPartViolations(port, path);
    yield* nameViolations(port.name ?? '', `${path}.name`, names, ports.length > 1);
    const number = `${nonEmpty(port.protocol) ?? 'TCP'} ${port.port}`;
    if (numbers.has(number)) {
      yield {
        code: 'FieldValueDuplicate',
        field: `${path}.port`,
        problem: `${number} is there more than once.`,
        remedy: 'Use another port.',
      };
    }
    numbers.add(number);
  }
});

function* portPartViolations({ port, protocol, targetPort, appProtocol }: Port, path: string): Violations {
  yield* outOfRange(`${path}.port`, port ?? 0, 1, 65535);
  yield* notSupported(`${path}.protocol`, nonEmpty(protocol), ['TCP', 'UDP', 'SCTP']);
  // 0 and the empty string stand for the port itself.
  if (targetPort !== undefined && targetPort !== 0 && targetPort !== '')
    yield* portViolations(targetPort, `${path}.targetPort`);
  if (appProtocol !== undefined) {
    yield* invalid(
      `${path}.appProtocol`,
      qualifiedNameProblem(appProtocol),
      'Use a name such as "http" or "kubernetes.io/h2c".',
    );
  }
}

function* nameViolations(name: string, field: string, names: Set<string>, needed: boolean): Violations {
  if (name === '') {
    if (needed) yield required(field, 'Name each port of a Service that has several.');
    return;
  }
  yield* invalid(field, dnsLabelProblem(name), 'Use lower-case letters, digits and "-", at most 63.');
  if (names.has(name)) {
    const problem = `Another port is named ${quote(name)} as well.`;
    yield { code: 'FieldValueDuplicate', field, problem, remedy: 'Give each port its own name.' };
  }
  names.add(name);
}
