export { CLUSTER_DNS } from './cluster-dns.ts';
export { type Disclosure, disclosureOf } from './disclosure.ts';
export { type FieldPath, formatPath, formatStep, parsePath, valueAt } from './field-path.ts';
export {
  type Fields,
  fieldsOf,
  integerOf,
  isAbsent,
  isFields,
  labelsOf,
  listOf,
  textOf,
  typeName,
} from './fields.ts';
export { groupBy } from './group-by.ts';
export type { KubernetesObject } from './kubernetes-object.ts';
export type { Manifest, ManifestFiles } from './manifest-files.ts';
export { formatReference, groupOf, keyOf, type ObjectReference, referenceOf } from './object-reference.ts';
export { printable, printableLine, printableMarkdown } from './printable.ts';
export {
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
export { shortName } from './short-name.ts';
export { type Steps, walk } from './walk.ts';
