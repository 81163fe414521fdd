import { app } from '@k8s-blocks/app';
import { comment } from '@k8s-blocks/comments';
import { keepOneUp, namespace, networkPolicy, placeholderSecret, service, serviceAccount } from '@k8s-blocks/objects';
import { agentSociety, system } from '@k8s-blocks/stack';
import { configMap } from './configmap.ts';
import { deployment } from './deployment.ts';
import { settings } from './settings.ts';

/** The business logic server and the Nostr relay. Its state is in memory, so there is nothing to keep. */
export default app(system, agentSociety, {
  settings,
  manifests: {
    'namespace.yaml': (env) => namespace(env, { podSecurity: 'restricted' }),
    'serviceaccount.yaml': serviceAccount,
    'configmap.yaml': configMap,
    'secret.yaml': placeholderSecret,
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
    'pdb.yaml': (env) => keepOneUp(env, env.settings.replicas),
    'networkpolicy.yaml': networkPolicy,
  },
});
