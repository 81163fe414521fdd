import { describe, expect, it } from 'vitest';
import { clusterOf, type Endpoint, evaluator, explain, type Policy } from './index.ts';

const labels = { app: 'web' };
const namespaces = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { team: 'sales' } } },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank' } },
];
const web = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop', labels },
  spec: { containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 8080 }] }] },
};

function policy(spec: object, kind = 'CiliumNetworkPolicy') {
  const namespace = kind === 'CiliumNetworkPolicy' ? { namespace: 'shop' } : {};
  const metadata = { name: 'web', ...namespace };
  return { apiVersion: 'cilium.io/v2', kind, metadata, spec: { endpointSelector: { matchLabels: labels }, ...spec } };
}

function policyOf(spec: object, kind?: string): Policy {
  const [found] = clusterOf([policy(spec, kind)]).policies;
  if (found === undefined) throw new Error('There is no policy.');
  return found;
}

/** Whether the pod `web` reaches an endpoint, with the policies of these specs. */
function reaches(to: Endpoint, port: number, ...specs: readonly object[]): boolean {
  const cluster = clusterOf([web, ...namespaces, ...specs.map((spec) => policy(spec))]);
  const [from] = cluster.pods;
  return from !== undefined && evaluator(cluster).verdict(from, to, port, 'TCP').allowed;
}

/** Whether an endpoint reaches the port 8080 of the pod `web`. */
function isReachedBy(from: Endpoint, spec: object, kind?: string): boolean {
  const cluster = clusterOf([web, ...namespaces, policy(spec, kind)]);
  const [to] = cluster.pods;
  return to !== undefined && evaluator(cluster).verdict(from, to, 8080, 'TCP').allowed;
}

const INTERNET = { ip: '203.0.113.7' };
const neighbour = { namespace: 'shop', labels: { app: 'api' } };
const stranger = { namespace: 'bank', labels: { app: 'api' }, ips: ['10.0.0.7'] };
const node = { namespace: 'kube-system', labels: {}, ips: ['192.0.2.1'], hostNetwork: true };

