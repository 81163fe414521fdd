import { dnsSubdomainProblem, type KubernetesVersion, parseIpAddress } from '@k8s-blocks/manifest';
import type { IEndpointSlice } from 'kubernetes-models/discovery.k8s.io/v1/EndpointSlice';
import { addressProblem, canonicalAddressProblem, specialAddressProblem } from '../address.ts';
import type { Loose } from '../kinds.ts';
import { typeRule } from '../type-rule.ts';
import { type FieldViolation, invalid, quote, required, type Violations } from '../violation.ts';

type Ports = NonNullable<Loose<IEndpointSlice>['ports']>;

/** The most entries of the lists of a slice. */
const MAX = { endpoints: 1000, ports: 20_000, addresses: 100, forZones: 8, forNodes: 8 };

/**
 * The addresses of an EndpointSlice are of its type, and such that others can reach them; its ports
 * have names of their own.
 *
 * @example
 * apiVersion: discovery.k8s.io/v1
 * kind: EndpointSlice
 * metadata: { name: shop }
 * addressType: IPv4
 * endpoints: [{ addresses: [127.0.0.1] }] # an address of the machine itself
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/
 */
export const endpointSlice = typeRule<IEndpointSlice>(
  'endpoint-slice',
  'discovery/v1.EndpointSlice',
  function* ({ addressType = '', endpoints = [], ports = [] }, { kubernetes }) {
    yield* tooManyViolations('endpoints', endpoints.length, MAX.endpoints);
    yield* tooManyViolations('ports', ports.length, MAX.ports);
    for (const [index, { addresses = [], hints = {} }] of endpoints.entries()) {
      const path = `endpoints[${index}]`;
      yield* tooManyViolations(`${path}.addresses`, addresses.length, MAX.addresses);
      for (const [at, address] of addresses.entries()) {
        const field = `${path}.addresses[${at}]`;
        yield* addressViolations(address, addressType, { field, kubernetes });
      }
      yield* tooManyViolations(`${path}.hints.forZones`, hints.forZones?.length ?? 0, MAX.forZones);
      yield* tooManyViolations(`${path}.hints.forNodes`, hints.forNodes?.length ?? 0, MAX.forNodes);
    }
    yield* portNameViolations(ports);
  },
);

function* tooManyViolations(field: string, length: number, most: number): Generator<FieldViolation> {
  if (length <= most) return;
  const problem = `The list has ${length} entries, and ${most} are the most.`;
  yield { code: 'FieldValueTooMany', field, problem, remedy: 'Make several EndpointSlices.' };
}

function* addressViolations(
  address: string,
  addressType: string,
  { field, kubernetes }: { readonly field: string; readonly kubernetes: KubernetesVersion },
): Violations {
  if (addressType === 'FQDN') {
    if (address === '') yield required(field, 'Give a DNS name.');
    else yield* invalid(field, domainProblem(address), 'Give a DNS name such as "db.example.com".');
    return;
  }
  const family = addressType === 'IPv4' ? 4 : addressType === 'IPv6' ? 6 : undefined;
  if (family === undefined) return;
  const remedy = `Give an address of ${addressType}.`;
  const found = parseIpAddress(address)?.family;
  if (found !== undefined && found !== family) {
    yield { field, problem: `${quote(address)} is not an address of ${addressType}.`, remedy };
  } else {
    const problem = family === 4 ? addressProblem(address, kubernetes) : canonicalAddressProblem(address);
    yield* invalid(field, problem ?? specialAddressProblem(address), remedy);
  }
}

/** What is wrong with a DNS name that has to be complete. It may end with a dot. */
function domainProblem(name: string): string | undefined {
  const domain = name.replace(/(?<=.)\.$/, '');
  const problem = dnsSubdomainProblem(domain);
  if (problem !== undefined) return problem;
  const labels = domain.split('.');
  if (labels.length < 2) return `${quote(name)} has no dot, and so is not complete.`;
  const long = labels.find((label) => label.length > 63);
  return long === undefined ? undefined : `The part ${quote(long)} has more than 63 characters.`;
}

/** A port without a name has an empty one. */
function* portNameViolations(ports: Ports): Violations {
  const seen = new Set<string>();
  for (const [index, { name = '' }] of ports.entries()) {
    if (seen.has(name)) {
      const problem = name === '' ? 'Several ports have no name.' : `Several ports are called ${quote(name)}.`;
      const field = `ports[${index}].name`;
      yield { code: 'FieldValueDuplicate', field, problem, remedy: 'Give each port a name of its own.' };
    }
    seen.add(name);
  }
}
