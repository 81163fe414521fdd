import { app } from '@k8s-blocks/app';
import { comment } from '@k8s-blocks/comments';
import { configVolume, deployment, service, withBaseline } from '@k8s-blocks/objects';
import { httpGet, probes } from '@k8s-blocks/probes';
import { map, search } from '../map.ts';
import { replicas, resources } from '../settings.ts';
import { files } from './files.ts';

/** The search: its configuration is a file that it watches. */
export default app(map, search, {
  settings: replicas,
  manifests(env) {
    const config = files(env);
    return withBaseline(env, {
      files: {
        'configmap.yaml': comment('Files, which it reads again when they change.', config),
        'deployment.yaml': deployment(env, {
          replicas: env.settings.replicas,
          container: {
            image: 'registry.shop.example.com/search:8.15.2',
            resources: resources('500m', '512Mi'),
            volumeMounts: [{ name: 'config', mountPath: '/config', readOnly: true }],
            ...probes(search.ports, httpGet({ port: 'http', path: '/_health' }), { readiness: { periodSeconds: 5 } }),
          },
          pod: { volumes: [configVolume('config', config)] },
        }),
        'service.yaml': service(env),
      },
    });
  },
});
