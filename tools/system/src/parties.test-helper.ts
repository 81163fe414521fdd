import { type App, app } from '@k8s-blocks/app';
import {
  clusterRole,
  clusterRoleBinding,
  configMap,
  daemonSet,
  deployment,
  service,
  withBaseline,
} from '@k8s-blocks/objects';
import {
  anywhere,
  apiServer,
  connection,
  contract,
  outsideHost,
  outsideNamespace,
  outsideNetwork,
  stack,
} from '@k8s-blocks/topology';

const shop = contract({ name: 'shop', ports: { http: { port: 8080, scheme: 'http' }, metrics: 9100 } });
const agent = contract({ name: 'agent', workload: 'DaemonSet', hostNetwork: true, ports: { intake: 4318 } });
const operator = contract({ name: 'operator', ports: { webhook: 9443 } });

const cache = outsideHost('the cache', 'cache.example.com');
const queue = outsideHost('the queue', '*.queue.example.com', { addresses: '198.51.100.0/28' });
const bank = outsideNetwork('the bank', [{ cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] }, '2001:db8:1::/48']);
const prometheus = outsideNamespace('monitoring', { pods: { 'app.kubernetes.io/name': 'prometheus' } });

/** A stack that talks to every kind of party, in clusters that are known by their addresses, and that are not. */
export const map = stack({
  services: [shop, agent, operator],
  environments: {
    base: {},
    openshift: {
      suffix: '-openshift',
      dns: { namespace: 'openshift-dns', labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' }, port: 5353 },
    },
    known: {
      suffix: '-known',
      dns: { addresses: '169.254.20.10/32' },
      apiServer: { addresses: ['192.0.2.10/32', '10.96.0.1/32'] },
      nodes: '10.0.0.0/16',
    },
  },
  connections: [
    connection(anywhere, shop.ports.http, 'customers'),
    connection(prometheus, shop.ports.metrics, 'scrape'),
    connection(shop, cache.port(6379), 'sessions'),
    connection(shop, queue.port(5671), 'orders'),
    connection(shop, bank.port(443), 'transfers'),
    connection(shop, agent.ports.intake, 'traces'),
    connection(agent, shop.ports.metrics, 'measure', { needed: 'later' }),
    connection(operator, apiServer.port(443), 'watch Shops'),
    connection(apiServer, operator.ports.webhook, 'check Shops'),
  ],
});

const settings = { base: {}, openshift: {}, known: {} };

const shopApp = app(map, shop, {
  settings,
  manifests(env) {
    const config = configMap(env, {
      CACHE: env.outsideUrl('rediss://cache.example.com:6379'),
      QUEUE: env.outsideAddress('eu.queue.example.com:5671'),
      AGENT: env.address(agent.ports.intake),
      BANK: env.outsideUrl('https://bank.example.com/transfers'),
    });
    return withBaseline(env, {
      files: {
        'configmap.yaml': config,
        'deployment.yaml': deployment(env, { replicas: 2, config, container: { image: 'shop:1.0.0' } }),
        'service.yaml': service(env),
      },
    });
  },
});

const agentApp = app(map, agent, {
  settings,
  manifests: (env) =>
    withBaseline(env, {
      files: {
        'daemonset.yaml': daemonSet(env, { container: { image: 'agent:1.0.0' } }),
        'service.yaml': service(env),
      },
    }),
});

const operatorApp = app(map, operator, {
  settings,
  manifests: (env) =>
    withBaseline(env, {
      files: {
        'rbac.yaml': [
          clusterRole(env, [{ apiGroups: ['example.com'], resources: ['shops'], verbs: ['list', 'watch'] }]),
          clusterRoleBinding(env),
        ],
        'deployment.yaml': deployment(env, { replicas: 2, container: { image: 'operator:1.0.0' } }),
        'service.yaml': service(env),
      },
    }),
});

/** The apps of the stack, in start order. */
export const apps: readonly App[] = [shopApp, agentApp, operatorApp];
