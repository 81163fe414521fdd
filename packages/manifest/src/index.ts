export { CLUSTER_DNS, DEFAULT_CLUSTER_DOMAIN } from './cluster-dns.ts';
export type { KubernetesObject } from './kubernetes-object.ts';
export type { Manifest, ManifestFiles } from './manifest-files.ts';
export { printable, printableLine, printableMarkdown } from './printable.ts';
export {
  type Fields,
  HIDDEN,
  hasSecretWords,
  holdsSecret,
  isSecret,
  isShownOfSecret,
  isStructured,
  redactSecret,
  type SecretPlace,
  secretsIn,
} from './secret.ts';
export { type Steps, walk } from './walk.ts';
