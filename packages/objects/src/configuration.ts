import { type ServiceEnvironment, secretNameOf } from '@k8s-blocks/topology';
import type { IEnvFromSource } from 'kubernetes-models/v1/EnvFromSource';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';

/** The name of a service's ConfigMap. */
export function configMapName({ contract }: ServiceEnvironment): string {
  return `${contract.name}-config`;
}

/** The name of a service's Secret. */
export function secretName({ contract }: ServiceEnvironment): string {
  return secretNameOf(contract);
}

/** Every entry of the service's ConfigMap as an environment variable. */
export function fromConfigMap(env: ServiceEnvironment): IEnvFromSource {
  return { configMapRef: { name: configMapName(env) } };
}

/** Every key of the service's Secret as an environment variable. */
export function fromSecret(env: ServiceEnvironment): IEnvFromSource {
  return { secretRef: { name: secretName(env) } };
}

/**
 * One key of the service's Secret as an environment variable.
 *
 * @param options.key default: the variable's name.
 * @param options.optional whether the container starts without it. Default: false.
 */
export function variableFromSecret(
  env: ServiceEnvironment,
  name: string,
  { key = name, optional = false }: { readonly key?: string; readonly optional?: boolean } = {},
): IEnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secretName(env), key, ...(optional ? { optional } : {}) } } };
}
