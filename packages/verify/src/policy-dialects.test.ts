import { locate } from '@k8s-blocks/findings';
import { describe, expect, it } from 'vitest';
import { type DeclaredConnection, verifyStack } from './index.ts';
import { connections, type Json, object, shop } from './testing.ts';

const NAMESPACE = 'k8s:io.kubernetes.pod.namespace';
const toPorts = (port: string, protocol = 'TCP', more: Json = {}) => [{ ports: [{ port, protocol }], ...more }];
const pods = (namespace: string, app: string) => [{ matchLabels: { [NAMESPACE]: namespace, app } }];

function dns(more: Json = {}): Json {
  const matchLabels = { [NAMESPACE]: 'kube-system', 'k8s-app': 'kube-dns' };
  return { toEndpoints: [{ matchLabels }], toPorts: toPorts('53', 'UDP', more) };
}

function cilium(namespace: string, app: string, spec: Json): Json {
  const endpointSelector = { matchLabels: { app } };
  return object('cilium.io/v2', 'CiliumNetworkPolicy', namespace, app, { spec: { endpointSelector, ...spec } });
}

const ofShop = {
  ingress: [{ fromEntities: ['all'], toPorts: toPorts('8080') }],
  egress: [
    dns(),
    { toEndpoints: pods('bank', 'ledger'), toPorts: toPorts('3000') },
    { toEntities: ['all'], toPorts: toPorts('443') },
  ],
};
const ofLedger = {
  ingress: [{ fromEndpoints: [...pods('mall', 'shop'), ...pods('bank', 'ledger')], toPorts: toPorts('3000') }],
  egress: [dns(), { toEndpoints: pods('bank', 'ledger'), toPorts: toPorts('3000') }],
};
const others = shop.filter(({ kind }) => kind !== 'NetworkPolicy');

/** What verify finds in the shop with policies of Cilium. */
function foundWith(shopSpec: Json, ledgerSpec: Json = ofLedger, more: readonly DeclaredConnection[] = []): string[] {
  const objects = [...others, cilium('mall', 'shop', shopSpec), cilium('bank', 'ledger', ledgerSpec)];
  return findingsOf(objects, more);
}

function findingsOf(objects: readonly Json[], more: readonly DeclaredConnection[] = []): string[] {
  const findings = verifyStack({ objects: locate(objects), connections: [...connections, ...more] });
  return findings.map(({ rule, object: title, field }) => [rule, title, field].filter(Boolean).join(' › '));
}

const POLICY = 'CiliumNetworkPolicy shop in mall';

describe('a stack with policies of Cilium', () => {
  it('is judged as one with NetworkPolicies is', () => {
    expect(foundWith(ofShop)).toEqual([]);
  });

  it('may have both kinds, which allow together', () => {
    expect(
      findingsOf([
        ...shop.filter(({ metadata }) => (metadata as Json).name !== 'shop'),
        ...others.filter(({ metadata }) => (metadata as Json).name === 'shop'),
        cilium('mall', 'shop', ofShop),
      ]),
    ).toEqual([]);
  });

  it.each([
    [
      'a port',
      {
        ...ofShop,
        egress: [
          ...ofShop.egress.slice(0, 1),
          { ...ofShop.egress[1], toPorts: toPorts('3001') },
          ...ofShop.egress.slice(2),
        ],
      },
      [
        `declared-connection › ${POLICY} › spec.egress`,
        `undeclared-traffic › ${POLICY} › spec.egress[1].toEndpoints[0]`,
      ],
    ],
    [
      'a namespace',
      {
        ...ofShop,
        egress: [dns(), { toEndpoints: pods('banks', 'ledger'), toPorts: toPorts('3000') }, ofShop.egress[2]],
      },
      [
        `unmatched-peer › ${POLICY} › spec.egress[1].toEndpoints[0]`,
        `declared-connection › ${POLICY} › spec.egress`,
        `undeclared-traffic › ${POLICY} › spec.egress[1].toEndpoints[0]`,
      ],
    ],
    [
      'the selector',
      { ...ofShop, endpointSelector: { matchLabels: { app: 'shops' } } },
      [`unmatched-selector › ${POLICY} › spec.endpointSelector`, 'unisolated-workload › Deployment shop in mall'],
    ],
    ['a direction', { egress: ofShop.egress }, ['unisolated-workload › Deployment shop in mall']],
    [
      'everybody',
      { ...ofShop, ingress: [{ fromEntities: ['all'] }] },
      [`undeclared-traffic › ${POLICY} › spec.ingress[0].fromEntities[0]`],
    ],
    [
      'a denial',
      { ...ofShop, ingressDeny: [{ fromEntities: ['world'] }] },
      [`declared-connection › ${POLICY} › spec.ingressDeny[0]`],
    ],
    [
      'the API server',
      {
        ...ofShop,
        egress: [
          ...ofShop.egress,
          { toEntities: ['kube-apiserver'], toPorts: toPorts('443') },
          { toEntities: ['kube-apiserver'], toPorts: toPorts('6443') },
        ],
      },
      [`undeclared-traffic › ${POLICY} › spec.egress[4].toEntities[0]`],
    ],
  ])('that is wrong in %s has findings', (_, spec, findings) => {
    const found = foundWith(spec as Json).filter((each) => !/unreachable-address|outside-address/.test(each));
    expect(found.sort()).toEqual([...findings].sort());
  });
});

