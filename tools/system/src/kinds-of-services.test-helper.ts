import { type App, app } from '@k8s-blocks/app';
import {
  certificate,
  claimTemplate,
  claimVolume,
  clusterRole,
  clusterRoleBinding,
  configMap,
  configVolume,
  containerPorts,
  cronJob,
  daemonSet,
  deployment,
  externalSecret,
  fromSecret,
  horizontalPodAutoscaler,
  hostPathVolume,
  job,
  persistentVolumeClaim,
  role,
  roleBinding,
  sealedSecret,
  secretVolume,
  service,
  serviceAccount,
  serviceContainer,
  serviceMonitor,
  sidecar,
  statefulSet,
  variableFromSecret,
  withBaseline,
} from '@k8s-blocks/objects';
import { grpc, probes } from '@k8s-blocks/probes';
import { connection, contract, outsideNamespace, outsideNetwork, secret, stack } from '@k8s-blocks/topology';

const tls = secret({ name: 'api-tls', why: 'serve TLS', type: 'kubernetes.io/tls', madeBy: 'Certificate' });
const login = secret({ name: 'database', why: 'log in', keys: ['url'], madeBy: 'ExternalSecret' });
const signing = secret({ name: 'signing', why: 'sign messages', keys: ['key'], madeBy: 'SealedSecret' });

const database = contract({
  name: 'database',
  workload: 'StatefulSet',
  ports: { postgres: { port: 5432, services: ['database', 'database-pods'] } },
});
const migration = contract({ name: 'migration', workload: 'Job', ports: {}, otherSecrets: [login] });
const api = contract({
  name: 'api',
  ports: { grpc: 9000, metrics: 9100 },
  otherSecrets: [tls, login],
});
const worker = contract({ name: 'worker', ports: {}, otherSecrets: [signing] });
const report = contract({ name: 'report', workload: 'CronJob', ports: {} });
const logs = contract({ name: 'logs', workload: 'DaemonSet', ports: {} });
const controller = contract({ name: 'controller', ports: {} });

const apiServer = outsideNetwork('the API server', { cidr: '10.96.0.1/32' });

/** A stack with a service of each kind that the blocks are for. */
export const map = stack({
  services: [database, migration, api, worker, report, logs, controller],
  environments: {
    base: {},
    staging: { suffix: '-staging' },
    production: { production: true, secretsProvided: true },
  },
  connections: [
    connection(migration, database.ports.postgres, 'change its tables'),
    connection(api, database.ports.postgres, 'keep orders'),
    connection(report, database.ports.postgres, 'sum up the day'),
    connection(worker, api.ports.grpc, 'fetch what is to be done'),
    connection(outsideNamespace('monitoring'), api.ports.metrics, 'scrape'),
    connection(controller, apiServer.port(443), 'watch the objects of the stack'),
  ],
});

const settings = { base: { level: 'info', replicas: 2 }, staging: { level: 'debug', replicas: 1 }, production: {} };

const databaseApp = app(map, database, {
  settings,
  manifests: (env) =>
    withBaseline(env, {
      files: {
        'service.yaml': [service(env), service(env, { name: 'database-pods', component: 'pods', headless: true })],
        'statefulset.yaml': statefulSet(env, {
          replicas: env.settings.replicas,
          serviceName: 'database-pods',
          podManagementPolicy: 'Parallel',
          updateStrategy: { type: 'OnDelete' },
          persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain' },
          claimTemplates: [claimTemplate('data', { storage: env.name === 'production' ? '100Gi' : '10Gi' })],
          container: { image: 'database:16.4', volumeMounts: [{ name: 'data', mountPath: '/data' }] },
        }),
      },
    }),
});

const migrationApp = app(map, migration, {
  settings,
  manifests(env) {
    const config = configMap(env, { LEVEL: env.settings.level, DATABASE: env.address(database.ports.postgres) });
    return withBaseline(env, {
      files: {
        'configmap.yaml': config,
        'login.yaml': externalSecret(env, { store: { name: 'vault' }, from: `orders/${env.name}`, secret: login }),
        'job.yaml': job(env, {
          config,
          backoffLimit: 3,
          ttlSecondsAfterFinished: 3600,
          container: { image: 'api:1.4.0', env: [variableFromSecret(env, 'URL', { key: 'url', secret: login })] },
        }),
      },
    });
  },
});

