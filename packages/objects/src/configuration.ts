import { type DeclaredSecret, type ServiceEnvironment, secretReferenceName } from '@k8s-blocks/topology';
import type { IEnvFromSource } from 'kubernetes-models/v1/EnvFromSource';
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { ILocalObjectReference } from 'kubernetes-models/v1/LocalObjectReference';
import type { IVolume } from 'kubernetes-models/v1/Volume';

/** The name of a service's ConfigMap, or that of another of its workloads: `orders-config`, `orders-worker-config`. */
export function configMapName({ workload }: ServiceEnvironment): string {
  return `${workload.name}-config`;
}

/**
 * The name of a service's Secret, as its manifests refer to it in this environment.
 *
 * @param other one of the `otherSecrets` of the contract. Default: the service's own Secret.
 * @throws Refusal if the contract does not list it.
 */
export function secretName({ contract, environment }: ServiceEnvironment, other?: DeclaredSecret): string {
  return secretReferenceName(contract, environment, other);
}

/** Every entry of the service's ConfigMap as an environment variable. */
export function fromConfigMap(env: ServiceEnvironment): IEnvFromSource {
  return { configMapRef: { name: configMapName(env) } };
}

/** Every key of a Secret as an environment variable. Takes and throws what {@link secretName} does. */
export function fromSecret(env: ServiceEnvironment, other?: DeclaredSecret): IEnvFromSource {
  return { secretRef: { name: secretName(env, other) } };
}

/** What {@link variableFromSecret} takes. */
export interface SecretVariableOptions {
  /** Default: the variable's name. */
  readonly key?: string;
  /** Whether the container starts without it. Default: false. */
  readonly optional?: boolean;
  /** One of the `otherSecrets` of the contract. Default: the service's own Secret. */
  readonly secret?: DeclaredSecret;
}

/** One key of a Secret as an environment variable. Throws as {@link secretName} does. */
export function variableFromSecret(
  env: ServiceEnvironment,
  name: string,
  { key = name, optional = false, secret }: SecretVariableOptions = {},
): IEnvVar {
  const from = { name: secretName(env, secret), key, ...(optional ? { optional } : {}) };
  return { name, valueFrom: { secretKeyRef: from } };
}

/**
 * A volume with a file for each key of a Secret. Throws as {@link secretName} does.
 *
 * @param name the volume's name, by which containers mount it.
 * @param other one of the `otherSecrets` of the contract. Default: the service's own Secret.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#secret
 */
export function secretVolume(env: ServiceEnvironment, name: string, other?: DeclaredSecret): IVolume {
  return { name, secret: { secretName: secretName(env, other) } };
}

/**
 * A Secret for `imagePullSecrets` of a pod or a ServiceAccount. Throws as {@link secretName} does.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
 */
export function imagePullSecret(env: ServiceEnvironment, secret: DeclaredSecret): ILocalObjectReference {
  return { name: secretName(env, secret) };
}
