import { type Fields, fieldsOf, integerOf, labelsOf, listOf, textOf } from '@k8s-blocks/manifest';
import type { Service, ServicePort } from './model.ts';
import { protocolOf } from './protocol.ts';

/** The Service that a manifest of kind Service describes. Ports that no API server would accept are left out. */
export function serviceOf(namespace: string, name: string, manifest: Fields): Service {
  const spec = fieldsOf(manifest.spec);
  const selector = labelsOf(spec.selector);
  const externalName = spec.type === 'ExternalName' ? (textOf(spec.externalName) ?? '') : undefined;
  return {
    namespace,
    name,
    headless: spec.clusterIP === 'None',
    ports: listOf(spec.ports).flatMap(servicePortOf),
    ...(Object.keys(selector).length === 0 ? {} : { selector }),
    ...(externalName === undefined ? {} : { externalName }),
  };
}

function servicePortOf(value: unknown): readonly ServicePort[] {
  const fields = fieldsOf(value);
  const port = integerOf(fields.port);
  const protocol = protocolOf(fields.protocol);
  const name = textOf(fields.name);
  if (port === undefined || protocol === undefined) return [];
  const targetPort = integerOf(fields.targetPort) ?? textOf(fields.targetPort);
  // An absent, zero or empty target port is the port itself, as the API server defaults it.
  return [{ port, protocol, targetPort: targetPort || port, ...(name === undefined ? {} : { name }) }];
}
