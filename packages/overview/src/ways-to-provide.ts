import type { ProvidedSecret } from '@k8s-blocks/topology';
import { fenced } from './markdown.ts';

/**
 * The command that makes a Secret by hand, with places for its values: each type has its own.
 *
 * @see https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_secret/
 */
export function commandThatMakes({ namespace, name, type, keys }: ProvidedSecret): string {
  const create = `kubectl -n ${namespace} create secret`;
  if (type === 'kubernetes.io/dockerconfigjson') {
    return `${create} docker-registry ${name} --docker-server=<registry> --docker-username=<user> --docker-password=<password>`;
  }
  const ownKeys = ['tls.crt', 'tls.key'];
  if (type === 'kubernetes.io/tls' && keys.every((key) => ownKeys.includes(key))) {
    return `${create} tls ${name} --cert=<file> --key=<file>`;
  }
  const ofType = type === 'Opaque' ? '' : ` --type=${type}`;
  return `${create} generic ${name}${ofType} ${keys.map((key) => `--from-literal=${key}=<value>`).join(' ')}`;
}

/** The ways to provide a service's own Secret: by hand, and by what keeps Secrets safely. */
export function waysToProvide(secret: ProvidedSecret): string[] {
  const { name, namespace, keys, services } = secret;
  const create = commandThatMakes(secret);
  return [
    '- By hand:',
    fenced('sh', [create]),
    '- With [SealedSecrets](https://github.com/bitnami-labs/sealed-secrets), sealed for the cluster and safe to commit:',
    fenced('sh', [
      `${create} --dry-run=client -o yaml | kubeseal -o yaml > ${name}.sealed.yaml`,
      `kubectl apply --server-side -f ${name}.sealed.yaml`,
    ]),
    '- With [SOPS](https://getsops.io), encrypted in git and decrypted on the way to the cluster:',
    fenced('sh', [`sops decrypt ${name}.enc.yaml | kubectl apply --server-side -f -`]),
    '- With [External Secrets](https://external-secrets.io), from a secret store:',
    fenced('yaml', [
      'apiVersion: external-secrets.io/v1',
      'kind: ExternalSecret',
      'metadata:',
      `  name: ${name}`,
      `  namespace: ${namespace}`,
      'spec:',
      '  secretStoreRef: { kind: ClusterSecretStore, name: <store> }',
      `  target: { name: ${name} }`,
      '  data:',
      ...keys.map((key) => `    - { secretKey: ${key}, remoteRef: { key: ${services[0]}, property: ${key} } }`),
    ]),
  ];
}
