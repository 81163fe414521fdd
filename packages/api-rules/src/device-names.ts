/** The forms of names in the API of devices, as sentences of what is wrong, or undefined if a name is right. */
import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { driverNameProblem } from './formats.ts';
import { quote } from './violation.ts';

const MAX_IDENTIFIER = 32;
const MAX_POOL_NAME = 253;

/** What is wrong with the name of an attribute or a capacity: an identifier, optionally after the domain of a driver and a slash. */
export function deviceAttributeProblem(name: string): string | undefined {
  const slash = name.indexOf('/');
  const identifier = name.slice(slash + 1);
  // The server of Kubernetes 1.35 does not look at names with several slashes.
  if (identifier.includes('/')) return undefined;
  const domainProblem = slash < 0 ? undefined : driverNameProblem(name.slice(0, slash));
  if (domainProblem !== undefined) return domainProblem;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(identifier) && identifier.length <= MAX_IDENTIFIER
    ? undefined
    : `${quote(name)} is not a name of an attribute: letters, digits and "_", at most ${MAX_IDENTIFIER}, with no digit first.`;
}

/** What is wrong with the name of an attribute with its domain. */
export function fullDeviceAttributeProblem(name: string): string | undefined {
  return name.includes('/') ? deviceAttributeProblem(name) : `${quote(name)} has no domain before a slash.`;
}

/** What is wrong with the name of a pool of devices: DNS subdomains with slashes between. */
export function devicePoolProblem(name: string): string | undefined {
  if (name.length > MAX_POOL_NAME)
    return `${quote(name)} has ${name.length} characters, and ${MAX_POOL_NAME} is the most.`;
  return name.split('/').map(dnsSubdomainProblem).find(Boolean);
}
