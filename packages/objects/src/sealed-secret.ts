import { formatNames, Refusal } from '@k8s-blocks/refusal';
import type { DeclaredSecret, ServiceEnvironment } from '@k8s-blocks/topology';
import { secretName } from './configuration.ts';
import type { CustomResource } from './custom-resource.ts';
import { serviceLabels } from './identity-labels.ts';
import { refuseUnlessMadeBy } from './made-secret.ts';

/** What {@link sealedSecret} takes. */
export interface SealedSecretOptions {
  /** The Secret that it makes: one of the `otherSecrets` of the contract, with `madeBy: 'SealedSecret'`. */
  readonly secret: DeclaredSecret;
  /**
   * Each key with its value as `kubeseal --raw` prints it, sealed for the name and the namespace that the Secret has in this
   * environment: those of other environments cannot be read here.
   */
  readonly encryptedData: Readonly<Record<string, string>>;
}

/** A SealedSecret, as far as the block writes it. */
export type SealedSecret = CustomResource<{
  encryptedData: Record<string, string>;
  template?: { type: string; [field: string]: unknown };
}>;

/**
 * Has the controller of Sealed Secrets make a Secret of the service, under the name by which the manifests refer to it.
 *
 * @throws Refusal if the contract does not list the Secret, it is declared to be made otherwise or with other keys, or its
 * name is fixed where the environment has a prefix or suffix: it has the name of the SealedSecret, with these.
 * @see https://github.com/bitnami-labs/sealed-secrets#overview
 */
export function sealedSecret(env: ServiceEnvironment, { secret, encryptedData }: SealedSecretOptions): SealedSecret {
  const { name, type } = secret;
  const target = secretName(env, secret);
  refuseUnlessMadeBy('SealedSecret', env, secret);
  refuseOtherNames(env, secret, target, Object.keys(encryptedData));
  return {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { name, labels: serviceLabels(env, 'secrets') },
    spec: { encryptedData: { ...encryptedData }, ...(type === 'Opaque' ? {} : { template: { type } }) },
  };
}

function refuseOtherNames(
  { contract, name: environment, nameOf }: ServiceEnvironment,
  { name, keys }: DeclaredSecret,
  target: string,
  sealed: readonly string[],
): void {
  const location = { service: contract.name, environment, object: `SealedSecret ${name}` };
  if (target !== nameOf(name)) {
    const problem = `It makes Secret ${nameOf(name)}, and pods ask for "${target}", which is declared as fixed.`;
    throw new Refusal({ ...location, field: 'metadata.name', problem, remedy: "Declare it with naming: 'suffixed'." });
  }
  const missing = keys.filter((key) => !sealed.includes(key));
  const unknown = sealed.filter((key) => !keys.includes(key));
  if (missing.length === 0 && unknown.length === 0) return;
  throw new Refusal({
    ...location,
    field: 'spec.encryptedData',
    problem: `It has the keys ${formatNames(sealed)}.`,
    remedy: `Give those that it is declared with: ${formatNames(keys)}.`,
  });
}
