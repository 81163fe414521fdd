import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { addressProblem } from '../address.ts';
import { podRule } from '../rule.ts';
import { invalid, type Violations } from '../violation.ts';

/**
 * Each host alias of a pod has an IP address and valid host names.
 *
 * @see https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/
 */
export const hostAliases = podRule('host-aliases', function* ({ spec, path }, kubernetes): Violations {
  for (const [index, { ip = '', hostnames = [] }] of (spec.hostAliases ?? []).entries()) {
    const childPath = `${path}.hostAliases[${index}]`;
    yield* invalid(`${childPath}.ip`, addressProblem(ip, kubernetes), 'Give an IP address.');
    for (const [at, name] of hostnames.entries()) {
      yield* invalid(`${childPath}.hostnames[${at}]`, dnsSubdomainProblem(name), 'Give a host name in lower case.');
    }
  }
});