const apiApp = app(map, api, {
  settings,
  manifests(env) {
    const config = configMap(env, { LEVEL: env.settings.level, DATABASE: env.address(database.ports.postgres) });
    const exporter = serviceContainer(env, {
      name: 'exporter',
      image: 'exporter:0.9.0',
      ports: containerPorts(api, ['metrics']),
      resources: { requests: { cpu: '20m' } },
    });
    const proxy = sidecar({
      name: 'proxy',
      image: 'proxy:2.1.0',
      resources: { requests: { cpu: '50m' } },
      volumeMounts: [{ name: 'config', mountPath: '/etc/proxy', readOnly: true }],
    });
    return withBaseline(env, {
      files: {
        'configmap.yaml': config,
        'login.yaml': externalSecret(env, { store: { name: 'vault' }, from: `orders/${env.name}`, secret: login }),
        'certificate.yaml': certificate(env, {
          secret: tls,
          dnsNames: ['api.example.com'],
          issuer: { name: 'letsencrypt' },
        }),
        'uploads.yaml': persistentVolumeClaim(env, 'uploads', { storage: '1Gi', accessModes: ['ReadWriteMany'] }),
        'deployment.yaml': deployment(env, {
          config,
          container: {
            image: 'api:1.4.0',
            ports: containerPorts(api, ['grpc']),
            env: [variableFromSecret(env, 'URL', { key: 'url', secret: login })],
            resources: { requests: { cpu: '100m' } },
            volumeMounts: [
              { name: 'tls', mountPath: '/tls', readOnly: true },
              { name: 'uploads', mountPath: '/uploads' },
              { name: 'tmp', mountPath: '/tmp' },
            ],
            ...probes(api.ports, grpc({ port: api.ports.grpc.containerPort }), { readiness: {}, liveness: {} }),
          },
          pod: {
            initContainers: [proxy],
            containers: [exporter],
            volumes: [
              secretVolume(env, 'tls', tls),
              claimVolume(env, 'uploads'),
              configVolume('config', config),
              { name: 'tmp', emptyDir: {} },
            ],
          },
        }),
        'autoscaler.yaml': horizontalPodAutoscaler(env, {
          minReplicas: env.settings.replicas,
          maxReplicas: 10,
          utilization: { cpu: 70 },
        }),
        'service.yaml': service(env),
        'servicemonitor.yaml': serviceMonitor(env, api.ports.metrics, { interval: '30s' }),
      },
    });
  },
});

const workerApp = app(map, worker, {
  settings,
  manifests(env) {
    const config = configMap(env, { LEVEL: env.settings.level, API: env.address(api.ports.grpc) });
    return withBaseline(env, {
      files: {
        'configmap.yaml': config,
        'signing.yaml': sealedSecret(env, { secret: signing, encryptedData: { key: `AgA${env.name}` } }),
        'deployment.yaml': deployment(env, {
          replicas: env.settings.replicas,
          config,
          container: { image: 'worker:1.4.0', envFrom: [fromSecret(env, signing)] },
        }),
      },
    });
  },
});

const reportApp = app(map, report, {
  settings,
  manifests(env) {
    const config = configMap(env, { LEVEL: env.settings.level, DATABASE: env.address(database.ports.postgres) });
    return withBaseline(env, {
      files: {
        'configmap.yaml': config,
        'cronjob.yaml': cronJob(env, {
          schedule: env.name === 'staging' ? '@hourly' : '0 3 * * mon-fri',
          timeZone: 'Europe/Berlin',
          concurrencyPolicy: 'Forbid',
          restartPolicy: 'OnFailure',
          config,
          container: { image: 'report:1.4.0' },
        }),
      },
    });
  },
});

const logsApp = app(map, logs, {
  settings,
  manifests: (env) =>
    withBaseline(env, {
      podSecurity: 'privileged',
      files: {
        'daemonset.yaml': daemonSet(env, {
          maxUnavailable: env.name === 'production' ? '10%' : 1,
          container: { image: 'logs:3.0.1', volumeMounts: [{ name: 'logs', mountPath: '/logs', readOnly: true }] },
          pod: { volumes: [hostPathVolume('logs', '/var/log', 'Directory')] },
        }),
      },
    }),
});

const controllerApp = app(map, controller, {
  settings,
  manifests: (env) =>
    withBaseline(env, {
      files: {
        'serviceaccount.yaml': serviceAccount(env, { token: true }),
        'rbac.yaml': [
          role(env, [
            { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create', 'update'] },
          ]),
          roleBinding(env),
          clusterRole(env, [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['list', 'watch'] }]),
          clusterRoleBinding(env),
        ],
        'deployment.yaml': deployment(env, {
          replicas: 1,
          token: true,
          container: { image: 'controller:1.4.0', args: [`--level=${env.settings.level}`] },
        }),
      },
    }),
});

/** The apps of the stack, in start order. */
export const apps: readonly App[] = [databaseApp, migrationApp, apiApp, workerApp, reportApp, logsApp, controllerApp];
