import { app } from '@k8s-blocks/app';
import { deployment, role, roleBinding, withBaseline } from '@k8s-blocks/objects';
import { map, operator } from '../map.ts';
import { none, resources } from '../settings.ts';

/** Restarts what hangs. It may do so in its own namespace, with the token that a service has which calls the API server. */
export default app(map, operator, {
  settings: none,
  manifests: (env) =>
    withBaseline(env, {
      files: {
        'rbac.yaml': [
          role(env, [
            { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'list', 'watch', 'patch'] },
            { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create', 'update'] },
          ]),
          roleBinding(env),
        ],
        'deployment.yaml': deployment(env, {
          replicas: 1,
          container: {
            image: 'registry.shop.example.com/operator:0.4.0',
            args: [`--log-level=${env.values.logLevel}`],
            resources: resources('50m', '64Mi'),
          },
        }),
        // Its one pod may be evicted: the next one goes on.
        'pdb.yaml': [],
      },
    }),
});
