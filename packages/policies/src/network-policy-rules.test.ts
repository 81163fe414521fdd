import {
  anywhere,
  apiServer,
  type Contract,
  connection,
  contract,
  outsideHost,
  outsideNamespace,
  outsideNetwork,
  type Stack,
  stack,
} from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { egressRules, ingressRules } from './index.ts';

const shop = contract({ name: 'shop', ports: {} });
const ledger = contract({
  name: 'ledger',
  namespace: 'accounting',
  identity: { name: 'tigerbeetle', component: 'database' },
  selectedBy: 'name',
  ports: { db: { port: 80, containerPort: 3000 }, sync: { port: 4000, protocol: 'UDP' }, health: 8080, spare: 9 },
});

const map = stack({
  services: [ledger, shop],
  environments: { base: {}, staging: { suffix: '-staging' } },
  connections: [
    connection(shop, ledger.ports.db, 'book sales'),
    connection(ledger, ledger.ports.sync, 'consensus'),
    connection(ledger, ledger.ports.db, 'copy the log'),
    connection(anywhere, ledger.ports.health, 'health'),
    connection(shop, ledger.ports.health, 'wait for it'),
    connection(shop, anywhere.port(443), 'send mail'),
    connection(shop, outsideNamespace('monitoring').port(4318), 'traces'),
    connection(outsideNamespace('monitoring'), ledger.ports.spare, 'probe', { environments: ['staging'] }),
  ],
});

const shopPods = (suffix: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': `shop${suffix}` } },
  podSelector: { matchLabels: { 'app.kubernetes.io/name': 'shop', 'app.kubernetes.io/component': 'shop' } },
});
const ledgerPods = (suffix: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': `accounting${suffix}` } },
  podSelector: { matchLabels: { 'app.kubernetes.io/name': 'tigerbeetle' } },
});
const monitoring = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } };

describe('the ingress rules of a service', () => {
  it.each([
    ['base', '', []],
    ['staging', '-staging', [{ from: [monitoring], ports: [{ port: 9, protocol: 'TCP' }] }]],
  ] as const)('are one a port that is called, with all who call it: %s', (environment, suffix, only) => {
    expect(structuredClone(ingressOf(map, ledger, environment))).toEqual([
      { from: [shopPods(suffix), ledgerPods(suffix)], ports: [{ port: 3000, protocol: 'TCP' }] },
      { from: [ledgerPods(suffix)], ports: [{ port: 4000, protocol: 'UDP' }] },
      { ports: [{ port: 8080, protocol: 'TCP' }] },
      ...only,
    ]);
  });

  it('say in a comment who comes and why, caller by caller', () => {
    expect(ingressOf(map, ledger, 'staging').map(whyOf)).toEqual([
      'From shop: book sales.\nFrom ledger: copy the log.',
      'From ledger: consensus.',
      'From anywhere: health.\nFrom shop: wait for it.',
      'From namespace monitoring: probe.',
    ]);
  });

  it('are empty where there are no callers', () => {
    expect(ingressOf(map, shop, 'base')).toEqual([]);
  });
});

