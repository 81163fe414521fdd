/** The longest name that Kubernetes takes, a label key: a DNS subdomain, a slash and 63 characters. */
const MAX_LENGTH = 253 + 1 + 63;

/** A name in a message or in the path of a field; of one that is longer than Kubernetes allows, only its beginning. */
export function shortName(name: string): string {
  return name.length <= MAX_LENGTH ? name : `${name.slice(0, MAX_LENGTH)}… (${name.length} characters)`;
}
