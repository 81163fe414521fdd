import { describe, expect, it } from 'vitest';
import { clusterOf, evaluator, someAddressAllowed } from './index.ts';

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
  spec: { containers: [{ name: 'main' }] },
};

/** Whether egress with these rules lets the pod through to port 443/TCP of some address. */
function isAllowed(egress: unknown, spec: object = {}): boolean {
  const metadata = { name: 'web', namespace: 'shop' };
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: { podSelector: {}, policyTypes: ['Egress'], egress, ...spec },
  };
  const cluster = clusterOf([pod, policy]);
  return cluster.pods.some((each) => someAddressAllowed(cluster, evaluator(cluster).verdict)(each, 443, 'TCP'));
}

const block = { ipBlock: { cidr: '198.51.100.0/24' } };

describe('egress to some address', () => {
  it.each([
    ['a block on the port', [{ to: [block], ports: [{ port: 443 }] }], true],
    ['a block on every port', [{ to: [block] }], true],
    ['a block on another port', [{ to: [block], ports: [{ port: 80 }] }], false],
    ['a block on a named port, which an address does not have', [{ to: [block], ports: [{ port: 'https' }] }], false],
    ['pods alone', [{ to: [{ podSelector: {} }], ports: [{ port: 443 }] }], false],
    ['a block that is malformed', [{ to: [{ ipBlock: { cidr: '198.51.100.0' } }] }], false],
    ['a block that is excepted', [{ to: [{ ipBlock: { ...block.ipBlock, except: ['198.51.100.0/25'] } }] }], false],
  ])('of a rule for %s', (_, egress, expected) => {
    expect(isAllowed(egress)).toBe(expected);
  });

  it('is not allowed by policies for other pods', () => {
    expect(isAllowed([{ to: [block] }], { podSelector: { matchLabels: { app: 'api' } } })).toBe(false);
  });
});
