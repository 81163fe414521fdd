import { describe, expect, it } from 'vitest';
import {
  apiServer,
  type ClusterOptions,
  connection,
  contract,
  declaredTraffic,
  outsideHost,
  stack,
  type Traffic,
} from './index.ts';

const agent = contract({ name: 'agent', workload: 'DaemonSet', hostNetwork: true, ports: { metrics: 9100 } });
const shop = contract({ name: 'shop', ports: { http: 8080 } });

/** The traffic of a stack whose staging says that of its cluster. */
function trafficIn(cluster: ClusterOptions): Traffic[] {
  const map = stack({
    services: [agent, shop],
    environments: { base: {}, staging: { suffix: '-staging', ...cluster } },
    connections: [
      connection(shop, apiServer.port(443), 'watch Secrets'),
      connection(apiServer, shop.ports.http, 'admission'),
      connection(agent, shop.ports.http, 'scrape', { needed: 'later' }),
      connection(shop, agent.ports.metrics, 'report'),
      connection(shop, outsideHost('the cache', 'cache.example.com').port(6379), 'sessions'),
    ],
  });
  return declaredTraffic(map, 'staging');
}

function partiesOf(cluster: ClusterOptions, why: string) {
  return trafficIn(cluster)
    .filter((each) => each.why === why)
    .map(({ from, to, ports }) => ({ from: from.party, to: to.party, ports: ports.map(({ number }) => number) }));
}

const shopPods = { namespace: 'shop-staging', pods: shop.selector };

describe('the API server', () => {
  it('is called at the port of its Service and of its endpoints, at addresses that are not known', () => {
    expect(partiesOf({}, 'watch Secrets')).toEqual([{ from: shopPods, to: { apiServer: true }, ports: [443, 6443] }]);
  });

  it('is where the environment says, as a caller too', () => {
    const cluster = { apiServer: { addresses: ['192.0.2.10/32'], port: 443 } };
    const party = { apiServer: true, addresses: [{ cidr: '192.0.2.10/32' }] };
    expect(partiesOf(cluster, 'watch Secrets')).toEqual([{ from: shopPods, to: party, ports: [443] }]);
    expect(partiesOf(cluster, 'admission')).toEqual([{ from: party, to: shopPods, ports: [8080] }]);
  });
});

describe('a pod in the network of its node', () => {
  const pods = { namespace: 'agent-staging', pods: agent.selector };

  it('has the addresses of the nodes, at both ends', () => {
    const onNodes = { ...pods, hostNetwork: { addresses: [{ cidr: '10.0.0.0/16' }] } };
    expect(partiesOf({ nodes: '10.0.0.0/16' }, 'scrape')).toMatchObject([{ from: onNodes, to: shopPods }]);
    expect(partiesOf({ nodes: '10.0.0.0/16' }, 'report')).toMatchObject([{ from: shopPods, to: onNodes }]);
  });

  it('may be at any address where those of the nodes are not known', () => {
    expect(partiesOf({}, 'scrape')).toMatchObject([{ from: { ...pods, hostNetwork: {} } }]);
  });
});

describe('name resolution', () => {
  const dnsOf = (dns: ClusterOptions['dns']) =>
    partiesOf(dns === undefined ? {} : { dns }, 'name resolution').filter(({ from }) =>
      expect.objectContaining(shopPods).asymmetricMatch(from),
    );

  it('is by the pods that the environment names, over UDP and TCP', () => {
    const labels = { 'dns.operator.openshift.io/daemonset-dns': 'default' };
    expect(dnsOf({ namespace: 'openshift-dns', labels, port: 5353 })).toEqual([
      { from: shopPods, to: { namespace: 'openshift-dns', pods: labels }, ports: [5353, 5353] },
    ]);
  });

  it('is by the addresses of a cache on each node as well, at port 53', () => {
    const kubeDns = { namespace: 'kube-system', pods: { 'k8s-app': 'kube-dns' } };
    expect(dnsOf({ addresses: '169.254.20.10/32' })).toEqual([
      { from: shopPods, to: kubeDns, ports: [53, 53] },
      { from: shopPods, to: { blocks: [{ cidr: '169.254.20.10/32' }] }, ports: [53, 53] },
    ]);
  });
});

describe('what an environment says of its cluster', () => {
  it.each<[ClusterOptions, string]>([
    [{ dns: { namespace: 'Kube' } }, 'staging › dns.namespace'],
    [{ dns: { labels: {} } }, 'staging › dns.labels\n  There are no labels.'],
    [{ dns: { labels: { 'a b': 'c' } } }, 'staging › dns.labels["a b"]'],
    [{ dns: { port: 0 } }, 'staging › dns.port'],
    [{ dns: { addresses: '169.254.20.10' } }, 'staging › dns.addresses\n  "169.254.20.10" is not a valid CIDR.'],
    [{ apiServer: { port: 70_000 } }, 'staging › apiServer.port'],
    [{ apiServer: { addresses: [] } }, 'staging › apiServer.addresses\n  The list of addresses is empty.'],
    [{ nodes: ['10.0.0.0/16', '10.1.0.1/16'] }, 'staging › nodes[1]\n  "10.1.0.1/16" is not a valid CIDR.'],
  ])('is refused where it is wrong: %j', (cluster, problem) => {
    expect(() => trafficIn(cluster)).toThrow(problem);
  });
});
