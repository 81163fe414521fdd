import { identityLabels, type ServiceConfigMap } from '@k8s-blocks/objects';
import type { ServiceEnvironment } from '@k8s-blocks/topology';

/** Which words are passed over, packed: `gzip` of a list. */
const STOP_WORDS = 'H4sIAAAAAAAAA0vMS+FKzEvhSixKBgCfUe0fDAAAAA==';

/** The files of the search: YAML that an application reads, and bytes. */
export function files(env: ServiceEnvironment): ServiceConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'search-files', labels: identityLabels(env) },
    data: {
      'application.yaml': `server:
  port: 9200
log:
  level: ${JSON.stringify(String(env.environment.values.logLevel))}
index:
  languages: [de, en]
`,
    },
    binaryData: { 'stop-words.gz': STOP_WORDS },
  };
}
