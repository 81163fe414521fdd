export { CLUSTER_DNS } from './cluster-dns.ts';
export type { KubernetesObject } from './kubernetes-object.ts';
export type { Manifest, ManifestFiles } from './manifest-files.ts';
export { printable, printableLine, printableMarkdown } from './printable.ts';
export { type Fields, HIDDEN, holdsSecret, isSecret, redactSecret, type SecretPlace, secretsIn } from './secret.ts';
