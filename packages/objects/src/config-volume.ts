import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { ServiceConfigMap } from './config-map.ts';

/**
 * A volume with a file for each entry of a ConfigMap of the service.
 *
 * @param name the volume's name, by which containers mount it.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#configmap
 */
export function configVolume(name: string, config: ServiceConfigMap): IVolume {
  return { name, configMap: { name: config.metadata.name } };
}