describe('a CiliumNetworkPolicy', () => {
  it.each([
    ['rules of ingress', { ingress: [{}] }, ['Ingress']],
    ['rules of egress that deny', { egressDeny: [{}] }, ['Egress']],
    ['an empty list of rules', { ingress: [], egress: [{}] }, ['Egress']],
    [
      'rules that are not to isolate',
      { ingress: [{}], enableDefaultDeny: { ingress: false, egress: true } },
      ['Egress'],
    ],
  ])('with %s isolates its pods in these directions', (_, spec, types) => {
    expect(policyOf(spec).policyTypes).toEqual(types);
  });

  it('with an empty rule lets nothing through, and with an empty selector the pods of its own namespace', () => {
    expect(isReachedBy(neighbour, { ingress: [{}] })).toBe(false);
    expect(isReachedBy(neighbour, { ingress: [{ fromEndpoints: [{}] }] })).toBe(true);
    expect(isReachedBy(stranger, { ingress: [{ fromEndpoints: [{}] }] })).toBe(false);
  });

  it('of the whole cluster lets the pods of every namespace through with an empty selector', () => {
    const spec = { ingress: [{ fromEndpoints: [{}] }] };
    expect(isReachedBy(stranger, spec, 'CiliumClusterwideNetworkPolicy')).toBe(true);
    expect(isReachedBy(INTERNET, spec, 'CiliumClusterwideNetworkPolicy')).toBe(false);
  });

  it.each([
    ['a namespace by its name', { 'k8s:io.kubernetes.pod.namespace': 'bank', app: 'api' }, true],
    ['a namespace by a label', { 'io.cilium.k8s.namespace.labels.team': 'sales' }, false],
    ['another namespace', { 'k8s:io.kubernetes.pod.namespace': 'kube-system' }, false],
  ])('names %s', (_, matchLabels, expected) => {
    expect(isReachedBy(stranger, { ingress: [{ fromEndpoints: [{ matchLabels }] }] })).toBe(expected);
  });

  it('denies what a rule of denial matches, whatever others allow, and says which', () => {
    const spec = { ingress: [{ fromEntities: ['all'] }], ingressDeny: [{ fromEntities: ['world'] }] };
    expect(isReachedBy(neighbour, spec)).toBe(true);
    const cluster = clusterOf([web, policy(spec)]);
    const [to] = cluster.pods;
    if (to === undefined) throw new Error('There is no pod.');
    expect(explain(evaluator(cluster).verdict(INTERNET, to, 8080, 'TCP'))).toBe(
      '203.0.113.7 does not reach shop/web on port 8080/TCP: ' +
        'spec.ingressDeny[0] of CiliumNetworkPolicy shop/web denies the ingress.',
    );
  });

  it.each([
    [['all'], [true, true, true]],
    [['cluster'], [true, true, false]],
    [['world'], [false, false, true]],
    [
      ['host', 'remote-node'],
      [false, true, false],
    ],
    [['host'], [false, false, false]],
  ])('lets the entities %j through: a pod, a node, an address outside', (fromEntities, expected) => {
    expect([stranger, node, INTERNET].map((from) => isReachedBy(from, { ingress: [{ fromEntities }] }))).toEqual(
      expected,
    );
  });

  it('lets no pod through by its address, nor the API server', () => {
    const egress = [{ toCIDR: ['10.0.0.7', '198.51.100.0/24'] }, { toCIDRSet: [{ cidr: '203.0.113.0/24' }] }];
    expect(reaches(stranger, 443, { egress })).toBe(false);
    expect(reaches(INTERNET, 443, { egress })).toBe(true);
    expect(reaches({ ...INTERNET, apiServer: true }, 443, { egress })).toBe(false);
    expect(reaches({ ...INTERNET, apiServer: true }, 443, { egress: [{ toEntities: ['kube-apiserver'] }] })).toBe(true);
  });

  it.each([
    ['a number', [{ port: '8080', protocol: 'TCP' }], true],
    ['a name', [{ port: 'http' }], true],
    ['a range', [{ port: '8000', endPort: 8100, protocol: 'ANY' }], true],
    ['all ports', [{ port: '0', protocol: 'TCP' }], true],
    ['another protocol', [{ port: '8080', protocol: 'UDP' }], false],
    ['a number that is not a string, which no API server takes', [{ port: 8080 }], false],
    ['none', [], false],
  ])('lets everybody through to %s where it names ports alone', (_, ports, expected) => {
    expect(isReachedBy(stranger, { ingress: [{ toPorts: [{ ports }] }] })).toBe(expected);
  });

  it.each([
    ['peers that are not a list', { fromEndpoints: {} }],
    ['an empty list of peers', { fromEndpoints: [], toPorts: [{ ports: [{ port: '8080' }] }] }],
    ['a selector that is not one', { fromEndpoints: ['all'] }],
    ['ports that are not a list', { fromEntities: ['all'], toPorts: { ports: [] } }],
    ['an entity that is not known', { fromEntities: ['everybody'] }],
    ['an address that is not one', { fromCIDR: ['everything'] }],
    ['a rule that is not an object', 'everything'],
  ])('with %s never lets more through', (_, ingress) => {
    expect([stranger, INTERNET].map((each) => isReachedBy(each, { ingress: [ingress] }))).toEqual([false, false]);
  });

  it('may have several specs', () => {
    const { policies } = clusterOf([
      { ...policy({ ingress: [{}] }), specs: [{ endpointSelector: {}, egress: [{ toEntities: ['all'] }] }] },
    ]);
    expect(policies.flatMap(({ ingress, egress }) => [...ingress, ...egress]).map(({ field }) => field)).toEqual([
      'spec.ingress[0]',
      'specs[0].egress[0]',
    ]);
  });
});

