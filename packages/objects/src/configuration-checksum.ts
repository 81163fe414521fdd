import { createHash } from 'node:crypto';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';

/**
 * A pod annotation that changes with the configuration, so that a changed ConfigMap rolls the pods: a running process keeps
 * the environment variables that it was started with.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically
 */
export function configurationChecksum({ data = {}, binaryData = {} }: IConfigMap): Record<string, string> {
  const entries = Object.entries({ ...data, ...binaryData }).sort(([a], [b]) => (a < b ? -1 : 1));
  const checksum = createHash('sha256').update(JSON.stringify(entries)).digest('hex');
  return { 'checksum/config': checksum.slice(0, 16) };
}
