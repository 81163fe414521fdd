import type { WorkloadKind } from '@k8s-blocks/topology';
import type { Service } from './service.ts';

/** What the source of an app has by the kind of its workload. */
interface Parts {
  /** The block of `@k8s-blocks/objects` that makes the workload, and others that its options call. */
  readonly blocks: readonly [block: string, ...others: string[]];
  readonly file: string;
  /** What the workload is, as the comment before it. */
  readonly comment: string;
  /** Its options, besides those of all kinds. */
  readonly options: (service: Service) => readonly string[];
  /** Its settings in base and in production, besides those of all kinds. */
  readonly base?: string;
  readonly production?: string;
  /** The fields of its container, besides those of all kinds. */
  readonly container?: string;
  /** The options of its Service. Default: none. */
  readonly service?: string;
}

const PARTS: Readonly<Record<WorkloadKind, Parts>> = {
  Deployment: {
    blocks: ['deployment'],
    file: 'deployment.yaml',
    comment: 'The pods: restricted, and rolled when their configuration changes.',
    options: () => ['replicas: env.settings.replicas'],
    base: 'replicas: 1',
    production: 'replicas: 2',
  },
  StatefulSet: {
    blocks: ['statefulSet', 'claimTemplate'],
    file: 'statefulset.yaml',
    comment:
      'The pods: restricted, each with a name and a claim of its own, and rolled when their configuration changes.',
    options: ({ name }) => [
      'replicas: env.settings.replicas',
      `serviceName: '${name}'`,
      "claimTemplates: [claimTemplate('data', { storage: '10Gi' })]",
    ],
    base: 'replicas: 1',
    production: 'replicas: 2',
    container: "volumeMounts: [{ name: 'data', mountPath: '/data' }]",
    service: '{ headless: true }',
  },
  DaemonSet: {
    blocks: ['daemonSet'],
    file: 'daemonset.yaml',
    comment: 'The pods, one on each node: restricted, and rolled when their configuration changes.',
    options: () => ['maxUnavailable: 1'],
  },
  Job: {
    blocks: ['job'],
    file: 'job.yaml',
    comment:
      'A Job cannot be changed in the cluster: it is removed a day after its end, so that the next one can be applied.',
    options: () => ['backoffLimit: 3', 'ttlSecondsAfterFinished: 86_400'],
  },
  CronJob: {
    blocks: ['cronJob'],
    file: 'cronjob.yaml',
    comment: 'One Job at a time, each of which reads its configuration anew.',
    options: () => ['schedule: env.settings.schedule', "timeZone: 'Etc/UTC'", "concurrencyPolicy: 'Forbid'"],
    base: "schedule: '0 3 * * *'",
  },
};

/** The source of an app, before it is formatted. */
export function appSource(service: Service): string {
  const { name, identifier, workload, port } = service;
  const { blocks, file, comment, options, base, production, container, service: serviceOptions } = PARTS[workload];
  const serviceCall = serviceOptions === undefined ? 'service(env)' : `service(env, ${serviceOptions})`;
  return `import { app } from '@k8s-blocks/app';
import { ${['configMap', ...blocks, ...(port ? ['service'] : []), 'withBaseline'].join(', ')} } from '@k8s-blocks/objects';
${port ? `import { ${PROBES[port.name].endpoint}, probes } from '@k8s-blocks/probes';\n` : ''}import { ${identifier}, system } from '@k8s-blocks/stack';

/** The manifests of ${name}, as a function of the environment. */
export default app(system, ${identifier}, {
  // Base whole; every other environment in what it states itself.
  settings: {
    base: {
      ${entries(base, "logLevel: 'info'", "imageTag: 'latest'")},
      resources: { requests: { memory: '128Mi', cpu: '100m' }, limits: { memory: '256Mi', cpu: '500m' } },
    },
    staging: { logLevel: 'debug', imageTag: 'staging' },
    production: { ${entries(production, "imageTag: 'production'")} },
  },
  manifests(env) {
    const { logLevel, imageTag, resources } = env.settings;
    // The environment variables of the container.
    const config = configMap(env, {
      ${port ? `PORT: ${identifier}.ports.${port.name}.containerPort,` : ''}
      LOG_LEVEL: logLevel,
    });
    // ${comment}
    const workload = ${blocks[0]}(env, {
      ${entries(...options(service), 'config')},
      container: {
        image: \`${name}:\${imageTag}\`,
        imagePullPolicy: 'Always',
        ${entries('resources', container)},
        ${port ? probesOf(identifier, port.name) : ''}
      },
    });
    return withBaseline(env, {
      files: {
        'configmap.yaml': config,
        '${file}': workload,
        ${port ? `'service.yaml': ${serviceCall},` : ''}
      },
    });
  },
});
`;
}

const PROBES = {
  http: {
    endpoint: 'httpGet',
    call: () => "httpGet({ port: 'http', path: '/health' })",
    assumption: 'it answers on /health once it is up. Give the path that it has.',
  },
  grpc: {
    endpoint: 'grpc',
    call: (identifier: string) => `grpc({ port: ${identifier}.ports.grpc.containerPort })`,
    assumption: 'it has the gRPC health checking protocol.',
  },
  tcp: {
    endpoint: 'tcpSocket',
    call: () => "tcpSocket({ port: 'tcp' })",
    assumption: 'it is up once it takes connections.',
  },
};

function probesOf(identifier: string, protocol: keyof typeof PROBES): string {
  const { assumption, call } = PROBES[protocol];
  return `// An assumption: ${assumption}
        ...probes(${identifier}.ports, ${call(identifier)}, {
          startup: { periodSeconds: 5, failureThreshold: 12 },
          liveness: { periodSeconds: 15, timeoutSeconds: 5 },
          readiness: { periodSeconds: 10, timeoutSeconds: 5 },
        }),`;
}

/** Entries of an object literal; those that are not there are left out. */
function entries(...all: readonly (string | undefined)[]): string {
  return all.filter((each) => each !== undefined).join(', ');
}
