export { groupOf } from './api-version.ts';
export {
  type Cidr,
  containsAddress,
  formatCidr,
  isStrictlyInside,
  parseCidr,
} from './cidr.ts';
export { CLUSTER_DNS, DEFAULT_CLUSTER_DOMAIN } from './cluster-dns.ts';
export { scheduleMistake, scheduleProblem, type TimeProblem, timeZoneProblem } from './cron-schedule.ts';
export { type Disclosure, disclosureOf } from './disclosure.ts';
export {
  type FieldPath,
  formatJsonPointer,
  formatPath,
  formatStep,
  isWithinPath,
  parsePath,
  valueAt,
} from './field-path.ts';
export {
  type Fields,
  fieldsOf,
  integerOf,
  isAbsent,
  isCollection,
  isFields,
  labelsOf,
  listOf,
  mapFields,
  nonEmptyTextOf,
  ownField,
  textOf,
  typeName,
} from './fields.ts';
export { groupBy } from './group-by.ts';
export { matchesHost } from './host-pattern.ts';
export { formatIpAddress, type IpAddress, parseIpAddress } from './ip-address.ts';
export type { Kind } from './kind-table.ts';
export {
  apiVersionsOf,
  apiVersionsOfGroup,
  findKind,
  isNamespaced,
  kindOf,
  kindsNamed,
  type PodTemplate,
  podTemplateOf,
  servedKinds,
} from './kinds.ts';
export type { KubernetesObject } from './kubernetes-object.ts';
export {
  isOlderKubernetes,
  KUBERNETES_VERSIONS,
  type KubernetesVersion,
  NEWEST_KUBERNETES,
  nextKubernetes,
} from './kubernetes-version.ts';
export { lastAppliedSize, MAX_ANNOTATION_BYTES } from './last-applied.ts';
export type { Manifest, ManifestFiles } from './manifest-files.ts';
export {
  dataKeyProblem,
  dnsLabelProblem,
  dnsSubdomainProblem,
  labelKeyProblem,
  labelValueProblem,
  portNameProblem,
  portNumberProblem,
  serviceNameProblem,
} from './names.ts';
export {
  formatObject,
  formatReference,
  isSameObject,
  keyOf,
  type ObjectReference,
  referenceOf,
} from './object-reference.ts';
export { printable, printableLine, printableMarkdown } from './printable.ts';
export { compareQuantities, ONE, parseQuantity, type Quantity } from './quantity.ts';
export { quote } from './quote.ts';
export type { Reference } from './reference.ts';
export { referencesOf } from './references.ts';
export { RESOURCES } from './role-references.ts';
export {
  type FoundSecret,
  HIDDEN,
  hasSecretWords,
  holdsSecret,
  isSecret,
  isShownOfSecret,
  isStructured,
  redactSecret,
  secretsIn,
} from './secret.ts';
export { shortName } from './short-name.ts';
export { walk } from './walk.ts';
