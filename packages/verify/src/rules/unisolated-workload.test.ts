import { describe, expect, it } from 'vitest';
import type { KnownAddresses } from '../connection.ts';
import { connections, found, type Json, messagesOf, peer, shopWith, shopWithout } from '../testing.ts';

describe('a workload', () => {
  it('is isolated by a policy', () => {
    expect(found('unisolated-workload', shopWithout('NetworkPolicy shop'))).toEqual(['Deployment shop in mall']);
  });
  it.each(['Ingress', 'Egress'])('is isolated not only for %s', (direction) => {
    expect(found('unisolated-workload', shopWith('NetworkPolicy shop', 'spec.policyTypes', [direction]))).toEqual([
      'Deployment shop in mall',
    ]);
  });
  it('is not in the network of its node, where no policy isolates it', () => {
    expect(found('unisolated-workload', shopWith('Deployment shop', 'pod.hostNetwork', true), { connections })).toEqual(
      ['Deployment shop in mall › pod.hostNetwork'],
    );
  });

  describe('in the network of its node', () => {
    const onNode = shopWith('Deployment shop', 'pod.hostNetwork', true);
    const shopPods = { namespace: 'mall', pods: { app: 'shop' } };
    const declared = (hostNetwork: KnownAddresses) =>
      connections.map((each) => ({
        ...each,
        ...(each.why === 'sums' ? { from: { ...shopPods, hostNetwork } } : {}),
        ...(each.why === 'sales' ? { to: { ...shopPods, hostNetwork } } : {}),
      }));
    const callee = (...from: readonly Json[]) =>
      shopWith('NetworkPolicy ledger', 'spec.ingress.0', { from, ports: [{ port: 3000 }] }, onNode);
    const nodes = { ipBlock: { cidr: '10.0.0.0/16' } };
    const own = peer('bank', 'ledger');

    it('is a notice where that is declared, and an error where it is not', () => {
      const severities = (options: object) =>
        messagesOf('unisolated-workload', onNode, options).map((message) => message.split(':')[0]);
      expect(severities({ connections: declared({}) })).toEqual(['notice']);
      expect(severities({ connections })).toEqual(['error']);
      expect(severities({ connections: undefined })).toEqual(['warning']);
    });

    it('is judged once: not at each of its connections as well', () => {
      expect(found('declared-connection', onNode, { connections })).toEqual([]);
    });

    it('is let in by the addresses of nodes, whatever its labels', () => {
      const options = { connections: declared({ addresses: [{ cidr: '10.0.0.0/16' }] }) };
      expect(found('declared-connection', callee(nodes, own), options)).toEqual([]);
      expect(found('undeclared-traffic', callee(nodes, own), options)).toEqual([]);
      expect(found('declared-connection', callee(peer('mall', 'shop'), own), options)).toEqual([
        'NetworkPolicy ledger in bank › spec.ingress',
      ]);
      const half = { ipBlock: { cidr: '10.0.0.0/17' } };
      expect(found('declared-connection', callee(half, own), options)).toHaveLength(1);
    });

    it('may be let in by any address where those of the nodes are not known', () => {
      expect(found('declared-connection', callee(nodes, own), { connections: declared({}) })).toEqual([]);
      expect(found('wider-than-declared', callee(nodes, own), { connections: declared({}) })).toHaveLength(1);
    });
  });
});
