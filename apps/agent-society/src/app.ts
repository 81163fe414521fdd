import { app } from '@k8s-blocks/app';
import { comment } from '@k8s-blocks/comments';
import { namespace, networkPolicy, podDisruptionBudget, service, serviceAccount } from '@k8s-blocks/objects';
import { agentSociety, system } from '@k8s-blocks/stack';
import { configMap } from './configmap.ts';
import { deployment } from './deployment.ts';
import { secret } from './secret.ts';
import { settings } from './settings.ts';

/** The business logic server and the Nostr relay. The state is in memory, so there is nothing to keep. */
export default app(system, agentSociety, {
  settings,
  manifests: {
    'namespace.yaml': (env) =>
      comment(
        'The namespace of agent-society, which no other service shares.',
        namespace(env, { podSecurity: 'restricted' }),
      ),
    'serviceaccount.yaml': (env) =>
      comment('What the pods of agent-society run as. They never call the API server.', serviceAccount(env)),
    'configmap.yaml': configMap,
    'secret.yaml': secret,
    'deployment.yaml': deployment,
    'service.yaml': [
      (env) =>
        comment('The business logic server (BLS, HTTP). The agent-runtime middleware connects here.', service(env)),
      (env) =>
        comment(
          'The Nostr relay (WebSocket). Headless: relays discover each other by the addresses behind its name.',
          service(env, { name: 'agent-society-relay', component: 'relay', headless: true }),
        ),
    ],
    'pdb.yaml': (env) => comment('Keeps one pod up while nodes are drained.', podDisruptionBudget(env, 1)),
    'networkpolicy.yaml': (env) =>
      comment('Who may call agent-society, and whom it may call. Everything else is denied.', networkPolicy(env)),
  },
});
