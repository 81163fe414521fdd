import { app } from '@k8s-blocks/app';
import { comment } from '@k8s-blocks/comments';
import { keepOneUp, namespace, networkPolicy, placeholderSecret, service, serviceAccount } from '@k8s-blocks/objects';
import { agentRuntime, system } from '@k8s-blocks/stack';
import { configMap } from './configmap.ts';
import { deployment } from './deployment.ts';
import { settings } from './settings.ts';

/** The ILP middleware, between the connector and the business logic. */
export default app(system, agentRuntime, {
  settings,
  manifests: {
    'namespace.yaml': (env) => namespace(env, { podSecurity: 'restricted' }),
    'serviceaccount.yaml': serviceAccount,
    'configmap.yaml': configMap,
    'secret.yaml': placeholderSecret,
    'deployment.yaml': deployment,
    'service.yaml': (env) => comment('The HTTP API: /ilp/packets, /ilp/send, /health, /ready.', service(env)),
    'pdb.yaml': (env) => keepOneUp(env, env.settings.replicas),
    'networkpolicy.yaml': networkPolicy,
  },
});
