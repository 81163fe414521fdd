import { dnsSubdomainFault } from '@k8s-blocks/labels';
import { addressProblem } from '../address.ts';
import { podRule } from '../rule.ts';
import { invalid, type Violations } from '../violation.ts';

/**
 * Entries for the hosts file of a pod are an IP address and host names.
 * See https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/.
 */
export const hostAliases = podRule('host-aliases', function* ({ spec, path }): Violations {
  for (const [index, { ip = '', hostnames = [] }] of (spec.hostAliases ?? []).entries()) {
    const place = `${path}.spec.hostAliases[${index}]`;
    yield* invalid(`${place}.ip`, addressProblem(ip), 'Give an IP address.');
    for (const [at, name] of hostnames.entries()) {
      yield* invalid(`${place}.hostnames[${at}]`, dnsSubdomainFault(name), 'Give a host name in lower case.');
    }
  }
});
