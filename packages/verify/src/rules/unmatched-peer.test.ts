import { describe, expect, it } from 'vitest';
import { connections, found, peer, shop, shopWith } from '../testing.ts';

describe('a peer', () => {
  it('is in a namespace of the environment', () => {
    const objects = shopWith('NetworkPolicy shop', 'spec.egress.1.to', [peer('banks', 'ledger')]);
    expect(found('unmatched-peer', objects)).toEqual(['NetworkPolicy shop in mall › spec.egress[1].to[0]']);
  });
  it('is missed after its namespace is renamed', () => {
    expect(found('unmatched-peer', shopWith('Namespace bank', 'metadata.name', 'banks'))).toContain(
      'NetworkPolicy shop in mall › spec.egress[1].to[0]',
    );
  });
  it('is a pod of the environment', () => {
    const objects = shopWith('NetworkPolicy shop', 'spec.egress.1.to', [peer('bank', 'ledgers')]);
    expect(found('unmatched-peer', objects)).toHaveLength(1);
  });
  it('may be in a namespace of others that a connection names', () => {
    const objects = shopWith('NetworkPolicy shop', 'spec.egress.1.to', [peer('monitoring', 'prometheus')]);
    const to = { namespace: 'monitoring' };
    const declared = { from: 'anywhere', to, port: 9090, protocol: 'TCP', why: 'metrics' } as const;
    expect(found('unmatched-peer', objects, { connections: [...connections, declared] })).toEqual([]);
  });
  it('may be an address', () => {
    const block = { ipBlock: { cidr: '192.0.2.0/24' } };
    expect(found('unmatched-peer', shopWith('NetworkPolicy shop', 'spec.egress.1.to', [block], shop))).toEqual([]);
  });
});
