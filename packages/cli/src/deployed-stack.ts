import type { DeployedStack } from '@k8s-blocks/deploy';
import { dnsLabelProblem } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { Environment, Stack } from '@k8s-blocks/topology';

/**
 * Under which names a cluster keeps what was deployed of a stack in an environment.
 *
 * @throws Refusal if the stack has no name, or the namespace of the inventory is none.
 */
export function deployedStack(
  { name: stack }: Stack,
  { name: environment }: Environment,
  { inventoryNamespace: namespace }: { readonly inventoryNamespace: string },
): DeployedStack {
  if (stack === undefined) {
    throw new Refusal({
      field: 'name',
      problem: 'The stack has no name, under which the cluster would keep what was deployed of it.',
      remedy: "Give it one that no other stack of the cluster has: stack({ name: 'shop', … }).",
    });
  }
  const problem = dnsLabelProblem(namespace);
  if (problem === undefined) return { stack, environment, namespace };
  throw new Refusal({ field: '--inventory-namespace', problem, remedy: 'Name a namespace of the cluster.' });
}
