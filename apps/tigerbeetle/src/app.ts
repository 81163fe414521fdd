import { app } from '@k8s-blocks/app';
import { comment } from '@k8s-blocks/comments';
import { namespace, networkPolicy, podDisruptionBudget, service, serviceAccount } from '@k8s-blocks/objects';
import { system, tigerbeetle } from '@k8s-blocks/stack';
import { settings } from './settings.ts';
import { statefulSet } from './statefulset.ts';

/** The ledger. Everything about its replicas derives from one number: the settings' `replicas`. */
export default app(system, tigerbeetle, {
  settings,
  manifests: {
    // io_uring needs a seccomp profile of Unconfined, and IPC_LOCK is no capability of baseline.
    'namespace.yaml': (env) => namespace(env, { podSecurity: 'privileged', component: tigerbeetle.identity.component }),
    'serviceaccount.yaml': serviceAccount,
    'statefulset.yaml': statefulSet,
    'service.yaml': [
      (env) =>
        comment(
          'The stable names of the replicas, which find each other before they are ready.',
          service(env, { name: 'tigerbeetle-headless', headless: true, publishNotReadyAddresses: true }),
        ),
      (env) => comment('Any replica, for clients.', service(env)),
    ],
    'pdb.yaml': (env) => podDisruptionBudget(env, quorum(env.settings.replicas)),
    'networkpolicy.yaml': networkPolicy,
  },
});

/** A majority, which must stay up; of a single replica nothing can, or its node could never be drained. */
function quorum(replicas: number): number {
  return replicas === 1 ? 0 : Math.floor(replicas / 2) + 1;
}
