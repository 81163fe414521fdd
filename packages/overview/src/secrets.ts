import { type Contract, type Environment, type Stack, secretNameOf } from '@k8s-blocks/topology';
import { code, fenced, table } from './markdown.ts';

/** The Secrets that must be provided, where, and how; empty if no service needs any. */
export function secrets(stack: Stack, root: string): string[] {
  const needing = stack.startOrder.filter((service) => Object.keys(service.secrets).length > 0);
  const [example] = needing;
  if (example === undefined) return [];
  const environments: readonly Environment[] = Object.values(stack.environments);
  const provided = environments.filter(({ secretsProvided }) => secretsProvided);
  const others = environments.filter(({ secretsProvided }) => !secretsProvided);
  return [
    '## Secrets',
    ...(others.length === 0 ? [] : [placeholders(others)]),
    ...provided.flatMap((environment) => [
      `### Before ${environment.name}`,
      `${environment.name} contains no Secret, so that applying it cannot overwrite one. Provide these first:`,
      secretsTable(needing, environment),
      ...waysToProvide(example, environment, root),
    ]),
  ];
}

function placeholders(environments: readonly Environment[]): string {
  const names = environments.map(({ name }) => code(name)).join(' and ');
  return `The Secrets of ${names} hold placeholders. They are templates: replace the values in the cluster, and again after each apply.`;
}

function secretsTable(services: readonly Contract[], { suffix }: Environment): string {
  const rows = services.map((service) => [
    code(secretNameOf(service) + suffix),
    code(service.namespace + suffix),
    Object.keys(service.secrets).map(code).join(', '),
  ]);
  return table(['Secret', 'namespace', 'keys'], rows);
}

function waysToProvide(service: Contract, { suffix }: Environment, root: string): string[] {
  const { name, namespace, secrets: keys } = service;
  const space = namespace + suffix;
  const secret = secretNameOf(service) + suffix;
  const literals = Object.keys(keys).map((key) => `--from-literal=${key}=<value>`);
  const create = `kubectl -n ${space} create secret generic ${secret} ${literals.join(' ')}`;
  // The file has the namespace's name in base, so it is of use only where the environment has no suffix.
  const makeNamespace =
    suffix === '' ? `kubectl apply -f ${root}/${name}/base/namespace.yaml` : `kubectl create namespace ${space}`;
  return [
    `Their namespaces come first too, for example: ${code(makeNamespace)}. Then, for example for ${code(name)}:`,
    '- By hand:',
    fenced('sh', [create]),
    '- With [SealedSecrets](https://github.com/bitnami-labs/sealed-secrets), sealed for the cluster and safe to commit:',
    fenced('sh', [
      `${create} --dry-run=client -o yaml | kubeseal -o yaml > ${secret}.sealed.yaml`,
      `kubectl apply -f ${secret}.sealed.yaml`,
    ]),
    '- With [SOPS](https://getsops.io), encrypted in git and decrypted on the way to the cluster:',
    fenced('sh', [`sops decrypt ${secret}.enc.yaml | kubectl apply -f -`]),
    '- With [External Secrets](https://external-secrets.io), from a secret store:',
    fenced('yaml', [
      'apiVersion: external-secrets.io/v1',
      'kind: ExternalSecret',
      'metadata:',
      `  name: ${secret}`,
      `  namespace: ${space}`,
      'spec:',
      '  secretStoreRef: { kind: ClusterSecretStore, name: <store> }',
      `  target: { name: ${secret} }`,
      '  data:',
      ...Object.keys(keys).map((key) => `    - { secretKey: ${key}, remoteRef: { key: ${name}, property: ${key} } }`),
    ]),
  ];
}