describe('a host by its name', () => {
  const host = { ...INTERNET, host: 'cache.example.com' };
  const toHost = { egress: [{ toFQDNs: [{ matchName: 'cache.example.com' }] }] };
  const dns = (pattern: string) => ({
    egress: [
      {
        toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s-app': 'kube-dns' } }],
        toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: pattern }] } }],
      },
    ],
  });

  it('is reached where a policy of the pod has it resolved through the DNS proxy', () => {
    expect(reaches(host, 6379, toHost, dns('*'))).toBe(true);
    expect(reaches(host, 6379, toHost, dns('*.example.com'))).toBe(true);
  });

  it('is not reached without such a rule, or where that is for other names', () => {
    expect(reaches(host, 6379, toHost)).toBe(false);
    expect(reaches(host, 6379, toHost, dns('*.example.org'))).toBe(false);
  });

  it('that is another is not reached, nor an address without a name', () => {
    expect(reaches({ ...INTERNET, host: 'mail.example.com' }, 6379, toHost, dns('*'))).toBe(false);
    expect(reaches(INTERNET, 6379, toHost, dns('*'))).toBe(false);
  });
});

describe('what is not judged of a CiliumNetworkPolicy', () => {
  const http = [{ ports: [{ port: '8080' }], rules: { http: [{ method: 'GET' }] } }];
  it.each([
    ['requests of HTTP', { ingress: [{ toPorts: http }] }, 'spec.ingress[0].toPorts[0].rules.http'],
    [
      'some names',
      { egress: [{ toPorts: [{ rules: { dns: [{ matchName: 'a.b' }] } }] }] },
      'spec.egress[0].toPorts[0].rules.dns',
    ],
    ['names of TLS', { egress: [{ toPorts: [{ serverNames: ['a.b'] }] }] }, 'spec.egress[0].toPorts[0].serverNames'],
    ['a listener', { egress: [{ toPorts: [{ listener: { name: 'a' } }] }] }, 'spec.egress[0].toPorts[0].listener'],
    ['Services', { egress: [{ toServices: [{}] }] }, 'spec.egress[0].toServices'],
    ['groups', { egress: [{ toGroups: [{}] }] }, 'spec.egress[0].toGroups'],
    ['nodes', { ingress: [{ fromNodes: [{}] }] }, 'spec.ingress[0].fromNodes'],
    ['requirements', { ingress: [{ fromRequires: [{}] }] }, 'spec.ingress[0].fromRequires'],
    ['groups of addresses', { egress: [{ toCIDRSet: [{ cidrGroupRef: 'a' }] }] }, 'spec.egress[0].toCIDRSet[0]'],
    ['one of the nodes', { ingress: [{ fromEntities: ['remote-node'] }] }, 'spec.ingress[0].fromEntities[0]'],
    ['an entity', { ingress: [{ fromEntities: ['ingress'] }] }, 'spec.ingress[0].fromEntities[0]'],
    ['authentication', { ingress: [{ authentication: { mode: 'required' } }] }, 'spec.ingress[0].authentication'],
    ['peers of two kinds', { egress: [{ toCIDR: ['10.0.0.0/8'], toEntities: ['world'] }] }, 'spec.egress[0]'],
    [
      'a ServiceAccount',
      { ingress: [{ fromEndpoints: [{ matchLabels: { 'io.cilium.k8s.policy.serviceaccount': 'a' } }] }] },
      'spec.ingress[0].fromEndpoints[0]',
    ],
    [
      'a label that Cilium leaves out',
      { endpointSelector: { matchLabels: { 'pod-template-hash': 'a' } } },
      'spec.endpointSelector',
    ],
    ['nodes as its subject', { endpointSelector: undefined, nodeSelector: {} }, 'spec.nodeSelector'],
  ])('is said: %s', (_, spec, field) => {
    expect(policyOf(spec).unjudged.map((each) => each.field)).toEqual([field]);
  });

  it('is nothing of one that is understood', () => {
    const rules = { dns: [{ matchPattern: '*' }] };
    const egress = [{ toEntities: ['host', 'remote-node'], toPorts: [{ ports: [{ port: '53' }], rules }] }, {}];
    expect(policyOf({ egress, ingress: [{ icmps: [{ fields: [{ type: 8 }] }] }] }).unjudged).toEqual([]);
  });
});
