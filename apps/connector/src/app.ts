import { app } from '@k8s-blocks/app';
import { comment } from '@k8s-blocks/comments';
import { keepOneUp, namespace, networkPolicy, placeholderSecret, service, serviceAccount } from '@k8s-blocks/objects';
import { connector, system } from '@k8s-blocks/stack';
import { configMap } from './configmap.ts';
import { deployment } from './deployment.ts';
import { settings } from './settings.ts';

/** The ILP connector, the one service that talks to the world: testnet in staging, mainnet in production. */
export default app(system, connector, {
  settings,
  annotations: ({ name, settings: { network } }) => ({
    'app.kubernetes.io/version': '1.0.0',
    ...(name === 'base' ? {} : { 'network-mode': network.NETWORK_MODE }),
  }),
  manifests: {
    'namespace.yaml': (env) => namespace(env, { podSecurity: 'restricted' }),
    'serviceaccount.yaml': serviceAccount,
    'configmap.yaml': configMap,
    'secret.yaml': placeholderSecret,
    'deployment.yaml': deployment,
    'service.yaml': [
      (env) => comment('BTP for peers, health and metrics, and the Admin API for agent-society alone.', service(env)),
      (env) =>
        comment(
          'The explorer: an object of its own, so that it can be exposed on its own.',
          service(env, { name: 'connector-explorer', component: 'explorer' }),
        ),
    ],
    'pdb.yaml': (env) => keepOneUp(env, env.settings.replicas),
    'networkpolicy.yaml': networkPolicy,
  },
});
