import type { KubernetesVersion } from '@k8s-blocks/manifest';
import { addressProblem } from '../address.ts';
import type { Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { invalid, nonEmpty, notSupported, quote, required, type Violations } from '../violation.ts';

type DnsConfig = NonNullable<Pod['spec']['dnsConfig']>;

const POLICIES = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'];
const DOMAIN = /^[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?(\.[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?)*$/;
const MAX_NAME_SERVERS = 3;
const MAX_SEARCHES = 32;
const MAX_SEARCH_CHARACTERS = 2048;

/**
 * The DNS policy of a pod is valid, `None` comes with name servers, and the DNS configuration is valid and not too
 * large.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config
 */
export const dnsConfig = podRule('dns-config', function* ({ spec, path }, kubernetes): Violations {
  const childPath = `${path}.dnsConfig`;
  yield* notSupported(`${path}.dnsPolicy`, nonEmpty(spec.dnsPolicy), POLICIES);
  if (spec.dnsPolicy === 'None' && (spec.dnsConfig?.nameservers ?? []).length === 0) {
    yield required(`${childPath}.nameservers`, 'With dnsPolicy "None", name a server.');
  }
  if (spec.dnsConfig !== undefined) yield* configViolations(spec.dnsConfig, childPath, kubernetes);
});

function* configViolations(
  { nameservers = [], searches = [], options = [] }: DnsConfig,
  path: string,
  kubernetes: KubernetesVersion,
): Violations {
  if (nameservers.length > MAX_NAME_SERVERS) {
    const problem = `There are ${nameservers.length} name servers, at most ${MAX_NAME_SERVERS} are allowed.`;
    yield { field: `${path}.nameservers`, problem, remedy: 'Remove some.' };
  }
  for (const [index, server] of nameservers.entries()) {
    yield* invalid(`${path}.nameservers[${index}]`, addressProblem(server, kubernetes), 'Give an IP address.');
  }
  yield* searchViolations(searches, `${path}.searches`);
  for (const [index, { name = '' }] of options.entries()) {
    if (name === '') yield required(`${path}.options[${index}].name`, 'Name the option.');
  }
}

function* searchViolations(searches: readonly string[], path: string): Violations {
  const length = Buffer.byteLength(searches.join(' '));
  if (searches.length > MAX_SEARCHES || length > MAX_SEARCH_CHARACTERS) {
    const problem = `There are ${searches.length} domains of ${length} characters; at most ${MAX_SEARCHES} of ${MAX_SEARCH_CHARACTERS} are allowed.`;
    yield { field: path, problem, remedy: 'Remove some.' };
  }
  for (const [index, search] of searches.entries()) {
    const name = search.replace(/\.$/, '');
    if (search === '.' || (name.length <= 253 && DOMAIN.test(name))) continue;
    yield {
      field: `${path}[${index}]`,
      problem: `${quote(search)} is not a domain.`,
      remedy: 'Give a domain in lower case.',
    };
  }
}
