import { apiServer, connection, contract, outsideHost, outsideNamespace, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { overview } from './index.ts';

const shop = contract({ name: 'shop', ports: { http: 8080 } });
const agent = contract({ name: 'agent', workload: 'DaemonSet', hostNetwork: true, ports: { metrics: 9100 } });

const cache = outsideHost('the cache', '*.cache.example.com');
const queue = outsideHost('the queue', 'queue.example.com', { addresses: '198.51.100.0/28' });
const connections = [
  connection(shop, cache.port(6379), 'sessions'),
  connection(shop, queue.portRange(5671, 5672), 'orders'),
  connection(shop, apiServer.port(443), 'watch Secrets'),
  connection(agent, shop.ports.http, 'measure'),
  connection(outsideNamespace('monitoring'), agent.ports.metrics, 'scrape'),
];
const known = { nodes: '10.0.0.0/16', apiServer: { addresses: '192.0.2.10/32' } };

describe('an overview of a stack with parties that a NetworkPolicy cannot name', () => {
  const environments = { base: {}, staging: { suffix: '-staging' }, production: known };
  const text = overview(stack({ services: [shop, agent], environments, connections }), 'k8s');

  it('names them in the table and the picture', () => {
    expect(text).toContain('| shop | the cache (&#42;.cache.example.com):6379 | sessions |');
    expect(text).toContain('| shop | the API server:443 | watch Secrets |');
    expect(text).toContain('(["the cache (*.cache.example.com)"])');
    expect(text).toContain('(["the API server"])');
  });

  it('says what is not denied, since when, and in which environments', () => {
    const [, rows = ''] = /So this is not denied either:\n\n(.*?)\n\n/s.exec(text) ?? [];
    expect(rows.split('\n').slice(2)).toEqual([
      '| shop calls any address on port 6379 | the addresses of the cache (&#42;.cache.example.com) are not known | base, staging, production |',
      '| shop calls any address on port 443, 6443 | the addresses of the API server are not known | base, staging |',
      '| any address calls shop on port 8080 | the addresses of agent are not known | base, staging |',
      '| any traffic of agent | its pods are in the network of their nodes | base, staging, production |',
    ]);
  });

  it('says of an environment with policies of Cilium only what these cannot name: a caller by its host', () => {
    const callers = [...connections, connection(cache, shop.ports.http, 'call back')];
    const cilium = { base: { policies: 'CiliumNetworkPolicy' } } as const;
    const said = overview(stack({ services: [shop, agent], environments: cilium, connections: callers }), 'k8s');
    const [, rows = ''] = /So this is not denied either:\n\n(.*?)\n\n/s.exec(said) ?? [];
    expect(rows.split('\n').slice(2)).toEqual([
      '| any address calls shop on port 8080 | the addresses of the cache (&#42;.cache.example.com) are not known | base |',
      '| any traffic of agent | its pods are in the network of their nodes | base |',
    ]);
  });

  it('says nothing of base that is not deployed', () => {
    const cilium = { base: { deployed: false }, production: { policies: 'CiliumNetworkPolicy' } } as const;
    const named = overview(stack({ services: [shop, agent], environments: cilium, connections }), 'k8s');
    const [, rows = ''] = /So this is not denied either:\n\n(.*?)\n\n/s.exec(named) ?? [];
    expect(rows.split('\n').slice(2)).toEqual([
      '| any traffic of agent | its pods are in the network of their nodes | production |',
    ]);
  });

  it('says nothing where nothing is wider than declared', () => {
    const plain = stack({ services: [shop], environments: { base: known }, connections: [] });
    expect(overview(plain, 'k8s')).not.toContain('not denied');
  });
});
