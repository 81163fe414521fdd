import { commentOf } from '@k8s-blocks/comments';
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
import { describe, expect, it } from 'vitest';
import { ciliumEgressRules, ciliumIngressRules } from './index.ts';

const shop = contract({
  name: 'shop',
  ports: { http: 8080, admin: 9090, media: { port: 10000, endPort: 10100, protocol: 'UDP' } },
});
const agent = contract({ name: 'agent', ports: {}, hostNetwork: true, workload: 'DaemonSet' });
const lonely = contract({ name: 'lonely', ports: {} });
const bank = outsideNetwork('the bank', { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] });
const hooks = outsideHost('the hooks', '*.hooks.example.com');

const map = stack({
  services: [shop, agent, lonely],
  environments: { base: {}, staging: { suffix: '-staging' } },
  connections: [
    connection(agent, shop.ports.http, 'watch it'),
    connection(outsideNamespace('monitoring'), shop.ports.http, 'scrape'),
    connection(apiServer, shop.ports.http, 'admission'),
    connection(bank, shop.ports.http, 'book'),
    connection(anywhere, shop.ports.admin, 'everybody'),
    connection(agent, shop.ports.admin, 'nodes'),
    connection(hooks, shop.ports.media, 'talk'),
    connection(shop, bank.portRange(8000, 8010), 'transfers'),
    connection(shop, apiServer.port(443), 'watch'),
    connection(shop, hooks.port(443), 'hooks'),
    connection(shop, shop.ports.http, 'consensus', { environments: ['staging'] }),
  ],
});

const port = (text: string, more: object = {}) => [{ ports: [{ port: text, protocol: 'TCP', ...more }] }];

describe('the rules of Cilium for traffic to a service', () => {
  const rules = ciliumIngressRules(map.serviceIn(shop, 'base').incoming());

  it('are one for each port and kind of callers, since Cilium takes no two kinds in one rule', () => {
    expect(structuredClone(rules)).toEqual([
      { fromEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'monitoring' } }], toPorts: port('8080') },
      { fromCIDRSet: [{ cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] }], toPorts: port('8080') },
      { fromEntities: ['host', 'remote-node', 'kube-apiserver'], toPorts: port('8080') },
      { fromEntities: ['all'], toPorts: port('9090') },
      { fromEntities: ['world'], toPorts: port('10000', { endPort: 10100, protocol: 'UDP' }) },
    ]);
  });

  it('say who comes and why, and what is wider than declared', () => {
    expect(rules.map(commentOf)).toEqual([
      'From namespace monitoring: scrape.',
      'From the bank (203.0.113.0/24): book.',
      'From agent: watch it.\nIts pods are in the network of their nodes, which are let through as a whole.\n' +
        'From the API server: admission.',
      'From anywhere: everybody.\nFrom agent: nodes.\n' +
        'Its pods are in the network of their nodes, which are let through as a whole.',
      'From the hooks (*.hooks.example.com): talk.\n' +
        'Wider than declared: callers have no names, so every address outside of the cluster is let through.',
    ]);
  });

  it('are one that matches nobody where nobody comes, since an empty list would not isolate', () => {
    expect(structuredClone(ciliumIngressRules(map.serviceIn(lonely, 'base').incoming()))).toEqual([{}]);
  });
});

describe('the rules of Cilium for traffic from a service', () => {
  it('name networks, the API server, hosts and services, each by what it is', () => {
    const [dns, ...rules] = ciliumEgressRules(map.serviceIn(shop, 'staging').outgoing());
    expect(dns?.toPorts?.[0]?.rules).toEqual({ dns: [{ matchPattern: '*' }] });
    expect(structuredClone(rules)).toEqual([
      {
        toCIDRSet: [{ cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] }],
        toPorts: port('8000', { endPort: 8010 }),
      },
      {
        toEntities: ['kube-apiserver'],
        toPorts: [
          {
            ports: [
              { port: '443', protocol: 'TCP' },
              { port: '6443', protocol: 'TCP' },
            ],
          },
        ],
      },
      { toFQDNs: [{ matchPattern: '*.hooks.example.com' }], toPorts: port('443') },
      {
        toEndpoints: [
          {
            matchLabels: {
              'k8s:io.kubernetes.pod.namespace': 'shop-staging',
              'app.kubernetes.io/name': 'shop',
              'app.kubernetes.io/component': 'shop',
            },
          },
        ],
        toPorts: port('8080'),
      },
    ]);
  });

  it('resolve names past the proxy where no host is called by its name', () => {
    const [dns, ...others] = ciliumEgressRules(map.serviceIn(lonely, 'base').outgoing());
    expect(dns?.toPorts?.[0]).not.toHaveProperty('rules');
    expect(others).toEqual([]);
  });
});
