import { locate } from '@k8s-blocks/findings';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Party } from './connection.ts';
import { stackRules, verifyStack } from './index.ts';
import { declared, httpRoute, ingress, ingressRule, shopAnd, TO_SHOP } from './routes.test-helper.ts';
import { connections, type Json, object, shop, shopWith, shopWithout } from './testing.ts';

function codesOf(objects: readonly Json[], options: object = {}): string[] {
  return verifyStack({ objects: locate(objects), connections, ...options }).map(({ rule, code }) => `${rule}: ${code}`);
}

const address = (url: string) => shopWith('ConfigMap settings', 'data.LEDGER_URL', url);
const UNMATCHED = { app: 'none' };
const PORTS = [
  { name: 'http', containerPort: 8080 },
  { name: 'admin', containerPort: 9090 },
];
const monitored = (matchLabels: Json, port: string) =>
  shopAnd(
    object('monitoring.coreos.com/v1', 'ServiceMonitor', 'mall', 'shop', {
      spec: { selector: { matchLabels }, endpoints: [{ port }] },
    }),
  );
const routed = (service: Json) => shopAnd(ingress([ingressRule('shop.example.com', '/', service)]));
const WIDE_PEER = {
  podSelector: {
    matchExpressions: ['a', 'b', 'c', 'd'].map((key) => ({
      key,
      operator: 'In',
      values: ['1', '2', '3', '4', '5', '6'],
    })),
  },
};

const withoutToken = shopWith('Deployment shop', 'pod.automountServiceAccountToken', false);
const shopBinding = object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'mall', 'shop', {
  subjects: [{ kind: 'ServiceAccount', name: 'shop' }],
});
const boundTo = (kind: string, name: string) =>
  shopAnd({ ...shopBinding, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name } });
const autoscaled = (kind: string, name: string, ...others: readonly Json[]) =>
  shopAnd(
    object('autoscaling/v2', 'HorizontalPodAutoscaler', 'mall', 'shop', {
      spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind, name } },
    }),
    ...others,
  );
const WEB = { name: 'web', namespace: 'gateways' };
const FROM_ALL = { allowedRoutes: { namespaces: { from: 'All' } } };
const attached = (parent: Json, listener: Json = FROM_ALL) =>
  shopAnd(
    httpRoute(['shop.example.com'], [], { parentRefs: [parent] }),
    object('gateway.networking.k8s.io/v1', 'Gateway', 'gateways', 'web', {
      spec: { listeners: [{ name: 'https', port: 443, protocol: 'HTTPS', ...listener }] },
    }),
  );
const volumes = (spec: Json) =>
  shopAnd(
    object('v1', 'PersistentVolumeClaim', 'mall', 'data', {
      spec: {
        ...{ volumeName: 'disk', storageClassName: '', accessModes: ['ReadWriteOnce'] },
        resources: { requests: { storage: '8Gi' } },
      },
    }),
    {
      ...{ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'disk' } },
      spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '8Gi' }, ...spec },
    },
  );
const issued = (issuerRef: Json, namespace = 'mall') =>
  shopAnd(
    object('cert-manager.io/v1', 'Issuer', 'mall', 'internal'),
    object('cert-manager.io/v1', 'Certificate', namespace, 'shop', { spec: { secretName: 'tls', issuerRef } }),
  );
const webhook = (service: Json) =>
  object('apiregistration.k8s.io/v1', 'APIService', 'mall', 'v1.shop', { spec: { service } });
/** The connections of the shop, with another party for the rates that it calls. */
const callingRatesAt = (to: Party) => ({
  connections: connections.map((each) => (each.why === 'rates' ? { ...each, to } : each)),
});

const tiered = (name: string): Json => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name },
  spec: { tier: 'Admin', priority: 1, subject: { namespaces: {} } },
});

