import { containsAddress, parseCidr, parseIpAddress } from '@k8s-blocks/manifest';
import { addressProblem } from '../address.ts';
import { ruleFor } from '../rule.ts';
import { invalid, quote, type Violations } from '../violation.ts';

const SPECIAL = {
  unspecified: ['0.0.0.0/32', '::/128'],
  'of the loopback': ['127.0.0.0/8', '::1/128'],
  'link-local': ['169.254.0.0/16', 'fe80::/10', '224.0.0.0/24', 'ff02::/16'],
};
const BLOCKS = Object.entries(SPECIAL).flatMap(([name, texts]) =>
  texts.flatMap((text) => {
    const block = parseCidr(text);
    return block === undefined ? [] : [{ name, block }];
  }),
);

/**
 * The external IPs of a Service are addresses that can be reached from outside.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#external-ips
 */
export const serviceExternalIPs = ruleFor(
  'service-external-ips',
  'Service',
  function* ({ spec }, kubernetes): Violations {
    for (const [index, text] of (spec?.externalIPs ?? []).entries()) {
      const field = `spec.externalIPs[${index}]`;
      yield* invalid(field, addressProblem(text, kubernetes), 'Give an IP address.');
      const address = parseIpAddress(text);
      const found = address && BLOCKS.find(({ block }) => containsAddress(block, address));
      if (found === undefined) continue;
      yield { field, problem: `${quote(text)} is ${found.name}.`, remedy: 'Give an address that others can reach.' };
    }
  },
);
