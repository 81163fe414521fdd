import { type App, app } from '@k8s-blocks/app';
import type { ManifestFiles } from '@k8s-blocks/manifest';
import {
  configMap,
  cronJob,
  deployment,
  horizontalPodAutoscaler,
  placeholderSecret,
  service,
  statefulSet,
  withBaseline,
} from '@k8s-blocks/objects';
import { httpGet, probes } from '@k8s-blocks/probes';
import {
  anywhere,
  type Connection,
  type Contract,
  connection,
  contract,
  type PortDefinition,
  stack,
  type WorkloadKind,
} from '@k8s-blocks/topology';
import fc from 'fast-check';
import type { ReadEnvironment } from '../src/manifests/read-environments.ts';

/** What varies of a service between its environments. */
const row = fc.record({
  replicas: fc.integer({ min: 1, max: 4 }),
  level: fc.constantFrom('info', 'debug'),
  tag: fc.constantFrom('1.0.0', 'staging', 'latest'),
  cpu: fc.constantFrom('100m', '250m'),
  args: fc.array(fc.constantFrom('--verbose', '--fast', '--listen=:8080'), { maxLength: 2 }),
  isSpecial: fc.boolean(),
});

const oneService = fc.record({
  kind: fc.constantFrom('Deployment', 'Deployment', 'StatefulSet', 'CronJob'),
  namespace: fc.constantFrom('own', 'own', 'shared'),
  selectedBy: fc.constantFrom('name and component', 'name', 'app'),
  hasConfig: fc.boolean(),
  hasSecret: fc.boolean(),
  hasWorker: fc.boolean(),
  isAutoscaled: fc.boolean(),
  hasProbes: fc.boolean(),
  hasScheme: fc.boolean(),
  isOdd: fc.boolean(),
  absentIn: fc.constantFrom(undefined, undefined, undefined, 'staging', 'production'),
  text: fc.oneof(
    fc.constantFrom('server {\n  listen 80;\n}\n', '${NAME}', "it's", '`a` \\ "b"', '"', '__proto__: 1', 'ä€😀', ''),
    fc.string({ unit: 'grapheme-ascii', maxLength: 20 }),
  ),
  rows: fc.record({ base: row, staging: row, production: row }),
});

type ServiceParts = typeof oneService extends fc.Arbitrary<infer T> ? T : never;

const environments = fc.constantFrom(
  { base: {}, staging: { suffix: '-staging' }, production: { production: true, secretsProvided: true } },
  {
    base: {},
    staging: { prefix: 'stg-', annotations: { team: 'shop' } },
    production: { annotations: { environment: 'production' } },
  },
  { base: {}, staging: { namespaces: { suffix: '-stg' } }, production: {} },
  { base: {}, staging: { suffix: '-staging', namespaces: { prefix: 's-' } }, production: { secretsProvided: true } },
);

const content = fc.record({
  services: fc.array(oneService, { minLength: 1, maxLength: 4 }),
  calls: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 }),
  environments,
  labels: fc.constantFrom({}, { 'app.kubernetes.io/part-of': 'shop' }),
});

/** A stack as this project makes them, with its objects by environment as a cluster is to hold them. */
export const randomStack: fc.Arbitrary<readonly ReadEnvironment[]> = content.map((parts) => {
  const contracts = parts.services.map(contractOf);
  const pairs = new Map<string, readonly [number, number]>();
  for (const [from, to] of parts.calls) {
    const [caller, callee] = [from % contracts.length, to % contracts.length];
    // A caller before its callee, so that nobody waits for one that waits for it.
    if (caller < callee) pairs.set(`${caller} ${callee}`, [caller, callee]);
  }
  const connections = [...pairs.values()].flatMap(([caller, callee]): Connection[] => {
    const [from, to] = [contracts[caller], Object.values(contracts[callee]?.ports ?? {})[0]];
    return from === undefined || to === undefined ? [] : [connection(from, to, 'ask')];
  });
  const all = [...connections, ...contracts.slice(0, 1).map((each) => connection(each, anywhere.port(443), 'fetch'))];
  const ordered = [...contracts].reverse();
  const definition = { services: ordered, environments: parts.environments };
  const map = stack({ ...definition, connections: all, labels: parts.labels });
  const apps = parts.services.map((each, index) => appOf(map, contracts[index] ?? contractOf(each, index), each));
  const resources = apps.map((each) => ({ contract: each.contract, resources: each.resources() }));
  return ['base', 'staging', 'production'].map((name) => ({
    name,
    objects: resources.flatMap(({ contract: { environments: own }, resources: of }) =>
      own === undefined || own.includes(name) ? [...(of[name] ?? [])].map((object) => ({ ...object })) : [],
    ),
  }));
});