/** Each code of a rule with several, by a stack that is broken in one way. Programs rely on them: they do not change. */
const BROKEN: readonly (readonly [code: string, objects: readonly Json[], options?: object])[] = [
  ['api-server-access: way-missing', shopWith('StatefulSet ledger', 'pod.automountServiceAccountToken', true)],
  ['api-server-access: token-missing', withoutToken, callingRatesAt({ apiServer: true })],
  ['api-server-access: role-without-token', [...withoutToken, shopBinding]],
  ['autoscaler-target: kind-missing', autoscaled('Deploymnet', 'shop')],
  ['autoscaler-target: not-scalable', autoscaled('DaemonSet', 'shop')],
  ['autoscaler-target: object-missing', autoscaled('Deployment', 'other')],
  [
    'autoscaler-target: several-autoscalers',
    [...autoscaled('Deployment', 'shop'), ...autoscaled('Deployment', 'shop')],
  ],
  ['role-binding: role-missing', boundTo('Role', 'shop')],
  ['role-binding: role-not-built', boundTo('ClusterRole', 'of-another-team')],
  ['role-binding: subject-missing', shopAnd({ ...shopBinding, subjects: [{ kind: 'ServiceAccount', name: 'other' }] })],
  ['blocked-drain: no-disruption-allowed', shopWith('PodDisruptionBudget shop', 'spec.minAvailable', 2)],
  [
    'blocked-drain: several-budgets',
    [
      ...shop,
      object('policy/v1', 'PodDisruptionBudget', 'mall', 'other', { spec: { selector: {}, maxUnavailable: 1 } }),
    ],
  ],
  ['declared-connection: workload-missing', shopWithout('StatefulSet ledger')],
  ['declared-connection: policy-denies', shopWith('NetworkPolicy ledger', 'spec.ingress', [])],
  ['declared-connection: port-not-offered', shopWith('Deployment shop', 'pod.containers.0.ports', [])],
  ['declared-connection: service-missing', shopWithout('Service ledger')],
  ['declared-connection: service-port-missing', shopWith('Service ledger', 'spec.ports.0.port', 81)],
  ['declared-connection: service-selects-others', shopWith('Service ledger', 'spec.selector', { tier: 'x' })],
  ['declared-connection: service-misses-pods', shopWith('Service ledger', 'spec.selector', UNMATCHED)],
  ['in-stack-address: wrong-cluster-domain', address('http://ledger.bank.svc.other.example.com')],
  ['in-stack-address: namespace-missing', address('http://ledger.banks.svc')],
  ['in-stack-address: service-missing', address('http://ledgr.bank.svc')],
  ['in-stack-address: port-missing', address('http://ledger.bank.svc:81')],
  ['in-stack-address: pod-missing', address('http://ledger-7.ledgers.bank.svc:3000')],
  ['missing-budget: budget-missing', shopWithout('PodDisruptionBudget shop')],
  ['missing-budget: budget-allows-all', shopWith('PodDisruptionBudget shop', 'spec.minAvailable', 0)],
  ['missing-reference: object-missing', shopWithout('ServiceAccount shop')],
  ['missing-reference: key-missing', shopWith('Secret keys', 'stringData', { OTHER: 'x' })],
  ['missing-reference: keys-missing', shopWith('ConfigMap settings', 'data', {})],
  ['object-reference: name-misspelt', issued({ name: 'interal' })],
  ['object-reference: namespace-wrong', issued({ name: 'internal' }, 'bank')],
  ['object-reference: kind-wrong', issued({ name: 'internal', kind: 'ClusterIssuer' })],
  ['object-reference: object-not-built', issued({ name: 'other' })],
  ['object-reference: port-missing', shopAnd(webhook({ name: 'shop', namespace: 'mall', port: 81 }))],
  ['outside-address: policy-denies', shopWith('ConfigMap settings', 'data.RATES_URL', 'http://rates.example.com')],
  ['outside-address: host-undeclared', shop, callingRatesAt({ host: 'cache.example.com' })],
  ['monitor-target: nothing-selected', monitored({ app: 'none' }, 'web')],
  ['monitor-target: port-missing', monitored({}, 'none')],
  [
    'partly-judged-policy: part-not-judged',
    [...shop, object('cilium.io/v2', 'CiliumNetworkPolicy', 'mall', 'x', { spec: { nodeSelector: {} } })],
  ],
  [
    'partly-judged-policy: kind-not-judged',
    [...shop, object('projectcalico.org/v3', 'NetworkPolicy', 'mall', 'x', { spec: {} })],
  ],
  ['partly-judged-policy: order-undefined', [...shop, ...['a', 'b'].map(tiered)]],
  ['pod-security: level-not-met', shopWith('Deployment shop', 'pod.securityContext', {})],
  ['pod-security: level-missing', shopWith('Namespace mall', 'metadata.labels', {})],
  [
    'pod-security: level-too-lax',
    shopWith('Namespace mall', 'metadata.labels', { 'pod-security.kubernetes.io/enforce': 'baseline' }),
  ],
  ['port-setting: port-unknown', shopWith('ConfigMap settings', 'data.HTTP_PORT', '8081')],
  [
    'port-setting: port-of-another-name',
    shopWith(
      'ConfigMap settings',
      'data.HTTP_PORT',
      '9090',
      shopWith('Deployment shop', 'pod.containers.0.ports', PORTS),
    ),
  ],
  ['route-backend: service-missing', routed({ name: 'other', port: { number: 80 } })],
  ['route-backend: port-missing', routed({ name: 'shop', port: { number: 81 } })],
  ['route-parent: gateway-missing', attached({ name: 'web' })],
  ['route-parent: listener-missing', attached({ ...WEB, sectionName: 'htps' })],
  ['route-parent: namespace-not-admitted', attached(WEB, {})],
  ['route-parent: kind-not-admitted', attached(WEB, { protocol: 'UDP' })],
  ['route-parent: host-not-admitted', attached(WEB, { ...FROM_ALL, hostname: '*.example.org' })],
  ['claimed-volume: claimed-by-other', volumes({ claimRef: { name: 'other', namespace: 'mall' } })],
  ['claimed-volume: class-differs', volumes({ storageClassName: 'other' })],
  ['claimed-volume: access-mode-missing', volumes({ accessModes: ['ReadOnlyMany'] })],
  ['claimed-volume: too-small', volumes({ capacity: { storage: '1Gi' } })],
  ['stateful-set-peers: service-not-headless', shopWith('Service ledgers', 'spec.clusterIP', undefined)],
  ['stateful-set-peers: peer-not-named', shopWith('StatefulSet ledger', 'spec.replicas', 3)],
  ['stateful-set-peers: ordered-start', shopWith('StatefulSet ledger', 'spec.podManagementPolicy', 'OrderedReady')],
  [
    'stateful-set-peers: unready-pods-not-published',
    shopWith('Service ledgers', 'spec.publishNotReadyAddresses', false),
  ],
  ['undeclared-traffic: traffic-undeclared', shopWith('NetworkPolicy ledger', 'spec.ingress', [{}])],
  [
    'undeclared-traffic: too-many-alternatives',
    shopWith('NetworkPolicy ledger', 'spec.ingress', [{ from: [WIDE_PEER] }]),
  ],
  ['unisolated-workload: host-network', shopWith('Deployment shop', 'pod.hostNetwork', true)],
  ['unisolated-workload: not-isolated', shopWithout('NetworkPolicy shop')],
  [
    'unmatched-peer: no-namespace-selected',
    shopWith('NetworkPolicy ledger', 'spec.ingress.0.from', [{ namespaceSelector: { matchLabels: UNMATCHED } }]),
  ],
  [
    'unmatched-peer: no-pod-selected',
    shopWith('NetworkPolicy ledger', 'spec.ingress.0.from', [{ podSelector: { matchLabels: UNMATCHED } }]),
  ],
  ['unmatched-selector: no-pod-selected', shopWith('Service shop', 'spec.selector', UNMATCHED)],
  [
    'unmatched-selector: no-pod-for-scheduling',
    shopWith('Deployment shop', 'pod.topologySpreadConstraints', [{ labelSelector: { matchLabels: UNMATCHED } }]),
  ],
  ['unreachable-address: policy-denies', shopWith('NetworkPolicy ledger', 'spec.ingress', [])],
  ['unreachable-address: no-endpoints', shopWith('Service ledger', 'spec.ports.0.targetPort', 'other')],
  ['unused-object: object-unused', [...shop, object('v1', 'ConfigMap', 'mall', 'unused', { data: {} })]],
  ['unused-object: key-unused', shopWith('Secret keys', 'stringData', { TOKEN: 'x', OTHER: 'x' })],
];

