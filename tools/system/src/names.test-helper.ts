import { type App, app } from '@k8s-blocks/app';
import {
  clusterRole,
  clusterRoleBinding,
  configMap,
  deployment,
  fromSecret,
  horizontalPodAutoscaler,
  placeholderSecret,
  role,
  roleBinding,
  sealedSecret,
  service,
  serviceAccount,
  statefulSet,
  withBaseline,
} from '@k8s-blocks/objects';
import { apiServer, connection, contract, type NameOptions, secret, stack } from '@k8s-blocks/topology';

const signing = secret({ name: 'signing', why: 'sign orders', keys: ['key'], madeBy: 'SealedSecret' });
const ledger = contract({
  name: 'ledger',
  namespace: 'bank',
  workload: 'StatefulSet',
  ports: { postgres: 5432 },
  secrets: { PASSWORD: 'REPLACE_WITH_PASSWORD' },
});
const shop = contract({ name: 'shop', ports: { http: 8080 }, otherSecrets: [signing] });
const visitor = contract({ name: 'visitor', ports: {} });

/** Each way of naming, which is that of the environment of its name, with the names that it makes of `ledger` in the namespace `bank`. */
export const WAYS = {
  suffixed: { names: { suffix: '-staging' }, ledger: 'ledger-staging', bank: 'bank-staging' },
  prefixed: { names: { prefix: 'stg-' }, ledger: 'stg-ledger', bank: 'stg-bank' },
  both: { names: { prefix: 'qa-', suffix: '-two' }, ledger: 'qa-ledger-two', bank: 'qa-bank-two' },
  namespaces: { names: { namespaces: { suffix: '-dev' } }, ledger: 'ledger', bank: 'bank-dev' },
  function: {
    names: { suffix: '-load', namespaces: (namespace: string) => `team-${namespace}-load` },
    ledger: 'ledger-load',
    bank: 'team-bank-load',
  },
} satisfies Record<string, { readonly names: NameOptions; readonly ledger: string; readonly bank: string }>;

const { suffixed, prefixed, both, namespaces, function: byFunction } = WAYS;
/** A stack of services that refer to each other, with an environment for each way of naming. */
export const map = stack({
  services: [ledger, shop, visitor],
  environments: {
    base: {},
    suffixed: suffixed.names,
    prefixed: { ...prefixed.names, secretsProvided: true },
    both: both.names,
    namespaces: namespaces.names,
    function: byFunction.names,
  },
  connections: [
    connection(shop, ledger.ports.postgres, 'book orders'),
    connection(visitor, shop.ports.http, 'buy'),
    connection(shop, apiServer.port(443), 'hold a lease'),
    connection(ledger, ledger.ports.postgres, 'agree on the order of entries'),
  ],
});
const settings = { base: {}, suffixed: {}, prefixed: {}, both: {}, namespaces: {}, function: {} };

/** The apps of the stack. */
export const apps: readonly App[] = [
  app(map, ledger, {
    settings,
    manifests(env) {
      const peers = env.podAddresses(ledger.ports.postgres, 'ledger', 2).join(',');
      const config = configMap(env, { PEERS: peers });
      return withBaseline(env, {
        files: {
          'configmap.yaml': config,
          'secret.yaml': placeholderSecret(env),
          'service.yaml': service(env, { headless: true, publishNotReadyAddresses: true }),
          'statefulset.yaml': statefulSet(env, {
            replicas: 2,
            serviceName: 'ledger',
            podManagementPolicy: 'Parallel',
            config,
            readsSecret: true,
            container: { image: 'ledger:1.0' },
          }),
          'grant.yaml': {
            apiVersion: 'gateway.networking.k8s.io/v1beta1',
            kind: 'ReferenceGrant',
            metadata: { name: 'books' },
            spec: {
              from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: env.namespaceOf('shop') }],
              to: [{ group: '', kind: 'Service' }],
            },
          },
        },
      });
    },
  }),
  app(map, shop, {
    settings,
    manifests(env) {
      const config = configMap(env, { LEDGER: env.address(ledger.ports.postgres) });
      return withBaseline(env, {
        files: {
          'configmap.yaml': config,
          'signing.yaml': sealedSecret(env, { secret: signing, encryptedData: { key: 'AgA' } }),
          'serviceaccount.yaml': serviceAccount(env, { token: true }),
          'rbac.yaml': [
            role(env, [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get'] }]),
            roleBinding(env),
            clusterRole(env, [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['list'] }]),
            clusterRoleBinding(env),
          ],
          'service.yaml': service(env),
          'deployment.yaml': deployment(env, {
            config,
            token: true,
            container: {
              image: 'shop:1.0',
              envFrom: [fromSecret(env, signing)],
              resources: { requests: { cpu: '1' } },
            },
          }),
          'autoscaler.yaml': horizontalPodAutoscaler(env, {
            minReplicas: 2,
            maxReplicas: 4,
            utilization: { cpu: 70 },
          }),
          'route.yaml': {
            apiVersion: 'gateway.networking.k8s.io/v1',
            kind: 'HTTPRoute',
            metadata: { name: 'books' },
            spec: {
              rules: [
                {
                  backendRefs: [
                    { name: env.nameOf('shop'), port: 8080 },
                    { name: env.nameOf('ledger'), namespace: env.namespaceOf('bank'), port: 5432 },
                  ],
                },
              ],
            },
          },
        },
      });
    },
  }),
  app(map, visitor, {
    settings,
    manifests(env) {
      const config = configMap(env, { SHOP: env.address(shop.ports.http) });
      return withBaseline(env, {
        files: {
          'configmap.yaml': config,
          'deployment.yaml': deployment(env, { replicas: 2, config, container: { image: 'visitor:1.0' } }),
        },
      });
    },
  }),
];

/** The names of the environments other than base. */
export type EnvironmentName = keyof typeof WAYS;
export const ENVIRONMENTS = Object.keys(WAYS) as EnvironmentName[];
