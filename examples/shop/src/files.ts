import { identityLabels, type ServiceConfigMap } from '@k8s-blocks/objects';
import type { ServiceEnvironment } from '@k8s-blocks/topology';

/** What a ConfigMap holds: text, and bytes in base64. */
interface Files {
  readonly data: Record<string, string>;
  readonly binaryData?: Record<string, string>;
}

/** A ConfigMap of files, for a volume: `web-files`. No container reads it as variables, as it does the ConfigMap of its service. */
export function files(env: ServiceEnvironment, { data, binaryData }: Files): ServiceConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${env.contract.name}-files`, labels: identityLabels(env) },
    data,
    ...(binaryData === undefined ? {} : { binaryData }),
  };
}