/** The same, of rules that need what is declared of routes. */
const ROUTES_BROKEN: typeof BROKEN = [
  ['declared-route: route-missing', shop],
  ['declared-route: route-elsewhere', routed({ name: 'shop', port: { number: 81 } })],
  ['route-backend: controller-denied', shopWith('NetworkPolicy shop', 'spec.ingress', [], routed(TO_SHOP))],
];

describe('the code of a finding', () => {
  it.each(ROUTES_BROKEN.map(([code, objects]) => ({ code, objects })))('is $code', ({ code, objects }) => {
    expect(codesOf(objects, { ...declared({}), connections: [] })).toContain(code);
  });

  it.each(BROKEN.map(([code, objects, options = {}]) => ({ code, objects, options })))('is $code', (broken) => {
    const { code, objects, options } = broken;
    expect(codesOf(objects, options)).toContain(code);
  });

  it('is in kebab case, and the name of the rule where the rule finds one kind of thing', () => {
    const several = new Set(BROKEN.map(([code]) => code.split(':')[0]));
    const broken = fc.shuffledSubarray([...shop]).map((objects) => codesOf(objects, { production: true }));
    fc.assert(
      fc.property(broken, (codes) => {
        for (const each of codes) {
          const [rule = '', code = ''] = each.split(': ');
          expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
          if (!several.has(rule)) expect(code).toBe(rule);
        }
      }),
    );
    expect(stackRules.map(({ name }) => name)).toEqual(expect.arrayContaining([...several]));
  });
});
