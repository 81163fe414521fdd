/** A service of the generated workspace: like agent-society, between two neighbours in a ring. */
export interface GeneratedService {
  /** Its name, and that of its package and folder: `service-0001`. */
  readonly name: string;
  /** The name of its contract in code: `service0001`. */
  readonly contract: string;
  /** The contracts of its neighbours, whose HTTP ports it calls. */
  readonly next: string;
  readonly previous: string;
}

/**
 * The services of a workspace. Each calls the next, the one before it, and itself.
 *
 * @param count how many; at least 3, so that the neighbours of each are two others.
 * @throws RangeError if there are too few, or more than four digits can number.
 */
export function generatedServices(count: number): readonly GeneratedService[] {
  if (!Number.isInteger(count) || count < 3 || count > 9999) {
    throw new RangeError(`${count} is not a valid number of services (3-9999).`);
  }
  const number = (index: number) => String(((index + count) % count) + 1).padStart(4, '0');
  return Array.from({ length: count }, (_, index) => ({
    name: `service-${number(index)}`,
    contract: `service${number(index)}`,
    next: `service${number(index + 1)}`,
    previous: `service${number(index - 1)}`,
  }));
}

/** The files of one service's app, below its folder: path to text. */
export function appFiles(service: GeneratedService): ReadonlyMap<string, string> {
  return new Map([
    ['package.json', packageJson(service)],
    ['tsconfig.json', '{\n  "extends": "../../tsconfig.base.json"\n}\n'],
    ['src/app.ts', appModule(service)],
  ]);
}

function packageJson({ name }: GeneratedService): string {
  const blocks = ['app', 'comments', 'objects', 'probes', 'stack'];
  const manifest = {
    name: `@k8s-blocks/${name}`,
    version: '0.1.0',
    private: true,
    license: 'MIT',
    type: 'module',
    sideEffects: false,
    exports: { '.': './src/app.ts' },
    dependencies: {
      ...Object.fromEntries(blocks.map((block) => [`@k8s-blocks/${block}`, '0.1.0'])),
      'kubernetes-models': '^5.1.0',
    },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function appModule({ name, contract, next, previous }: GeneratedService): string {
  return `import { app } from '@k8s-blocks/app';
import { comment } from '@k8s-blocks/comments';
import { configMap, deployment, entry, placeholderSecret, service, withBaseline } from '@k8s-blocks/objects';
import { httpGet, probes } from '@k8s-blocks/probes';
import { ${[...new Set([contract, next, previous])].sort().join(', ')}, system } from '@k8s-blocks/stack';

const small = { requests: { memory: '128Mi', cpu: '100m' }, limits: { memory: '256Mi', cpu: '500m' } };
const large = { requests: { memory: '256Mi', cpu: '250m' }, limits: { memory: '512Mi', cpu: '1000m' } };

/** ${name}: business logic and a relay. Its state is in memory, so there is nothing to keep. */
export default app(system, ${contract}, {
  settings: {
    base: { replicas: 1, logLevel: 'info', imageTag: 'latest', resources: small },
    staging: { logLevel: 'debug', imageTag: 'staging' },
    production: { replicas: 2, logLevel: 'info', imageTag: 'production', resources: large },
  },
  manifests(env) {
    const { replicas, logLevel, imageTag, resources } = env.settings;
    const { http, ws } = ${contract}.ports;
    const config = configMap(env, {
      BLS_PORT: entry(http.containerPort, 'The business logic (HTTP).'),
      WS_PORT: entry(ws.containerPort, 'The relay (WebSocket).'),
      ASSET_CODE: 'USD',
      ASSET_SCALE: 6,
      BASE_PRICE_PER_BYTE: 10,
      NEXT_URL: entry(env.url(${next}.ports.http), 'The next service of the ring.'),
      PREVIOUS_URL: entry(env.url(${previous}.ports.http), 'The service before this one.'),
      LOG_LEVEL: logLevel,
      NODE_ID: '${name}',
      SUPPORTED_CHAINS: 'evm:base:8453',
      SETTLEMENT_TIMEOUT: entry(86400, 'Seconds.'),
      INITIAL_DEPOSIT: 1000000,
    });
    const workload = deployment(env, {
      replicas,
      config,
      readsSecret: true,
      container: {
        image: \`${name}:\${imageTag}\`,
        imagePullPolicy: 'Always',
        resources,
        ...probes(${contract}.ports, httpGet({ port: 'http', path: '/health' }), {
          startup: { initialDelaySeconds: 5, periodSeconds: 5, failureThreshold: 12 },
          liveness: { initialDelaySeconds: 10, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 3 },
          readiness: { initialDelaySeconds: 5, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
        }),
      },
    });
    const head = \`${name}: the business logic (port 3100) and the relay (port 7100) in one container.
A Deployment, not a StatefulSet: no state is kept.\`;
    return withBaseline(env, {
      replicas,
      files: {
        'configmap.yaml': config,
        'secret.yaml': placeholderSecret(env),
        'deployment.yaml': comment(head, workload),
        'service.yaml': [
          comment('The business logic (HTTP). The neighbours connect here.', service(env)),
          comment(
            'The relay (WebSocket). Headless: relays discover each other by the addresses behind its name.',
            service(env, { name: '${name}-relay', component: 'relay', headless: true }),
          ),
        ],
      },
    });
  },
});
`;
}
