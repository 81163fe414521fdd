import { isIP } from 'node:net';
import { matchesHost } from '@k8s-blocks/manifest';
import { type Endpoint, explain, type SomeAddressAllowed, someAddressAllowed } from '@k8s-blocks/reachability';
import { formatNames, nearest } from '@k8s-blocks/refusal';
import type { Address } from '../address.ts';
import type { BuiltStack } from '../built-stack.ts';
import { isOnPort, namespaceOf, type Party } from '../connection.ts';
import { configAddresses } from '../destination.ts';
import { INTERNET, includes } from '../party.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import type { Workload } from '../workload.ts';

type Code = 'policy-denies' | 'host-undeclared';

/**
 * A pod that is given an address outside of the cluster has egress to an address outside on its port. To which address
 * a name resolves is not known, so any that a policy allows will do. Where hosts are declared by their names, and nobody else on
 * that port, the address has one of these names. A name that ends in `.invalid` is meant to lead nowhere, as that of a service that a
 * preview goes without.
 *
 * Why: connections to the address time out; those to a host that is not declared do where policies know names, or lead to
 * a stranger.
 *
 * @example
 * apiVersion: v1
 * kind: ConfigMap
 * data:
 *   RATES_URL: https://rates.example.com # no policy allows egress to port 443
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export const outsideAddress: StackRule<Code> = {
  name: 'outside-address',
  severity: 'error',
  *check(stack) {
    const isAllowed = someAddressAllowed(stack.cluster, stack.evaluator.verdict);
    for (const { object, field, address, destination, users } of configAddresses(stack)) {
      if (destination.to !== 'outside' || destination.port === undefined || isNowhere(address)) continue;
      const { port } = destination;
      for (const user of users) {
        const violation =
          hostViolation(stack, user, address, port) ?? policyViolation(stack, user, address, port, isAllowed);
        if (violation !== undefined) yield { object, field, ...violation };
      }
    }
  },
};

/** No name server knows such a name: https://www.rfc-editor.org/rfc/rfc6761#section-6.4. */
function isNowhere({ host }: Address): boolean {
  return host.endsWith('.invalid');
}

type Found = Omit<StackViolation<Code>, 'object' | 'field'>;

function hostViolation(stack: BuiltStack, user: Workload, { host, text }: Address, port: number): Found | undefined {
  const hosts = isIP(host) === 0 ? declaredHosts(stack, user, port) : undefined;
  if (hosts === undefined || hosts.some((each) => matchesHost(each, host))) return undefined;
  const meant = nearest(host, hosts);
  return {
    code: 'host-undeclared',
    problem: `${user.object.title} is given "${text}", and no connection to "${host}" on port ${port} is declared.`,
    why: 'It may call a stranger, and where policies know the names of hosts, its connections time out.',
    remedy:
      meant === undefined
        ? `Declare the connection; the hosts on that port are ${formatNames(hosts)}.`
        : `Did you mean "${meant}"?`,
  };
}

function policyViolation(
  { evaluator }: BuiltStack,
  { object, pod }: Workload,
  { host, text }: Address,
  port: number,
  isAllowed: SomeAddressAllowed,
): Found | undefined {
  const isNumber = isIP(host) !== 0;
  const target: Endpoint = isNumber ? { ip: host } : { ...INTERNET, host };
  const verdict = evaluator.verdict(pod, target, port, 'TCP');
  const protocols = protocolsOf(text);
  if (protocols.some((protocol) => evaluator.verdict(pod, target, port, protocol).allowed)) return undefined;
  if (!isNumber && protocols.some((protocol) => isAllowed(pod, port, protocol, host))) return undefined;
  return {
    code: 'policy-denies',
    problem: `${object.title} is given "${text}", and no policy allows its egress to port ${port} outside of the cluster.`,
    why: explain(verdict),
    remedy: `Declare the connection to port ${port}, or correct the address.`,
  };
}

/** The protocols over which an address may be called: a host and port without a scheme say none. */
function protocolsOf(address: string): readonly ('TCP' | 'UDP')[] {
  return address.includes('://') ? ['TCP'] : ['TCP', 'UDP'];
}

/**
 * The hosts by whose names the pods of a workload may call the outside on a port; undefined where they may call others there as
 * well, or nobody.
 */
function declaredHosts(
  { connections = [] }: BuiltStack,
  { pod }: Workload,
  port: number,
): readonly string[] | undefined {
  const called = connections.filter((each) => isOnPort(each, port, 'TCP') && includes(each.from, pod));
  const hosts = called.flatMap(({ to }) => (namespaceOf(to) === undefined ? [hostsOf(to)] : []));
  return hosts.length === 0 || hosts.includes('any') ? undefined : hosts.flat();
}

/** The names that a party has in addresses outside of the cluster; a name may resolve to an address of any network. */
function hostsOf(party: Party): readonly string[] | 'any' {
  if (party === 'anywhere' || 'blocks' in party) return 'any';
  return 'host' in party ? [party.host] : [];
}
