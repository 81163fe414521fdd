import { describe, expect, it } from 'vitest';
import type { KnownAddresses } from './connection.ts';
import { connections, found, type Json, peer, shopWith } from './testing.ts';

const onNode = shopWith('Deployment shop', 'pod.hostNetwork', true);
const shopPods = { namespace: 'mall', pods: { app: 'shop' } };

/** The connections of the shop, which is declared to be in the network of its node. */
function onNodes(hostNetwork: KnownAddresses) {
  return connections.map((each) => (each.why === 'sums' ? { ...each, from: { ...shopPods, hostNetwork } } : each));
}

/** The ledger, which lets in the shop by these addresses or labels. */
function lettingIn(from: Json): readonly Json[] {
  return shopWith(
    'NetworkPolicy ledger',
    'spec.ingress.0',
    { from: [from, peer('bank', 'ledger')], ports: [{ port: 3000 }] },
    onNode,
  );
}

describe('a pod that is declared to be in the network of its node', () => {
  const nodes = { ipBlock: { cidr: '10.0.0.0/16' } };
  const known = { connections: onNodes({ addresses: [{ cidr: '10.0.0.0/16' }] }) };

  it('reaches the addresses that it is given where the addresses of nodes are let in', () => {
    expect(found('unreachable-address', lettingIn(nodes), known)).toEqual([]);
    expect(found('unreachable-address', lettingIn(nodes), { connections: onNodes({}) })).toEqual([]);
  });

  it('does not where others are, or its labels alone', () => {
    for (const from of [peer('mall', 'shop'), { ipBlock: { cidr: '192.0.2.0/24' } }]) {
      expect(found('unreachable-address', lettingIn(from), known)).toEqual([
        'ConfigMap settings in mall › data.LEDGER_URL',
      ]);
    }
  });
});