describe('the egress rules of a service', () => {
  it('begin with name resolution over UDP and TCP, for everybody', () => {
    const lonely = contract({ name: 'lonely', ports: {} });
    const alone = stack({ services: [lonely], environments: { base: {} }, connections: [] });
    expect(egressOf(alone, lonely, 'base')).toMatchObject([
      {
        to: [{ podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
      },
    ]);
  });

  it.each([
    ['base', ''],
    ['staging', '-staging'],
  ] as const)(
    'are then one a connection, and leave a namespace outside the stack as it is: %s',
    (environment, suffix) => {
      const [, ...rules] = egressOf(map, shop, environment);
      expect(structuredClone(rules)).toEqual([
        { to: [ledgerPods(suffix)], ports: [{ port: 3000, protocol: 'TCP' }] },
        { to: [ledgerPods(suffix)], ports: [{ port: 8080, protocol: 'TCP' }] },
        { ports: [{ port: 443, protocol: 'TCP' }] },
        { to: [monitoring], ports: [{ port: 4318, protocol: 'TCP' }] },
      ]);
    },
  );

  it('say in a comment whom they let call and why', () => {
    const [, ...rules] = egressOf(map, shop, 'base');
    expect(rules.map(whyOf)).toEqual([
      'To ledger: book sales.',
      'To ledger: wait for it.',
      'To anywhere: send mail.',
      'To namespace monitoring: traces.',
    ]);
  });

  it('let a service call itself where the map says so, by the protocol of the port', () => {
    const [, ...rules] = egressOf(map, ledger, 'staging');
    expect(structuredClone(rules)).toEqual([
      { to: [ledgerPods('-staging')], ports: [{ port: 4000, protocol: 'UDP' }] },
      { to: [ledgerPods('-staging')], ports: [{ port: 3000, protocol: 'TCP' }] },
    ]);
  });
});

describe('a connection with a port whose container has another number', () => {
  it('has the Service’s number in its address, and the container’s in both policies', () => {
    const env = map.serviceIn(shop, 'base');
    expect(env.address(ledger.ports.db)).toMatch(/:80$/);
    expect(egressRules(env.outgoing())[1]?.ports).toEqual([{ port: 3000, protocol: 'TCP' }]);
    expect(ingressOf(map, ledger, 'base')[0]?.ports).toEqual([{ port: 3000, protocol: 'TCP' }]);
  });
});

describe('a connection on a range of ports', () => {
  const calls = contract({ name: 'calls', ports: { media: { port: 10000, endPort: 10100, protocol: 'UDP' } } });
  const ranges = stack({
    services: [calls, shop],
    environments: { base: {} },
    connections: [
      connection(shop, calls.ports.media, 'talk'),
      connection(calls, anywhere.portRange(50000, 50100), 'relays'),
    ],
  });

  it('opens all of them on both sides, and towards a party outside', () => {
    const media = [{ port: 10000, endPort: 10100, protocol: 'UDP' }];
    expect(ingressOf(ranges, calls, 'base').map(({ ports }) => ports)).toEqual([media]);
    expect(egressOf(ranges, shop, 'base')[1]?.ports).toEqual(media);
    expect(structuredClone(egressOf(ranges, calls, 'base')[1])).toEqual({
      ports: [{ port: 50000, endPort: 50100, protocol: 'TCP' }],
    });
  });

  it('has its reason as comment as any other', () => {
    expect(ingressOf(ranges, calls, 'base').map(whyOf)).toEqual(['From shop: talk.']);
    expect(egressOf(ranges, calls, 'base').slice(1).map(whyOf)).toEqual(['To anywhere: relays.']);
  });
});

describe('a connection with a network outside', () => {
  const bank = outsideNetwork('the bank', { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] });
  const banking = stack({
    services: [ledger, shop],
    environments: { base: {} },
    connections: [
      connection(shop, bank.port(443), 'transfers'),
      connection(bank, ledger.ports.spare, 'notices'),
      connection(shop, ledger.ports.spare, 'sales'),
    ],
  });
  const ipBlock = { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] };

  it('is open to its addresses alone, at the caller and at the callee', () => {
    expect(structuredClone(egressOf(banking, shop, 'base')[1])).toEqual({
      to: [{ ipBlock }],
      ports: [{ port: 443, protocol: 'TCP' }],
    });
    expect(structuredClone(ingressOf(banking, ledger, 'base'))).toEqual([
      { from: [{ ipBlock }, shopPods('')], ports: [{ port: 9, protocol: 'TCP' }] },
    ]);
  });

  it('says in a comment who it is, and why', () => {
    expect(egressOf(banking, shop, 'base').slice(1, 2).map(whyOf)).toEqual([
      'To the bank (203.0.113.0/24): transfers.',
    ]);
    expect(ingressOf(banking, ledger, 'base').map(whyOf)).toEqual([
      'From the bank (203.0.113.0/24): notices.\nFrom shop: sales.',
    ]);
  });
});

