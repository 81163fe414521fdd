import { groupOf, ownField, textOf } from '@k8s-blocks/manifest';
import { type Policy, subjectTest } from '@k8s-blocks/reachability';
import type { BuiltStack } from '../built-stack.ts';
import { POLICY_API_VERSIONS, policyObject } from '../policy-object.ts';
import type { StackRule, StackViolation } from '../rule.ts';

type Code = 'part-not-judged' | 'kind-not-judged' | 'order-undefined';

/** The groups of the kinds of policies, and the kinds where a group has others too. */
const POLICY_KINDS: Readonly<Record<string, readonly string[]>> = {
  'policy.networking.k8s.io': ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'],
  'cilium.io': ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'],
  'networking.k8s.io': ['NetworkPolicy'],
  'projectcalico.org': ['NetworkPolicy', 'GlobalNetworkPolicy'],
  'crd.projectcalico.org': ['NetworkPolicy', 'GlobalNetworkPolicy'],
  'crd.antrea.io': ['NetworkPolicy', 'ClusterNetworkPolicy'],
};

/**
 * Policies are judged as a whole: what they say is understood, they are of a kind that is known here, and no two of one tier and
 * priority decide on the same pods, in whatever order.
 *
 * Why: who reaches whom may be otherwise in the cluster than all other rules take it to be.
 *
 * @example
 * apiVersion: cilium.io/v2
 * kind: CiliumNetworkPolicy
 * spec:
 *   endpointSelector: { matchLabels: { app: web } }
 *   ingress:
 *     - toPorts: [{ ports: [{ port: '8080' }], rules: { http: [{ method: GET }] } }] # judged by the port alone
 */
export const partlyJudgedPolicy: StackRule<Code> = {
  name: 'partly-judged-policy',
  severity: 'warning',
  *check(stack) {
    for (const policy of stack.cluster.policies) {
      for (const { field, problem } of policy.unjudged) {
        const remedy = 'Ask the network plugin, or say it by labels, addresses and ports.';
        yield { code: 'part-not-judged', object: policyObject(stack, policy), field, problem, why: WHY, remedy };
      }
    }
    yield* unknownKinds(stack);
    yield* undefinedOrder(stack);
  },
};

const WHY = 'Who reaches whom may be otherwise in the cluster than it is judged here.';

function* unknownKinds(stack: BuiltStack): Generator<StackViolation<Code>> {
  const known = new Set(Object.entries(POLICY_API_VERSIONS).map(([kind, version]) => `${version} ${kind}`));
  for (const object of stack.objects) {
    const apiVersion = textOf(object.fields.apiVersion) ?? '';
    const isPolicy = ownField(POLICY_KINDS, groupOf(apiVersion))?.includes(object.kind) === true;
    if (!isPolicy || known.has(object.type)) continue;
    yield {
      code: 'kind-not-judged',
      object,
      problem: `Policies of apiVersion ${apiVersion} are not judged.`,
      why: WHY,
      remedy: 'Ask the network plugin who reaches whom.',
    };
  }
}

/** "There is no way for the user to reliably determine which one it will choose." */
function* undefinedOrder(stack: BuiltStack): Generator<StackViolation<Code>> {
  const tiered = stack.cluster.policies.filter(({ kind }) => kind === 'ClusterNetworkPolicy');
  for (const [index, policy] of tiered.entries()) {
    const { tier, priority } = policy;
    const before = tiered.slice(0, index).find((each) => each.tier === tier && each.priority === priority);
    if (before === undefined || !haveCommonPod(stack, policy, before)) continue;
    yield {
      code: 'order-undefined',
      object: policyObject(stack, policy),
      field: 'spec.priority',
      problem: `It has the priority of ${before.name}, ${priority}, and is for some of the same pods.`,
      why: 'Which of them is asked first is not defined.',
      remedy: 'Give each its own priority.',
    };
  }
}

function haveCommonPod({ cluster, workloads }: BuiltStack, one: Policy, other: Policy): boolean {
  const isFor = subjectTest(cluster);
  return workloads.some(({ pod }) => isFor(one, pod) && isFor(other, pod));
}
