import type { ICSIDriver } from 'kubernetes-models/storage.k8s.io/v1/CSIDriver';
import { typeRule } from '../type-rule.ts';

/** What the types of kubernetes-models do not have. */
interface Driver {
  readonly spec?: NonNullable<ICSIDriver['spec']> & { readonly serviceAccountTokenInSecrets?: boolean };
}

/**
 * A CSIDriver that gets tokens of ServiceAccounts among its secrets asks for tokens.
 *
 * @example
 * apiVersion: storage.k8s.io/v1
 * kind: CSIDriver
 * metadata: { name: vault.csi.example.com }
 * spec: { serviceAccountTokenInSecrets: true } # no tokenRequests
 *
 * @see https://kubernetes-csi.github.io/docs/token-requests.html
 */
export const csiDriver = typeRule<Driver>(
  'csi-driver',
  'storage/v1.CSIDriver',
  function* ({ spec: { serviceAccountTokenInSecrets = false, tokenRequests = [] } = {} }) {
    if (!serviceAccountTokenInSecrets || tokenRequests.length > 0) return;
    const field = 'spec.serviceAccountTokenInSecrets';
    yield { field, problem: 'The driver asks for no tokens.', remedy: 'Add tokenRequests, or remove the field.' };
  },
);
