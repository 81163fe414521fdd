/** The longest name that Kubernetes takes, a label key: a DNS subdomain, a slash and 63 characters. */
const MAX_LENGTH = 253 + 1 + 63;

/** A name as it stands in a title or in the path of a field: whole, or, of one that is too long, its beginning. */
export function shortName(name: string): string {
  return name.length <= MAX_LENGTH ? name : `${name.slice(0, MAX_LENGTH)}… (${name.length} characters)`;
}
