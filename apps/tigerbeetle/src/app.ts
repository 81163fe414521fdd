import { app } from '@k8s-blocks/app';
import { comment } from '@k8s-blocks/comments';
import { namespace, podDisruptionBudget, service, withBaseline } from '@k8s-blocks/objects';
import { system, tigerbeetle } from '@k8s-blocks/stack';
import { settings } from './settings.ts';
import { statefulSet } from './statefulset.ts';

/** The ledger. Everything about its replicas derives from one number: the settings' `replicas`. */
export default app(system, tigerbeetle, {
  settings,
  manifests(env) {
    const { replicas } = env.settings;
    const peers = service(env, { name: 'tigerbeetle-headless', headless: true, publishNotReadyAddresses: true });
    return withBaseline(env, {
      replicas,
      files: {
        // io_uring needs a seccomp profile of Unconfined, and the level baseline does not allow IPC_LOCK.
        'namespace.yaml': namespace(env, { podSecurity: 'privileged', component: 'accounting-database' }),
        'statefulset.yaml': statefulSet(env),
        'service.yaml': [
          comment('The stable names of the replicas, which find each other before they are ready.', peers),
          comment('Any replica, for clients.', service(env)),
        ],
        'pdb.yaml': podDisruptionBudget(env, quorum(replicas)),
      },
    });
  },
});

/** A majority, which must stay up; of a single replica nothing can, or its node could never be drained. */
function quorum(replicas: number): number {
  return replicas === 1 ? 0 : Math.floor(replicas / 2) + 1;
}
