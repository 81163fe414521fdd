import { Refusal } from '@k8s-blocks/refusal';
import { type DeclaredSecret, type ServiceEnvironment, secretNameOf } from '@k8s-blocks/topology';
import { secretName } from './configuration.ts';
import type { CustomResource } from './custom-resource.ts';
import { identityLabels } from './identity-labels.ts';
import { present } from './present.ts';

/** What {@link externalSecret} takes. */
export interface ExternalSecretOptions {
  /** The store, as the cluster has it. Its kind is a ClusterSecretStore by default. */
  readonly store: { readonly name: string; readonly kind?: 'SecretStore' | 'ClusterSecretStore' };
  /** Where the store has the values: what holds a property for each key of the Secret, such as `shop/production/database`. */
  readonly from: string;
  /** How often it is read: `1h`. Default: that of the operator. */
  readonly refreshInterval?: string;
  /** Which Secret it makes: one of the `otherSecrets` of the contract. Default: the service's own. */
  readonly secret?: DeclaredSecret;
}

/** An ExternalSecret, as far as the block writes it. */
export type ExternalSecret = CustomResource<{
  refreshInterval?: string;
  secretStoreRef: { name: string; kind: string };
  target: { name: string; template?: { type: string; [field: string]: unknown }; [field: string]: unknown };
  data: { secretKey: string; remoteRef: { key: string; property: string; [field: string]: unknown } }[];
}>;

/**
 * Has the External Secrets operator make a Secret of the service, with the keys that the contract says, under the name by which the
 * manifests refer to it.
 *
 * @throws Refusal if the contract does not list the Secret, declares that it is not made by an ExternalSecret, or asks for no
 * keys.
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export function externalSecret(env: ServiceEnvironment, options: ExternalSecretOptions): ExternalSecret {
  const { store, from, refreshInterval, secret } = options;
  const name = secret?.name ?? secretNameOf(env.contract);
  const target = secretName(env, secret);
  const keys = secret?.keys ?? Object.keys(env.contract.secrets);
  refuseUnlessMade(env, name, keys, secret);
  const type = secret?.type ?? 'Opaque';
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, labels: identityLabels(env, 'secrets') },
    spec: {
      ...present({ refreshInterval }),
      secretStoreRef: { name: store.name, kind: store.kind ?? 'ClusterSecretStore' },
      target: { name: target, ...(type === 'Opaque' ? {} : { template: { type } }) },
      data: keys.map((key) => ({ secretKey: key, remoteRef: { key: from, property: key } })),
    },
  };
}

function refuseUnlessMade(
  { contract, name: environment }: ServiceEnvironment,
  name: string,
  keys: readonly string[],
  secret: DeclaredSecret | undefined,
): void {
  const location = { service: contract.name, environment, object: `ExternalSecret ${name}` };
  if (keys.length === 0) {
    const problem = `The contract of ${contract.name} has no secrets to make it of.`;
    throw new Refusal({
      ...location,
      field: 'spec.data',
      problem,
      remedy: 'Name its keys there, or give one of its otherSecrets.',
    });
  }
  if (secret === undefined || secret.madeBy === 'ExternalSecret') return;
  const problem = `Secret ${name} is declared as ${secret.madeBy === undefined ? 'provided by others' : `made by a ${secret.madeBy}`}.`;
  throw new Refusal({ ...location, problem, remedy: "Declare it with madeBy: 'ExternalSecret'." });
}
