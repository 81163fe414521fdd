import { describe, expect, it } from 'vitest';
import { findingsOf } from '../testing.ts';

const all = { namespaces: {} };
const right = { tier: 'Baseline', priority: 10, subject: all };
const ingress = (rule: object) => ({ ...right, ingress: [{ action: 'Deny', from: [all], ...rule }] });
const egress = (rule: object) => ({ ...right, egress: [{ action: 'Accept', to: [all], ...rule }] });
const range = (start: number, end: number) => [{ tcp: { destinationPort: { range: { start, end } } } }];

function found(spec: object) {
  const apiVersion = 'policy.networking.k8s.io/v1alpha2';
  const object = { apiVersion, kind: 'ClusterNetworkPolicy', metadata: { name: 'all' }, spec };
  return findingsOf('cluster-network-policies', object).map(({ field }) => field);
}

describe('a ClusterNetworkPolicy', () => {
  it.each([
    ['rules', { ...ingress({}), ...egress({ protocols: range(1, 2) }) }],
    ['networks', egress({ to: [{ networks: ['10.0.0.0/8', '::/0'] }] })],
    ['no rules', right],
  ])('may have %s', (_, spec) => {
    expect(found(spec)).toEqual([]);
  });

  it.each([
    ['another tier', { ...right, tier: 'Middle' }, 'spec.tier'],
    ['no priority', { ...right, priority: undefined }, 'spec.priority'],
    ['a priority that is too large', { ...right, priority: 1001 }, 'spec.priority'],
    ['no subject', { ...right, subject: undefined }, 'spec.subject'],
    [
      'two subjects',
      { ...right, subject: { ...all, pods: { namespaceSelector: {}, podSelector: {} } } },
      'spec.subject',
    ],
    ['another action', ingress({ action: 'Allow' }), 'spec.ingress[0].action'],
    ['no peers', ingress({ from: [] }), 'spec.ingress[0].from'],
    ['a peer without a field', ingress({ from: [{}] }), 'spec.ingress[0].from[0]'],
    ['a block that is not one', egress({ to: [{ networks: ['10.0.0.0'] }] }), 'spec.egress[0].to[0].networks[0]'],
    ['a protocol without a field', egress({ protocols: [{}] }), 'spec.egress[0].protocols[0]'],
    [
      'a range that ends where it begins',
      egress({ protocols: range(80, 80) }),
      'spec.egress[0].protocols[0].tcp.destinationPort.range',
    ],
    ['too many rules', { ...right, egress: Array(26).fill({ action: 'Deny', to: [all] }) }, 'spec.egress'],
    ['too many peers', ingress({ from: Array(26).fill(all) }), 'spec.ingress[0].from'],
  ])('with %s is refused', (_, spec, field) => {
    expect(found(spec)).toEqual([field]);
  });
});
