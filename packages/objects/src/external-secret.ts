import type { DeclaredSecret, ServiceEnvironment } from '@k8s-blocks/topology';
import { secretName } from './configuration.ts';
import type { CustomResource } from './custom-resource.ts';
import { serviceLabels } from './identity-labels.ts';
import { refuseUnlessMadeBy } from './made-secret.ts';
import { present } from './present.ts';

/** What {@link externalSecret} takes. */
export interface ExternalSecretOptions {
  /** The Secret that it makes: one of the `otherSecrets` of the contract, with `madeBy: 'ExternalSecret'`. */
  readonly secret: DeclaredSecret;
  /** The store, as the cluster has it. Its kind is a ClusterSecretStore by default. */
  readonly store: { readonly name: string; readonly kind?: 'SecretStore' | 'ClusterSecretStore' };
  /** Where the store has the values: what holds a property for each key of the Secret, such as `shop/production/database`. */
  readonly from: string;
  /** How often it is read: `1h`. Default: that of the operator. */
  readonly refreshInterval?: string;
}

/** An ExternalSecret, as far as the block writes it. */
export type ExternalSecret = CustomResource<{
  refreshInterval?: string;
  secretStoreRef: { name: string; kind: string };
  target: { name: string; template?: { type: string; [field: string]: unknown }; [field: string]: unknown };
  data: { secretKey: string; remoteRef: { key: string; property: string; [field: string]: unknown } }[];
}>;

/**
 * Has the External Secrets operator make a Secret of the service, with the keys that it is declared with, under the name by
 * which the manifests refer to it.
 *
 * @throws Refusal if the contract does not list the Secret, or it is declared to be made otherwise.
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export function externalSecret(env: ServiceEnvironment, options: ExternalSecretOptions): ExternalSecret {
  const { store, from, refreshInterval, secret } = options;
  const { name, type, keys } = secret;
  const target = secretName(env, secret);
  refuseUnlessMadeBy('ExternalSecret', env, secret);
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, labels: serviceLabels(env, 'secrets') },
    spec: {
      ...present({ refreshInterval }),
      secretStoreRef: { name: store.name, kind: store.kind ?? 'ClusterSecretStore' },
      target: { name: target, ...(type === 'Opaque' ? {} : { template: { type } }) },
      data: keys.map((key) => ({ secretKey: key, remoteRef: { key: from, property: key } })),
    },
  };
}
