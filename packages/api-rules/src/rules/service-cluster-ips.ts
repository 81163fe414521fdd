import { type Cidr, containsAddress, type IpAddress, parseCidr, parseIpAddress } from '@k8s-blocks/manifest';
import { addressProblem } from '../address.ts';
import { ruleFor } from '../rule.ts';
import { clusterIPsOf, isHeadless, type ServiceSpec, typeOf } from '../service.ts';
import { type FieldViolation, invalid, notSupported, quote, type Violations } from '../violation.ts';

/** The range of the API server unless it is told another: `--service-cluster-ip-range`. It makes the cluster IPv4. */
const RANGE = '10.0.0.0/24';
const BLOCK = parseCidr(RANGE);

/**
 * The cluster IPs of a Service are valid, one of each family at most, and in the range of the API server.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dual-stack/#services
 */
export const serviceClusterIPs = ruleFor(
  'service-cluster-ips',
  'Service',
  function* ({ spec = {} }, kubernetes): Violations {
    if (typeOf(spec) === 'ExternalName') return;
    yield* syncViolations(spec);
    yield* familyViolations(spec);
    const addresses = clusterIPsOf(spec);
    if (isHeadless(spec)) return;
    for (const [index, text] of addresses.entries()) {
      const field = (spec.clusterIPs ?? []).length > 0 ? `spec.clusterIPs[${index}]` : 'spec.clusterIP';
      if (text === 'None') {
        yield { field, problem: '"None" stands beside other addresses.', remedy: 'Let it stand alone.' };
      } else {
        yield* invalid(field, addressProblem(text, kubernetes), 'Give an IP address, "None", or leave it out.');
        yield* rangeViolations(text, field);
        yield* indicatedViolations(text, field, spec.ipFamilies?.[index]);
      }
    }
    const families = addresses.map((text) => parseIpAddress(text)?.family);
    if (addresses.length > 2 || new Set(families).size < families.length) {
      const problem = `${quote(addresses)} are not one address of each family.`;
      yield { field: 'spec.clusterIPs', problem, remedy: 'Give at most one IPv4 and one IPv6 address.' };
    }
  },
);

function* syncViolations({ clusterIP = '', clusterIPs = [] }: ServiceSpec): Generator<FieldViolation> {
  if (clusterIPs.length === 0 || clusterIPs[0] === clusterIP) return;
  const problem = `The first of clusterIPs, ${quote(clusterIPs[0])}, is not clusterIP, ${quote(clusterIP)}.`;
  yield { field: 'spec.clusterIPs', problem, remedy: 'Give both the same, or clusterIP alone.' };
}

function* rangeViolations(text: string, field: string): Generator<FieldViolation> {
  const address = parseIpAddress(text);
  if (address === undefined || BLOCK === undefined || isUsable(address, BLOCK)) return;
  const problem = `${quote(text)} is none of ${RANGE}, the range of Services unless the API server is told another.`;
  const why = 'An address that is fixed fits one cluster only.';
  yield { field, problem, remedy: 'Leave it out, so that the cluster chooses one.', why };
}

/** Neither the first nor the last address of an IPv4 range can be had. */
function isUsable(address: IpAddress, block: Cidr): boolean {
  return containsAddress(block, address) && address.bits !== block.first && address.bits !== block.last;
}

function* indicatedViolations(text: string, field: string, family: string | undefined): Generator<FieldViolation> {
  const address = parseIpAddress(text);
  const found = address && `IPv${address.family}`;
  if (found === undefined || family === undefined || found === family) return;
  yield {
    field,
    problem: `${quote(text)} is ${found}, and ipFamilies says ${quote(family)}.`,
    remedy: 'Correct one of them.',
  };
}

/** A headless Service without a selector may have any families, since the cluster gives it no addresses. */
function* familyViolations(spec: ServiceSpec): Violations {
  const { ipFamilies = [], ipFamilyPolicy: policy, selector = {} } = spec;
  const free = isHeadless(spec) && Object.keys(selector).length === 0;
  for (const [index, family] of ipFamilies.entries()) {
    const field = `spec.ipFamilies[${index}]`;
    yield* notSupported(field, family, ['IPv4', 'IPv6']);
    if (ipFamilies.indexOf(family) < index) {
      yield {
        code: 'FieldValueDuplicate',
        field,
        problem: `${quote(family)} is there twice.`,
        remedy: 'List it once.',
      };
    } else if (family === 'IPv6' && !free) {
      const problem = 'The range of Services has no IPv6, unless the API server is told so.';
      yield { field, problem, remedy: 'Use "IPv4", or leave ipFamilies out.' };
    }
  }
  const field = 'spec.ipFamilyPolicy';
  yield* notSupported(field, policy, ['SingleStack', 'PreferDualStack', 'RequireDualStack']);
  if (policy === 'SingleStack' && ipFamilies.length > 1) {
    const problem = `"SingleStack" is one family, and ipFamilies are ${quote(ipFamilies)}.`;
    yield { field, problem, remedy: 'Use "PreferDualStack", or keep one family.' };
  } else if (policy === 'RequireDualStack' && !free) {
    const problem = 'The range of Services has one family, unless the API server is told otherwise.';
    yield { field, problem, remedy: 'Use "PreferDualStack", or leave it out.' };
  }
}