describe('a host that is declared by its name', () => {
  const cache: DeclaredConnection = {
    from: { namespace: 'mall', pods: { app: 'shop' } },
    to: { host: 'cache.example.com' },
    port: 6379,
    protocol: 'TCP',
    why: 'sessions',
  };
  const toHost = (name: string) => ({ toFQDNs: [{ matchName: name }], toPorts: toPorts('6379') });
  const proxied = dns({ rules: { dns: [{ matchPattern: '*' }] } });
  const withHost = (resolution: Json, name: string) => ({
    ...ofShop,
    egress: [resolution, ...ofShop.egress.slice(1), toHost(name)],
  });

  it('is let through by its name, and nobody else with it', () => {
    expect(foundWith(withHost(proxied, 'cache.example.com'), ofLedger, [cache])).toEqual([]);
  });

  it('is not reached where its name is not resolved through the proxy', () => {
    expect(foundWith(withHost(dns(), 'cache.example.com'), ofLedger, [cache])).toEqual([
      `declared-connection › ${POLICY} › spec.egress`,
    ]);
  });

  it('is not another host', () => {
    expect(foundWith(withHost(proxied, 'cash.example.com'), ofLedger, [cache])).toEqual([
      `declared-connection › ${POLICY} › spec.egress`,
      `undeclared-traffic › ${POLICY} › spec.egress[3].toFQDNs[0]`,
    ]);
  });
});

describe('a ClusterNetworkPolicy', () => {
  const inMall = { namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'mall' } } };
  const tiered = (tier: string, spec: Json): Json => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'all' },
    spec: { tier, priority: 1, subject: inMall, ...spec },
  });
  const everything = [{ namespaces: {} }, { networks: ['0.0.0.0/0', '::/0'] }];
  const deny = (tier: string) =>
    tiered(tier, {
      ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
      egress: [{ action: 'Deny', to: everything }],
    });

  it('that denies what no other policy allows changes nothing, and isolates the egress of pods that have no other', () => {
    expect(findingsOf([...shop, deny('Baseline')])).toEqual([]);
    const withoutPolicy = shop.filter(
      ({ kind, metadata }) => kind !== 'NetworkPolicy' || (metadata as Json).name !== 'shop',
    );
    const { length, ...found } = verifyStack({
      objects: locate([...withoutPolicy, deny('Baseline')]),
      connections,
    }).filter(({ rule }) => rule === 'unisolated-workload');
    expect([length, found[0]?.problem]).toEqual([1, 'No NetworkPolicy isolates its pods for ingress.']);
  });

  it('that denies before all others is where declared connections fail', () => {
    expect(findingsOf([...shop, deny('Admin')])).toContain(
      'declared-connection › ClusterNetworkPolicy all › spec.egress[0]',
    );
  });

  it('that accepts more than is declared is undeclared traffic', () => {
    const accept = tiered('Admin', { ingress: [{ action: 'Accept', from: [{ namespaces: {} }] }] });
    expect(findingsOf([...shop, accept])).toEqual([
      'undeclared-traffic › ClusterNetworkPolicy all › spec.ingress[0].from[0]',
    ]);
  });

  it('is for pods of the build', () => {
    const subject = { namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'malls' } } };
    expect(findingsOf([...shop, tiered('Baseline', { subject })])).toEqual([
      'unmatched-selector › ClusterNetworkPolicy all › spec.subject',
    ]);
  });
});
