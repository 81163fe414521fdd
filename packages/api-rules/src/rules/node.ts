import { formatStep, type KubernetesVersion, ONE, parseCidr, parseQuantity } from '@k8s-blocks/manifest';
import type { INode } from 'kubernetes-models/v1/Node';
import { cidrProblem } from '../address.ts';
import type { Loose } from '../kinds.ts';
import { isCountedInWholes } from '../resource-names.ts';
import { typeRule } from '../type-rule.ts';
import { type FieldViolation, invalid, quote, type Violations } from '../violation.ts';

/**
 * The addresses of the pods of a Node are one block, or one of IPv4 and one of IPv6, and its resources are not less than 0, and whole
 * numbers where they are counted: a server takes the status of a new Node.
 *
 * @example
 * apiVersion: v1
 * kind: Node
 * metadata: { name: worker }
 * spec: { podCIDR: 10.0.0.0 } # no block
 *
 * @see https://kubernetes.io/docs/concepts/architecture/nodes/
 */
export const node = typeRule<INode>(
  'node',
  'core/v1.Node',
  function* ({ spec = {}, status = {} }, { kubernetes }): Violations {
    yield* podAddressViolations(spec, kubernetes);
    for (const list of ['capacity', 'allocatable'] as const) {
      for (const [name, amount] of Object.entries(status[list] ?? {})) {
        yield* amountViolations(name, amount, `status.${list}${formatStep(name)}`);
      }
    }
  },
);

function* podAddressViolations(
  { podCIDR = '', podCIDRs = [] }: NonNullable<Loose<INode>['spec']>,
  kubernetes: KubernetesVersion,
): Violations {
  // The server takes podCIDR alone where the first of podCIDRs differs from it.
  const isAlone = podCIDR !== '' && podCIDR !== podCIDRs[0];
  const blocks = isAlone ? [podCIDR] : podCIDRs;
  for (const [index, block] of blocks.entries()) {
    const field = isAlone ? 'spec.podCIDR' : `spec.podCIDRs[${index}]`;
    yield* invalid(field, cidrProblem(block, kubernetes), 'Give a block such as "10.0.0.0/24".');
  }
  const families = blocks.map((block) => parseCidr(block)?.family);
  const isRight = families.length < 2 || (families.length === 2 && families[0] !== families[1]);
  if (isRight || families.includes(undefined)) return;
  const problem = `${quote(blocks)} are not one block of IPv4 and one of IPv6.`;
  yield { field: 'spec.podCIDRs', problem, remedy: 'Give one block of each.' };
}

function* amountViolations(
  name: string,
  amount: string | number | undefined,
  field: string,
): Generator<FieldViolation> {
  const quantity = parseQuantity(amount) ?? 0n;
  if (quantity < 0n) yield { field, problem: `${quote(amount)} is less than 0.`, remedy: 'Give 0 or more.' };
  else if (isCountedInWholes(name) && quantity % ONE !== 0n) {
    yield { field, problem: `${quote(amount)} is not a whole number.`, remedy: 'Give a whole number.' };
  }
}
