import { formatNames, Refusal } from '@k8s-blocks/refusal';
import type { DeclaredSecret, ServiceEnvironment } from '@k8s-blocks/topology';
import { secretName } from './configuration.ts';
import type { CustomResource } from './custom-resource.ts';
import { serviceLabels } from './identity-labels.ts';
import { refuseUnlessMadeBy } from './made-secret.ts';

/** What {@link certificate} takes. */
export interface CertificateOptions {
  /** The Secret that it makes: one of the `otherSecrets` of the contract, of type `kubernetes.io/tls`. */
  readonly secret: DeclaredSecret;
  /** The names that it is for. */
  readonly dnsNames: readonly string[];
  /** Who issues it, as the cluster has it. Its kind is a ClusterIssuer by default. */
  readonly issuer: { readonly name: string; readonly kind?: 'Issuer' | 'ClusterIssuer' };
}

/** A Certificate, as far as the block writes it. */
export type Certificate = CustomResource<{
  secretName: string;
  dnsNames: string[];
  issuerRef: { name: string; kind: string; group: string };
}>;

/**
 * Has cert-manager make a TLS Secret of the service, under the name by which the manifests refer to it.
 *
 * @throws Refusal if the contract does not list the Secret, or declares that it is of another type or not made by a
 * Certificate, or no name is given.
 * @see https://cert-manager.io/docs/usage/certificate/
 */
export function certificate(env: ServiceEnvironment, { secret, dnsNames, issuer }: CertificateOptions): Certificate {
  const target = secretName(env, secret);
  refuseUnlessMadeBy('Certificate', env, secret);
  refuseUnlessNamed(env, secret, dnsNames);
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: secret.name, labels: serviceLabels(env, 'secrets') },
    spec: {
      secretName: target,
      dnsNames: [...dnsNames],
      issuerRef: { name: issuer.name, kind: issuer.kind ?? 'ClusterIssuer', group: 'cert-manager.io' },
    },
  };
}

function refuseUnlessNamed(
  { contract, name: environment }: ServiceEnvironment,
  { name, type }: DeclaredSecret,
  dnsNames: readonly string[],
): void {
  const location = { service: contract.name, environment, object: `Certificate ${name}` };
  if (type !== 'kubernetes.io/tls') {
    const remedy = "Declare it with type: 'kubernetes.io/tls'.";
    throw new Refusal({ ...location, problem: `Secret ${name} is declared of type ${type}.`, remedy });
  }
  if (dnsNames.length > 0 && !dnsNames.includes('')) return;
  throw new Refusal({
    ...location,
    field: 'spec.dnsNames',
    problem: `It is for ${formatNames(dnsNames)}.`,
    remedy: 'Give the names that it is for, like ["shop.example.com"].',
  });
}
