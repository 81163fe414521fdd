import { connection, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import {
  built,
  compared,
  connections,
  hubbleLine,
  ledger,
  map,
  orders,
  pod,
  prometheus,
  rates,
  WORLD,
  web,
} from './shop.test-helper.ts';

const WEB = pod('web', 'web');
const ORDERS = pod('order-desk', 'order-desk', {
  labels: ['k8s:app.kubernetes.io/name=order-desk', 'k8s:app.kubernetes.io/component=order-desk'],
});

/** The undeclared flows, as text. */
function undeclared({ undeclared: all }: Awaited<ReturnType<typeof compared>>) {
  return all.map(
    ({ from, to, port, protocol, passed, dropped }) => `${from} → ${to}:${port}/${protocol} ${passed} ${dropped}`,
  );
}

describe('declared connections', () => {
  it('are never seen where no flow shows them, and then said with their reason', async () => {
    const { neverSeen } = await compared([hubbleLine(WORLD, WEB, 4000), 'web,order-desk,8080']);
    expect(neverSeen.map(({ connection: text, why }) => `${text}: ${why}`)).toEqual([
      'order-desk → ledger:3000: book',
      'order-desk-report → ledger:3000: sum up',
      'namespace monitoring (app=prometheus) → order-desk:8081: metrics',
      'order-desk → rates (rates.example.com):443: rates of exchange',
      'order-desk → the API server:443, 6443: leases',
    ]);
  });

  it('are not seen where they were only tried, and dropped', async () => {
    const { neverSeen, undeclared: strange } = await compared([
      hubbleLine(WEB, ORDERS, 8080, { verdict: 'DROPPED', drop_reason_desc: 'POLICY_DENIED', is_reply: undefined }),
    ]);
    expect(neverSeen).toContainEqual({ connection: 'web → order-desk:8080', why: 'place orders', dropped: 1 });
    expect(strange).toEqual([]);
  });

  it('are seen by the most exact alone, of several', async () => {
    const wide = stack({
      services: [ledger, orders, web],
      environments: { base: {}, staging: { suffix: '-staging' } },
      connections: [...connections, connection(prometheus, web.ports.http, 'probes of the front')],
    });
    const PROMETHEUS = pod('monitoring', 'prometheus', { labels: ['k8s:app=prometheus'] });
    const { neverSeen } = await compared([hubbleLine(PROMETHEUS, WEB, 4000)], wide);
    expect(neverSeen.map(({ why }) => why)).toContain('customers');
    expect(neverSeen.map(({ why }) => why)).not.toContain('probes of the front');
  });

  it('are seen on either port of the API server, and by the name of a host', async () => {
    const API = { identity: 7, labels: ['reserved:kube-apiserver', 'reserved:remote-node'] };
    const RATES = { identity: 16_777_217, labels: ['cidr:198.51.100.7/32', 'reserved:world'] };
    const {
      neverSeen,
      undeclared: strange,
      wouldDrop,
    } = await compared([
      hubbleLine(ORDERS, API, 6443),
      hubbleLine(ORDERS, RATES, 443, {
        IP: { source: '10.0.0.1', destination: '198.51.100.7' },
        destination_names: ['rates.example.com'],
      }),
    ]);
    expect(neverSeen.map(({ why }) => why)).not.toContain('leases');
    expect(neverSeen.map(({ why }) => why)).not.toContain('rates of exchange');
    expect([strange, wouldDrop]).toEqual([[], []]);
  });
});

describe('flows that no connection declares', () => {
  it('are told once with how often, and with the line to paste', async () => {
    const line = hubbleLine(WEB, pod('bank', 'ledger'), 3000);
    const found = await compared([line, line, 'web,order-desk,8081/UDP']);
    expect(undeclared(found)).toEqual(['web → ledger:3000/TCP 2 0', 'web → order-desk:8081/UDP 1 0']);
    expect(found.undeclared.map(({ paste }) => paste)).toEqual([
      "connection(web, ledger.ports.sums, 'why'),",
      "connection(web, orderDesk.ports.udp8081, 'why'),",
    ]);
    expect(found.undeclared[1]?.first).toBe('order-desk offers no port 8081/UDP: add it to its contract.');
  });

  it('are told with their addresses, once for all of them', async () => {
    const lines = Array.from({ length: 30 }, (_, index) =>
      hubbleLine(WORLD, ORDERS, 8080, { IP: { source: `203.0.113.${index}`, destination: '10.0.0.2' } }),
    );
    const { undeclared: found } = await compared(lines);
    expect(found).toMatchObject([{ from: 'addresses', to: 'order-desk', passed: 30, hasMoreAddresses: true }]);
    expect(found[0]?.addresses).toHaveLength(20);
    expect(found[0]?.paste).toBe("connection(anywhere, orderDesk.ports.http, 'why'),");
  });

  it('are told where they were tried and dropped', async () => {
    const found = await compared([
      hubbleLine(WEB, pod('bank', 'ledger'), 3000, { verdict: 'DROPPED', is_reply: undefined }),
    ]);
    expect(undeclared(found)).toEqual(['web → ledger:3000/TCP 0 1']);
    expect(found.wouldDrop).toEqual([]);
  });
});

describe('flows of more kinds than can be told', () => {
  it('are counted, and said to be left out', async () => {
    const lines = Array.from({ length: 1200 }, (_, index) => `web,ledger,${index + 10_000}`);
    const { undeclared: found, wouldDrop, notUnderstood } = await compared(lines);
    expect([found.length, wouldDrop.length]).toEqual([1000, 1000]);
    expect(notUnderstood).toEqual([{ why: 'it is one of more flows than are told', count: 400, line: 1001 }]);
  });
});

describe('what is built now', () => {
  it('drops what its policies deny, with the reason, and nothing that they let through', async () => {
    const { wouldDrop } = await compared([
      'web,ledger,3000',
      'web,order-desk,8080',
      'order-desk,rates.example.com,443',
    ]);
    expect(wouldDrop).toMatchObject([{ from: 'web', to: 'ledger', port: 3000, passed: 1 }]);
    expect(wouldDrop[0]?.why).toMatch(/the egress of web\/web is isolated by NetworkPolicy web\/web/);
  });

  it('drops what is declared, where its policies are of before', async () => {
    const before = built(map);
    const declared = stack({
      services: [ledger, orders, web],
      environments: { base: {}, staging: { suffix: '-staging' } },
      connections: [...connections, connection(web, ledger.ports.sums, 'a short cut')],
    });
    const found = await compared(['web,ledger,3000'], declared, before);
    expect([found.undeclared.length, found.wouldDrop.length]).toEqual([0, 1]);
    expect((await compared(['web,ledger,3000'], declared)).wouldDrop).toEqual([]);
  });

  it('is not said to drop what depends on what the log does not say', async () => {
    const elsewhere = stack({
      services: [ledger, orders, web],
      environments: { base: {}, staging: { suffix: '-staging' } },
      connections: [...connections, connection(web, rates.port(8443), 'more rates')],
    });
    const found = await compared(['order-desk,other.example.com,9443', 'monitoring/grafana,ledger,9000'], elsewhere);
    expect(found.wouldDrop).toEqual([]);
    expect(found.notUnderstood.map(({ why }) => why)).toEqual([
      'what policies see of other.example.com is not in the log, so that it is not known whether it is dropped',
      'what policies see of monitoring/grafana is not in the log, so that it is not known whether it is dropped',
    ]);
  });
});

describe('what is not a connection', () => {
  it('is counted, and told in none of the lists', async () => {
    const DNS = pod('kube-system', 'coredns', { labels: ['k8s:k8s-app=kube-dns'] });
    const udp = { l4: { UDP: { source_port: 40_000, destination_port: 53 } } };
    const found = await compared([
      hubbleLine(ORDERS, WEB, 40_000, { is_reply: true }),
      hubbleLine(WEB, DNS, 53, udp),
      hubbleLine({ identity: 1, labels: ['reserved:host'] }, WEB, 8080),
      hubbleLine(pod('other', 'one'), pod('other', 'two'), 80),
      hubbleLine(WEB, ORDERS, 8080, { Type: 'SOCK', verdict: 'TRACED' }),
      '{"node_status":{"state_change":"NODE_CONNECTED"}}',
      'from,to,port',
      '',
    ]);
    expect(found.counts).toEqual({
      lines: 8,
      connections: 0,
      replies: 1,
      nameResolutions: 1,
      fromNodes: 1,
      ofOthers: 1,
    });
    expect([found.undeclared, found.wouldDrop, found.notUnderstood]).toEqual([[], [], []]);
  });
});

describe('what is not understood', () => {
  it.each([
    ['nonsense', 'it is neither JSON nor "from,to,port"'],
    ['web,ledger,70000', 'it is neither JSON nor "from,to,port"'],
    ['{"flow":', 'it begins as JSON does, and is none'],
    ['{"kind":"Pod"}', 'it is JSON, but not a flow of Hubble'],
    ['shop,ledger,3000', 'its source is "shop", which is no service of the map'],
    [
      'web,bank/cache-0,3000',
      'its destination is the pod bank/cache-0, which the map does not know, and whose labels are not in the log',
    ],
    [
      'web,ledger.bank.svc.cluster.local,81',
      'its destination is port 81/TCP of the Service bank/ledger, behind which no pod is built',
    ],
    [undefined, 'it is longer than a megabyte'],
    [
      '{"lost_events":{"source":"PERF_EVENT_RING_BUFFER","num_events_lost":"12"}}',
      'Hubble lost 12 events here: what they were is not known',
    ],
    [hubbleLine(WEB, ORDERS, 8080, { verdict: undefined }), 'it does not say whether it was let through: "verdict"'],
    [
      hubbleLine(WEB, ORDERS, 8080, { is_reply: null, l4: { TCP: { destination_port: 8080, flags: { ACK: true } } } }),
      'it does not say whether it is a reply: "is_reply"',
    ],
    [hubbleLine(WEB, ORDERS, 8080, { l4: { ICMPv4: { type: 8 } } }), 'it is ICMP, which has no ports'],
    [hubbleLine(WEB, { labels: ['reserved:unmanaged'] }, 8080), 'its destination is "reserved:unmanaged"'],
    [hubbleLine(WEB, WORLD, 443, { IP: { destination: 'nowhere' } }), 'its destination is at an address that is none'],
  ])('is told with its line: %s', async (line, why) => {
    const { notUnderstood, undeclared: strange } = await compared(['web,order-desk,8080', line]);
    expect(notUnderstood).toEqual([{ why, count: 1, line: 2 }]);
    expect(strange).toEqual([]);
  });
});

describe('a pod is known', () => {
  it.each([
    ['by what made it', { pod_name: 'x', labels: [], workloads: [{ name: 'ledger', kind: 'StatefulSet' }] }],
    ['by its labels', { pod_name: 'x' }],
    ['by its name alone', { labels: [], pod_name: 'ledger-2' }],
  ])('%s', async (_, more) => {
    const { neverSeen } = await compared([hubbleLine(ORDERS, pod('bank', 'ledger', more), 3000)]);
    expect(neverSeen.map(({ why }) => why)).not.toContain('book');
  });

  it('by the Job that a schedule made, and by the name of a Service, whose port leads to its own', async () => {
    const report = pod('order-desk', 'order-desk', {
      labels: [],
      workloads: [{ name: 'order-desk-report-29388960', kind: 'Job' }],
    });
    const found = await compared([hubbleLine(report, pod('bank', 'ledger'), 3000), 'order-desk,ledger.bank.svc,80']);
    expect(found.neverSeen.map(({ why }) => why)).not.toContain('sum up');
    expect(found.neverSeen.map(({ why }) => why)).not.toContain('book');
    expect(found.undeclared).toEqual([]);
  });
});
