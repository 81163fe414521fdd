import { comment } from '@k8s-blocks/comments';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { configMapName } from './configuration.ts';
import { identityLabels } from './identity-labels.ts';

/**
 * The ConfigMap of a service, `<service>-config`: what its containers read through envFrom.
 *
 * @param data entry to value. Comments that it carries at its keys are written above them.
 * @param component the label `app.kubernetes.io/component`. Default: the service's own.
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export function configMap(
  env: ServiceEnvironment,
  data: Readonly<Record<string, string>>,
  component?: string,
): IConfigMap & { data: Record<string, string> } {
  return comment(`The configuration of ${env.contract.name} that is not secret, read through envFrom.`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: configMapName(env), labels: identityLabels(env, component) },
    data: { ...data },
  });
}
