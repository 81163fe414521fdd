import { app } from '@k8s-blocks/app';
import { claimTemplate, externalSecret, fromSecret, service, statefulSet, withBaseline } from '@k8s-blocks/objects';
import { exec, probes } from '@k8s-blocks/probes';
import { podSecurityContext } from '@k8s-blocks/security-context';
import { database, map } from '../map.ts';
import { superuser } from '../secrets.ts';
import { resources } from '../settings.ts';

/** Postgres: a pod with a name and a claim of its own; the others of the shop come by the Service without a cluster IP. */
export default app(map, database, {
  settings: {
    base: { storage: '10Gi' },
    dev: {},
    staging: {},
    prod: { storage: '100Gi' },
    'prod-us': { storage: '200Gi' },
  },
  manifests: (env) =>
    withBaseline(env, {
      files: {
        'externalsecret.yaml': externalSecret(env, {
          secret: superuser,
          store: { name: 'vault' },
          from: `shop/${env.name}/database`,
        }),
        'statefulset.yaml': statefulSet(env, {
          replicas: 1,
          serviceName: 'database-pods',
          claimTemplates: [claimTemplate('data', { storage: env.settings.storage })],
          container: {
            image: 'postgres:17.2',
            env: [{ name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' }],
            envFrom: [fromSecret(env, superuser)],
            resources: resources('500m', '1Gi'),
            volumeMounts: [
              { name: 'data', mountPath: '/var/lib/postgresql/data' },
              { name: 'run', mountPath: '/var/run/postgresql' },
            ],
            ...probes(database.ports, exec(['pg_isready', '--username=postgres']), {
              startup: { periodSeconds: 5, failureThreshold: 30 },
              liveness: { periodSeconds: 10 },
              readiness: { periodSeconds: 5 },
            }),
          },
          pod: {
            securityContext: { ...podSecurityContext(), runAsUser: 999, fsGroup: 999 },
            terminationGracePeriodSeconds: 120,
            volumes: [{ name: 'run', emptyDir: {} }],
          },
        }),
        'service.yaml': [service(env), service(env, { name: 'database-pods', component: 'pods', headless: true })],
        // Its one pod may be evicted: it comes back with its claim.
        'pdb.yaml': [],
      },
    }),
});
