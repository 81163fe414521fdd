import { app } from '@k8s-blocks/app';
import { comment } from '@k8s-blocks/comments';
import { configVolume, deployment, service, withBaseline } from '@k8s-blocks/objects';
import { httpGet, probes } from '@k8s-blocks/probes';
import { files } from '../files.ts';
import { map, search } from '../map.ts';
import { replicas, resources } from '../settings.ts';

/** Words that nobody searches for, one a line, packed by gzip. */
const STOP_WORDS = 'H4sIAAAAAAAAA0vMS+FKSS3iSslM5cov4irJSOUqzUvhAgB4hg5OFwAAAA==';

/** The search: its configuration is files that it watches. */
export default app(map, search, {
  settings: replicas,
  manifests(env) {
    const config = files(env, {
      data: { 'application.yaml': applicationYaml(env.values.logLevel) },
      binaryData: { 'stop-words.gz': STOP_WORDS },
    });
    return withBaseline(env, {
      files: {
        'configmap.yaml': comment('Files of the search, which reads them again when they change.', config),
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

function applicationYaml(logLevel: string): string {
  return `server:
  port: ${search.ports.http.containerPort}
log:
  level: ${logLevel}
index:
  languages: [de, en]
`;
}
