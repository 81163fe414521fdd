import { dnsLabelFault } from '@k8s-blocks/labels';
import { between, type Faults, formed, given, missing, oneOf, quote } from '../fault.ts';
import { qualifiedNameFault } from '../formats.ts';
import { portFaults } from '../handlers.ts';
import type { Kinds } from '../kinds.ts';
import { ruleFor } from '../rule.ts';
import { isHeadless, typeOf } from '../service.ts';

type Spec = NonNullable<Kinds['Service']['spec']>;
type Port = NonNullable<Spec['ports']>[number];

/**
 * A Service has ports, unless it is headless or another name. Each is a number with a name of its own, and none is
 * there twice.
 * See https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services.
 */
export const servicePorts = ruleFor('service-ports', 'Service', function* ({ spec = {} }): Faults {
  const { ports = [] } = spec;
  if (ports.length === 0 && !isHeadless(spec) && typeOf(spec) !== 'ExternalName') {
    yield missing('spec.ports', 'List a port, or set clusterIP: None.');
  }
  const names = new Set<string>();
  const numbers = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const path = `spec.ports[${index}]`;
    yield* portPartFaults(port, path);
    yield* nameFaults(port.name ?? '', `${path}.name`, names, ports.length > 1);
    const number = `${given(port.protocol) ?? 'TCP'} ${port.port}`;
    if (numbers.has(number)) {
      yield { field: `${path}.port`, problem: `${number} is there more than once.`, remedy: 'Use another port.' };
    }
    numbers.add(number);
  }
});

function* portPartFaults({ port, protocol, targetPort, appProtocol }: Port, path: string): Faults {
  yield* between(`${path}.port`, port ?? 0, 1, 65535);
  yield* oneOf(`${path}.protocol`, given(protocol), ['TCP', 'UDP', 'SCTP']);
  // 0 and the empty string stand for the port itself.
  if (targetPort !== undefined && targetPort !== 0 && targetPort !== '')
    yield* portFaults(targetPort, `${path}.targetPort`);
  if (appProtocol !== undefined) {
    yield* formed(
      `${path}.appProtocol`,
      qualifiedNameFault(appProtocol),
      'Use a name such as "http" or "kubernetes.io/h2c".',
    );
  }
}

function* nameFaults(name: string, field: string, names: Set<string>, needed: boolean): Faults {
  if (name === '') {
    if (needed) yield missing(field, 'Name each port of a Service that has several.');
    return;
  }
  yield* formed(field, dnsLabelFault(name), 'Use lower-case letters, digits and "-", at most 63.');
  if (names.has(name)) {
    const problem = `Another port is named ${quote(name)} as well.`;
    yield { field, problem, remedy: 'Give each port its own name.' };
  }
  names.add(name);
}