function contractOf(parts: ServiceParts, index: number): Contract {
  const name = `svc${index}`;
  const isShared = parts.namespace === 'shared';
  const kind = parts.kind === 'CronJob' ? 'CronJob' : parts.kind === 'StatefulSet' ? 'StatefulSet' : 'Deployment';
  const all = ['base', 'staging', 'production'];
  const common = {
    name,
    ...(isShared ? { namespace: 'shared' } : {}),
    // Of one name they would select the pods of the worker, too.
    ...(parts.selectedBy === 'name' && !parts.hasWorker ? { selectedBy: 'name' as const } : {}),
    ...(parts.selectedBy === 'app' && !parts.hasWorker ? { selector: { app: name } } : {}),
    ...(parts.hasSecret ? { secrets: { PASSWORD: 'REPLACE_WITH_PASSWORD' } } : {}),
    ...(parts.absentIn === undefined ? {} : { environments: all.filter((each) => each !== parts.absentIn) }),
    workload: kind,
  } as const;
  const http = { port: 80, containerPort: 8080, ...(parts.hasScheme ? { scheme: 'http' } : {}) };
  const ports: Readonly<Record<string, PortDefinition | number>> =
    kind === 'CronJob' ? {} : { http, metrics: { port: 9090, services: [] } };
  return parts.hasWorker
    ? contract({ ...common, ports, workloads: { worker: 'Deployment' } as Readonly<Record<string, WorkloadKind>> })
    : contract({ ...common, ports });
}

type AnyMap = Parameters<typeof app>[0];

function appOf(map: AnyMap, own: Contract, parts: ServiceParts): App {
  const { rows, absentIn } = parts;
  const names = ['staging', 'production'] as const;
  const others = Object.fromEntries(names.filter((name) => name !== absentIn).map((name) => [name, rows[name]]));
  return app(map, own, {
    settings: { base: rows.base, ...others },
    manifests(env) {
      const { replicas, level, tag, cpu, args, isSpecial } = env.settings;
      const called = map.connectionsOf(own).outgoing.flatMap(({ to }) => ('contract' in to ? [to] : []));
      const addresses = called.map((to) => {
        try {
          return [
            `${to.contract.toUpperCase()}_ADDRESS`,
            to.scheme === undefined ? env.address(to) : env.url(to),
          ] as const;
        } catch {
          return ['NOBODY', ''] as const;
        }
      });
      const config = configMap(env, { LEVEL: level, TEXT: parts.text, ...Object.fromEntries(addresses) });
      const pods = {
        ...(parts.hasConfig ? { config } : {}),
        readsSecret: parts.hasSecret,
        container: {
          image: `example.com/${own.name}:${tag}`,
          ...(args.length === 0 ? {} : { args }),
          resources: { requests: { cpu, memory: '64Mi' }, ...(isSpecial ? { limits: { memory: '128Mi' } } : {}) },
          ...(parts.hasProbes && own.workload !== 'CronJob'
            ? probes(own.ports, httpGet({ port: 'http', path: '/health' }), {
                liveness: { periodSeconds: 5 },
                readiness: { path: '/ready' },
              })
            : {}),
        },
        ...(parts.isOdd
          ? { pod: { nodeSelector: { disk: level }, ...(isSpecial ? { priorityClassName: 'high' } : {}) } }
          : {}),
      };
      const scaled = parts.isAutoscaled && own.workload === 'Deployment' ? {} : { replicas };
      const files: Record<`${string}.yaml`, ManifestFiles[`${string}.yaml`]> = {};
      if (parts.hasConfig) files['configmap.yaml'] = config;
      if (parts.hasSecret) files['secret.yaml'] = placeholderSecret(env);
      if (own.workload === 'Deployment') files['deployment.yaml'] = deployment(env, { ...scaled, ...pods });
      if (own.workload === 'StatefulSet')
        files['statefulset.yaml'] = statefulSet(env, { replicas, serviceName: own.name, ...pods });
      if (own.workload === 'CronJob') files['cronjob.yaml'] = cronJob(env, { schedule: '0 3 * * *', ...pods });
      if (parts.isAutoscaled && own.workload === 'Deployment')
        files['autoscaler.yaml'] = horizontalPodAutoscaler(env, {
          minReplicas: 1,
          maxReplicas: 5,
          utilization: { cpu: 70 },
        });
      if (own.workload !== 'CronJob')
        files['service.yaml'] = service(env, { headless: own.workload === 'StatefulSet' });
      const worker = parts.hasWorker ? own.workloads.worker : undefined;
      if (worker !== undefined)
        files['worker.yaml'] = deployment(env.of(worker), {
          replicas,
          container: { image: `example.com/worker:${tag}` },
        });
      if (parts.isOdd) files['pdb.yaml'] = [];
      return withBaseline(env, { files });
    },
  });
}
