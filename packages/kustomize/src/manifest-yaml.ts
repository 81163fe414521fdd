import type { KubernetesObject } from '@k8s-blocks/manifest';
import { plainMap } from './plain-data.ts';
import { writeYaml } from './write-yaml.ts';

/**
 * Objects as the YAML of a file that a kustomization lists, with their comments and in their own order.
 *
 * @throws Refusal for what YAML or the API cannot hold.
 */
export function manifestYaml(objects: readonly KubernetesObject[]): string {
  return writeYaml(objects.map(plainMap));
}
