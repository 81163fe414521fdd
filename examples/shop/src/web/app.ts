import { app } from '@k8s-blocks/app';
import { comment } from '@k8s-blocks/comments';
import { configurationChecksum, configVolume, deployment, service, withBaseline } from '@k8s-blocks/objects';
import { httpGet, probes } from '@k8s-blocks/probes';
import { files } from '../files.ts';
import { map, web } from '../map.ts';
import { replicas, resources } from '../settings.ts';
import { nginxConfig } from './nginx.ts';

/** The web frontend: nginx, which hands calls on to the services behind it. */
export default app(map, web, {
  settings: replicas,
  manifests(env) {
    const config = files(env, { data: { 'default.conf': nginxConfig(env) } });
    return withBaseline(env, {
      files: {
        'configmap.yaml': comment('Files of nginx, which reads them when it starts.', config),
        'deployment.yaml': deployment(env, {
          replicas: env.settings.replicas,
          container: {
            image: 'registry.shop.example.com/web:7.4.0',
            resources: resources('50m', '64Mi'),
            volumeMounts: [
              { name: 'nginx', mountPath: '/etc/nginx/conf.d', readOnly: true },
              { name: 'tmp', mountPath: '/tmp' },
            ],
            ...probes(web.ports, httpGet({ port: 'http', path: '/health' }), {
              liveness: { periodSeconds: 10 },
              readiness: { periodSeconds: 5 },
            }),
          },
          pod: {
            // A changed file rolls the pods.
            annotations: configurationChecksum(config),
            volumes: [configVolume('nginx', config), { name: 'tmp', emptyDir: {} }],
          },
        }),
        'service.yaml': service(env),
      },
    });
  },
});