describe('a connection with a party that a NetworkPolicy cannot name', () => {
  const agent = contract({ name: 'agent', workload: 'DaemonSet', hostNetwork: true, ports: { metrics: 9100 } });
  const everyAddress = [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }];
  const cluster = { nodes: '10.0.0.0/16', apiServer: { addresses: '192.0.2.10/32' } };
  const unnamed = stack({
    services: [agent, ledger, shop],
    environments: { base: {}, known: cluster },
    connections: [
      connection(shop, outsideHost('the cache', 'cache.example.com').port(6379), 'sessions'),
      connection(shop, outsideHost('the queue', '*.example.com', { addresses: '198.51.100.0/28' }).port(5672), 'jobs'),
      connection(shop, apiServer.port(443), 'watch Secrets'),
      connection(shop, agent.ports.metrics, 'report'),
      connection(agent, ledger.ports.spare, 'collect'),
      connection(apiServer, ledger.ports.health, 'admission'),
    ],
  });

  it('is open to every address on its port, and not to every pod, where its addresses are not known', () => {
    const [, cache, , api, metrics] = egressOf(unnamed, shop, 'base');
    expect(structuredClone(cache)).toEqual({ to: everyAddress, ports: [{ port: 6379, protocol: 'TCP' }] });
    expect(structuredClone(api)).toEqual({
      to: everyAddress,
      ports: [
        { port: 443, protocol: 'TCP' },
        { port: 6443, protocol: 'TCP' },
      ],
    });
    expect(metrics?.to).toEqual(everyAddress);
    expect(ingressOf(unnamed, ledger, 'base').map(({ from }) => from)).toEqual([everyAddress, everyAddress]);
  });

  it('is open to the addresses that the connection or the environment knows', () => {
    const blocks = (cidr: string) => [{ ipBlock: { cidr } }];
    const [, , queue, api, metrics] = egressOf(unnamed, shop, 'known');
    expect(queue?.to).toEqual(blocks('198.51.100.0/28'));
    expect(api?.to).toEqual(blocks('192.0.2.10/32'));
    expect(metrics?.to).toEqual(blocks('10.0.0.0/16'));
    expect(ingressOf(unnamed, ledger, 'known').map(({ from }) => from)).toEqual([
      blocks('10.0.0.0/16'),
      blocks('192.0.2.10/32'),
    ]);
  });

  it('says in a comment that it is wider than declared, and where the addresses are from', () => {
    const [, cache, queue, api] = egressOf(unnamed, shop, 'base');
    expect([cache, queue, api].map((rule = {}) => whyOf(rule))).toEqual([
      'To the cache (cache.example.com): sessions.\nWider than declared: a NetworkPolicy does not know the names of hosts, so every address is let through.',
      'To the queue (*.example.com): jobs.',
      'To the API server: watch Secrets.\nWider than declared: a NetworkPolicy does not know the API server, so every address is let through.',
    ]);
    expect(ingressOf(unnamed, ledger, 'known').map(whyOf)).toEqual([
      'From agent: collect.\nIts pods are in the network of their nodes, which have these addresses.',
      'From the API server: admission.',
    ]);
  });
});

describe('the pods of a namespace outside', () => {
  it('are selected by their labels', () => {
    const pods = { 'app.kubernetes.io/name': 'prometheus' };
    const scraped = stack({
      services: [ledger],
      environments: { base: {} },
      connections: [connection(outsideNamespace('monitoring', { pods }), ledger.ports.health, 'scrape')],
    });
    expect(structuredClone(ingressOf(scraped, ledger, 'base'))).toMatchObject([
      { from: [{ ...monitoring, podSelector: { matchLabels: pods } }] },
    ]);
  });
});

describe('a connection of one environment', () => {
  it('is in the rules of that environment alone, on both sides', () => {
    const testChain = connection(shop, ledger.ports.spare, 'try it', { environments: ['staging'] });
    const two = stack({
      services: [ledger, shop],
      environments: { base: {}, staging: { suffix: '-staging' } },
      connections: [testChain],
    });
    expect(egressOf(two, shop, 'base')).toHaveLength(1);
    expect(ingressOf(two, ledger, 'base')).toHaveLength(0);
    expect(egressOf(two, shop, 'staging')).toHaveLength(2);
    expect(ingressOf(two, ledger, 'staging')).toHaveLength(1);
  });
});

/** The comment of a rule, which is kept under a registered symbol; a structured clone is without it. */
function whyOf(rule: object): unknown {
  return Reflect.get(rule, Symbol.for('k8s-blocks.comment'));
}

function ingressOf<Name extends string>(map: Stack<Name>, service: Contract, environment: Name | 'base') {
  return ingressRules(map.serviceIn(service, environment).incoming());
}

function egressOf<Name extends string>(map: Stack<Name>, service: Contract, environment: Name | 'base') {
  return egressRules(map.serviceIn(service, environment).outgoing());
}
