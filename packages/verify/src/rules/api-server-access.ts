import { fieldsOf, listOf, nonEmptyTextOf } from '@k8s-blocks/manifest';
import { explain, type SomeAddressAllowed, someAddressAllowed, type Verdict } from '@k8s-blocks/reachability';
import { formatNames } from '@k8s-blocks/refusal';
import type { BuiltStack } from '../built-stack.ts';
import { API_SERVER, INTERNET, includes } from '../party.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import type { Workload } from '../workload.ts';

type Code = 'way-missing' | 'token-missing' | 'role-without-token';

/**
 * A service that calls the API server has a token of its ServiceAccount, the way there, and the roles that are meant for it: where
 * a pod says that its token is mounted, policies allow egress to the API server's port; where a connection to the API server is
 * declared, the token is mounted; and of a ServiceAccount with a role, a pod mounts the token.
 *
 * Why: without the way, calls time out; without the token, they are anonymous, and refused.
 *
 * @example
 * apiVersion: apps/v1
 * kind: Deployment
 * spec:
 *   template:
 *     spec:
 *       automountServiceAccountToken: true # no policy allows egress to the API server
 *
 * @see https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
 */
export const apiServerAccess: StackRule<Code> = {
  name: 'api-server-access',
  severity: 'error',
  *check(stack) {
    const isAllowed = someAddressAllowed(stack.cluster, stack.evaluator.verdict);
    for (const workload of stack.workloads) {
      if (isDeclared(stack, workload)) {
        // Whether policies let it through is asked by the rule `declared-connection`.
        if (!hasToken(stack, workload)) yield tokenMissing(workload);
      } else if (mountsToken(stack, workload) === true) {
        const denied = deniedWay(stack, workload, isAllowed);
        if (denied !== undefined) yield wayMissing(workload, denied);
      }
    }
    yield* rolesWithoutToken(stack);
  },
};

/** Whether the pods of a workload are declared to call the API server. */
function isDeclared({ connections = [] }: BuiltStack, { pod }: Workload): boolean {
  return connections.some(({ from, to }) => to !== 'anywhere' && 'apiServer' in to && includes(from, pod));
}

/** The ports at which API servers are called: that of their Service, and those that distributions give to the endpoints. */
const API_SERVER_PORTS = [443, 6443, 8443, 16443];

/** Why the pods of a workload cannot call an address at any port of API servers; undefined if they can. */
function deniedWay({ evaluator }: BuiltStack, { pod }: Workload, isAllowed: SomeAddressAllowed): Verdict | undefined {
  if (API_SERVER_PORTS.some((port) => isAllowed(pod, port, 'TCP'))) return undefined;
  const verdicts = [INTERNET, API_SERVER].flatMap((to) =>
    API_SERVER_PORTS.map((port) => evaluator.verdict(pod, to, port, 'TCP')),
  );
  return verdicts.some(({ allowed }) => allowed) ? undefined : verdicts[0];
}

function wayMissing({ object, specPath }: Workload, denied: Verdict): StackViolation<Code> {
  return {
    code: 'way-missing',
    object,
    field: `${specPath}.automountServiceAccountToken`,
    problem: 'Its pods mount a token for the API server, and no policy allows their egress to it.',
    why: explain(denied),
    remedy: 'Declare the connection to the API server, or mount no token.',
  };
}

function tokenMissing({ object, specPath }: Workload): StackViolation<Code> {
  return {
    code: 'token-missing',
    object,
    field: `${specPath}.automountServiceAccountToken`,
    problem: 'It is declared to call the API server, and its pods mount no token.',
    why: 'Its calls are anonymous there, which are allowed next to nothing.',
    remedy: 'Set automountServiceAccountToken: true.',
    severity: 'warning',
  };
}

/** Bindings of a role to ServiceAccounts whose pods are known, and mount no token of it. */
function* rolesWithoutToken(stack: BuiltStack): Generator<StackViolation<Code>> {
  for (const binding of [...stack.ofType(`${RBAC} RoleBinding`), ...stack.ofType(`${RBAC} ClusterRoleBinding`)]) {
    for (const [index, subject] of listOf(binding.fields.subjects).map(fieldsOf).entries()) {
      const { kind, name, namespace = binding.namespace } = subject;
      if (kind !== 'ServiceAccount' || typeof namespace !== 'string') continue;
      const users = stack.workloadsIn(namespace).filter((workload) => accountOf(workload) === name);
      if (users.length === 0 || users.some((workload) => hasToken(stack, workload))) continue;
      const title = formatNames(users.map(({ object }) => object.title));
      yield {
        code: 'role-without-token',
        object: binding,
        field: `subjects[${index}]`,
        problem: `The pods that run as this ServiceAccount mount no token of it: those of ${title}.`,
        why: 'Nobody uses what the role allows.',
        remedy: 'Set automountServiceAccountToken: true of the pods, or remove the binding.',
        severity: 'warning',
      };
    }
  }
}

const RBAC = 'rbac.authorization.k8s.io/v1';

/** Whether pods mount the token of their ServiceAccount, where they or it say so. The default is true. */
function mountsToken(stack: BuiltStack, workload: Workload): boolean | undefined {
  const account = stack.find('v1 ServiceAccount', workload.namespace, accountOf(workload));
  const says = [workload.spec, account?.fields].map((each) => each?.automountServiceAccountToken);
  return says.find((each) => typeof each === 'boolean');
}

/** Whether pods have a token of their ServiceAccount, mounted by default or by a volume of their own. */
function hasToken(stack: BuiltStack, workload: Workload): boolean {
  const sources = listOf(workload.spec.volumes).flatMap((volume) =>
    listOf(fieldsOf(fieldsOf(volume).projected).sources),
  );
  const isProjected = sources.some((source) => fieldsOf(source).serviceAccountToken !== undefined);
  return isProjected || mountsToken(stack, workload) !== false;
}

/** @see https://kubernetes.io/docs/concepts/security/service-accounts/#assign-to-pod */
function accountOf({ spec }: Workload): string {
  return nonEmptyTextOf(spec.serviceAccountName) ?? nonEmptyTextOf(spec.serviceAccount) ?? 'default';
}
