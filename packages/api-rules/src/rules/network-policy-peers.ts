import { isStrictlyInside, type KubernetesVersion, parseCidr } from '@k8s-blocks/manifest';
import { cidrProblem } from '../address.ts';
import { type Peer, peersOf } from '../network-policy-rules.ts';
import { ruleFor } from '../rule.ts';
import { selectorViolations } from '../selector.ts';
import { invalid, quote, required, type Violations } from '../violation.ts';

const REMEDY = 'Give a block such as "10.0.0.0/8".';

/**
 * A peer of a NetworkPolicy has either selectors or an `ipBlock`, which are valid; what a block excepts is a part of
 * it.
 *
 * @example
 * ingress:
 *   - from:
 *       - podSelector: {}
 *         ipBlock: { cidr: 10.0.0.0/8 } # make two peers of it
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export const networkPolicyPeers = ruleFor(
  'network-policy-peers',
  'NetworkPolicy',
  function* (policy, kubernetes): Violations {
    yield* selectorViolations(policy.spec?.podSelector, 'spec.podSelector');
    for (const { part, path } of peersOf(policy)) {
      const { podSelector, namespaceSelector, ipBlock } = part;
      yield* selectorViolations(podSelector, `${path}.podSelector`);
      yield* selectorViolations(namespaceSelector, `${path}.namespaceSelector`);
      const selects = podSelector !== undefined || namespaceSelector !== undefined;
      if (!selects && ipBlock === undefined) {
        const problem = 'The peer selects nothing.';
        yield {
          code: 'FieldValueRequired',
          field: path,
          problem,
          remedy: 'Give it podSelector, namespaceSelector or ipBlock.',
        };
      } else if (selects && ipBlock !== undefined) {
        const problem = 'The peer has both ipBlock and a selector.';
        yield { code: 'FieldValueForbidden', field: path, problem, remedy: 'Make two peers of it.' };
      }
      if (ipBlock !== undefined) yield* ipBlockViolations(ipBlock, `${path}.ipBlock`, kubernetes);
    }
  },
);

function* ipBlockViolations(
  { cidr = '', except = [] }: NonNullable<Peer['ipBlock']>,
  path: string,
  kubernetes: KubernetesVersion,
): Violations {
  if (cidr === '') {
    yield required(`${path}.cidr`, REMEDY);
    return;
  }
  yield* invalid(`${path}.cidr`, cidrProblem(cidr, kubernetes), REMEDY);
  const outer = parseCidr(cidr);
  if (outer === undefined) return;
  for (const [index, text] of except.entries()) {
    const field = `${path}.except[${index}]`;
    const inner = parseCidr(text);
    yield* invalid(field, cidrProblem(text, kubernetes), REMEDY);
    if (inner === undefined || isStrictlyInside(inner, outer)) continue;
    const problem = `${quote(text)} is not a part of ${quote(cidr)}.`;
    yield { field, problem, remedy: `Except a part of ${quote(cidr)}.` };
  }
}
