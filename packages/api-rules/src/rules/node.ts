import { parseCidr } from '@k8s-blocks/manifest';
import type { INode } from 'kubernetes-models/v1/Node';
import { cidrProblem } from '../address.ts';
import { typeRule } from '../type-rule.ts';
import { invalid, quote } from '../violation.ts';

/**
 * The addresses of the pods of a Node are one block, or one of IPv4 and one of IPv6.
 *
 * @example
 * apiVersion: v1
 * kind: Node
 * metadata: { name: worker }
 * spec: { podCIDR: 10.0.0.0 } # no block
 *
 * @see https://kubernetes.io/docs/concepts/architecture/nodes/
 */
export const node = typeRule<INode>('node', 'core/v1.Node', function* ({ spec: { podCIDR = '', podCIDRs = [] } = {} }) {
  // The server takes podCIDR alone where the first of podCIDRs differs from it.
  const isAlone = podCIDR !== '' && podCIDR !== podCIDRs[0];
  const blocks = isAlone ? [podCIDR] : podCIDRs;
  for (const [index, block] of blocks.entries()) {
    const field = isAlone ? 'spec.podCIDR' : `spec.podCIDRs[${index}]`;
    yield* invalid(field, cidrProblem(block), 'Give a block such as "10.0.0.0/24".');
  }
  const families = blocks.map((block) => parseCidr(block)?.family);
  const isRight = families.length < 2 || (families.length === 2 && families[0] !== families[1]);
  if (isRight || families.includes(undefined)) return;
  const problem = `${quote(blocks)} are not one block of IPv4 and one of IPv6.`;
  yield { field: 'spec.podCIDRs', problem, remedy: 'Give one block of each.' };
});
