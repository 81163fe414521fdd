import { quote } from './quote.ts';

/** The syntax of one kind of name. */
interface Syntax {
  /** The kind of name, as a part of a message. */
  readonly kind: string;
  readonly maxLength: number;
  readonly pattern: RegExp;
  /** The rule of the pattern, as a part of a message. */
  readonly rule: string;
}

/** The name of a label key, and a label value that is not empty. */
const LABEL_WORD = /^[A-Za-z0-9](?:[-_.A-Za-z0-9]*[A-Za-z0-9])?$/;
const LABEL_WORD_RULE =
  'it may hold letters, digits, "-", "_" and "." alone, and must begin and end with a letter or digit.';

const LABEL_KEY_NAME: Syntax = {
  kind: 'name of a label key',
  maxLength: 63,
  pattern: LABEL_WORD,
  rule: LABEL_WORD_RULE,
};

const LABEL_VALUE: Syntax = { kind: 'label value', maxLength: 63, pattern: LABEL_WORD, rule: LABEL_WORD_RULE };

const DNS_LABEL: Syntax = {
  kind: 'DNS label',
  maxLength: 63,
  pattern: /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/,
  rule: 'it may hold lowercase letters, digits and "-" alone, and must begin and end with a letter or digit.',
};

const DNS_SUBDOMAIN: Syntax = {
  kind: 'DNS subdomain',
  // An API server limits the length of the whole only; DNS also limits each part between dots, to 63.
  maxLength: 253,
  pattern: /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/,
  rule: 'it may hold lowercase letters, digits, "-" and "." alone, and each part between dots must begin and end with a letter or digit.',
};

const SERVICE_NAME: Syntax = {
  kind: 'name of a Service',
  maxLength: 63,
  pattern: /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/,
  rule: 'it may hold lowercase letters, digits and "-" alone, must begin with a letter, and end with a letter or digit.',
};

const PORT_NAME: Syntax = {
  kind: 'name of a port',
  maxLength: 15,
  // The look-aheads: at least one letter; no two hyphens in a row.
  pattern: /^(?=.*[a-z])(?!.*--)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/,
  rule: 'it may hold lowercase letters, digits and "-" alone, needs a letter, must begin and end with a letter or digit, and has no "--".',
};

function problemOf(value: unknown, { kind, maxLength, pattern, rule }: Syntax): string | undefined {
  // At run time it may be no text: TypeScript's types are stripped, not checked, when an app is emitted.
  if (typeof value !== 'string') return `${String(value)} is not a valid ${kind}: it is not text.`;
  if (value === '') return `The ${kind} is empty.`;
  if (value.length > maxLength)
    return `${quote(value)} has ${value.length} characters; a ${kind} has ${maxLength} at most.`;
  return pattern.test(value) ? undefined : `${quote(value)} is not a valid ${kind}: ${rule}`;
}

/**
 * What is wrong with a label key, as a sentence; undefined if nothing is. A key is a name of 63 characters at most,
 * or a DNS subdomain, a slash and such a name: `tier`, `app.kubernetes.io/name`. Kubernetes calls this a qualified name:
 * keys of annotations and names of resources such as `example.com/gpu` have the same syntax.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function labelKeyProblem(key: string): string | undefined {
  const slash = key.indexOf('/');
  if (slash === -1) return problemOf(key, LABEL_KEY_NAME);
  const prefixProblem = dnsSubdomainProblem(key.slice(0, slash));
  if (prefixProblem !== undefined) return `The part of ${quote(key)} before the slash is wrong. ${prefixProblem}`;
  return problemOf(key.slice(slash + 1), LABEL_KEY_NAME);
}

/**
 * What is wrong with a label value, as a sentence; undefined if nothing is. A value has 63 characters at most, and
 * may be empty.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function labelValueProblem(value: string): string | undefined {
  return value === '' ? undefined : problemOf(value, LABEL_VALUE);
}

/**
 * What is wrong with an RFC 1123 label, as a sentence; undefined if nothing is. Namespaces and containers are named
 * so.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names
 */
export function dnsLabelProblem(name: string): string | undefined {
  return problemOf(name, DNS_LABEL);
}

/**
 * What is wrong with an RFC 1123 subdomain, as a sentence; undefined if nothing is. Most objects are named so:
 * Deployments, ConfigMaps, Secrets, ServiceAccounts, NetworkPolicies.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
 */
export function dnsSubdomainProblem(name: string): string | undefined {
  return problemOf(name, DNS_SUBDOMAIN);
}

/**
 * What is wrong with the name of a Service, as a sentence; undefined if nothing is. It is an RFC 1035 label: unlike
 * an RFC 1123 label it begins with a letter. Kubernetes is relaxing this to RFC 1123 (feature gate
 * RelaxedServiceNameValidation); what passes here passes before and after.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names
 */
export function serviceNameProblem(name: string): string | undefined {
  return problemOf(name, SERVICE_NAME);
}

/** What is wrong with the number of a port, as a sentence; undefined if nothing is. A port is a whole number from 1 to 65535. */
export function portNumberProblem(port: number): string | undefined {
  return Number.isInteger(port) && port >= 1 && port <= 65535 ? undefined : `${port} is not a valid port (1-65535).`;
}

/**
 * What is wrong with the name of a container's port (an IANA service name), as a sentence; undefined if nothing is.
 * 15 characters at most. A port of a Service may have a longer name, any RFC 1123 label; one that passes here can be
 * used on both sides.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports
 */
export function portNameProblem(name: string): string | undefined {
  return problemOf(name, PORT_NAME);
}

/**
 * What is wrong with a key of a ConfigMap or Secret, as a sentence; undefined if nothing is. It is also the name of a file
 * where it is mounted.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data
 */
export function dataKeyProblem(key: string): string | undefined {
  if (key.length > 253) return `${quote(key)} has ${key.length} characters, at most 253 are allowed.`;
  if (!/^[-._a-zA-Z0-9]+$/.test(key)) return `${quote(key)} is not a key: only letters, digits, "-", "_" and ".".`;
  if (key === '.' || key.startsWith('..')) return `${quote(key)} is not a key: it would lead out of a mounted folder.`;
  return undefined;
}
