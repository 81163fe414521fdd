import { contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { clusterNetworkPolicy } from './index.ts';

const [shop, ledger] = [
  contract({ name: 'shop', ports: {} }),
  contract({ name: 'ledger', namespace: 'bank', ports: {} }),
];
const map = stack({
  services: [ledger, shop],
  environments: {
    base: {},
    staging: {
      suffix: '-staging',
      clusterNetworkPolicy: { name: 'shop-staging', priority: 900 },
      dns: { namespace: 'dns', labels: { app: 'resolver' }, port: 5353, addresses: '169.254.20.10/32' },
    },
  },
  connections: [],
  labels: { 'app.kubernetes.io/part-of': 'shop' },
});

describe('the ClusterNetworkPolicy of a stack', () => {
  it('is for the namespaces of the stack in that environment, resolves names and denies everything else', () => {
    expect(structuredClone(clusterNetworkPolicy(map, 'staging'))).toEqual({
      apiVersion: 'policy.networking.k8s.io/v1alpha2',
      kind: 'ClusterNetworkPolicy',
      metadata: { name: 'shop-staging', labels: { 'app.kubernetes.io/part-of': 'shop' } },
      spec: {
        tier: 'Baseline',
        priority: 900,
        subject: {
          namespaces: {
            matchExpressions: [
              { key: 'kubernetes.io/metadata.name', operator: 'In', values: ['bank-staging', 'shop-staging'] },
            ],
          },
        },
        ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
        egress: [
          {
            action: 'Accept',
            to: [
              {
                pods: {
                  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'dns' } },
                  podSelector: { matchLabels: { app: 'resolver' } },
                },
              },
            ],
            protocols: [{ udp: { destinationPort: { number: 5353 } } }, { tcp: { destinationPort: { number: 5353 } } }],
          },
          {
            action: 'Accept',
            to: [{ networks: ['169.254.20.10/32'] }],
            protocols: [{ udp: { destinationPort: { number: 53 } } }, { tcp: { destinationPort: { number: 53 } } }],
          },
          { action: 'Deny', to: [{ namespaces: {} }, { networks: ['0.0.0.0/0', '::/0'] }] },
        ],
      },
    });
  });

  it('is in no environment that does not say so', () => {
    expect(clusterNetworkPolicy(map, 'base')).toBeUndefined();
  });
});
