import { describe, expect, it } from 'vitest';
import type { DeclaredConnection, Party } from '../connection.ts';
import { connections, found, type Json, messagesOf, shopWith } from '../testing.ts';

const CACHE = { host: 'rates.example.com' };
const EVERY_ADDRESS = [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }];

/** The connections of the shop, with another party for the rates that it calls on port 443. */
function callingRatesAt(to: Party): readonly DeclaredConnection[] {
  return connections.map((each) => (each.why === 'rates' ? { ...each, to } : each));
}

/** The shop whose policy lets its egress through to these peers on port 443. */
function lettingOut(...to: readonly Json[]): readonly Json[] {
  return shopWith('NetworkPolicy shop', 'spec.egress.2', { to, ports: [{ port: 443 }] });
}

describe('a policy that lets through more than is declared, since it cannot say less', () => {
  it('is a notice that says how much more, once a rule', () => {
    expect(
      messagesOf('wider-than-declared', lettingOut(...EVERY_ADDRESS), { connections: callingRatesAt(CACHE) }),
    ).toEqual([
      'notice: It lets its pods call every address on port 443/TCP; declared is the host rates.example.com. A NetworkPolicy knows addresses alone, and those of the declared party are not known. Declare its addresses where they are known.',
    ]);
  });

  it.each<[Party, string]>([
    [{ apiServer: true }, 'declared is the API server.'],
    [{ namespace: 'bank', pods: { app: 'ledger' }, hostNetwork: {} }, 'declared is app=ledger of namespace "bank".'],
  ])('names whom is declared: %j', (party, expected) => {
    const [message] = messagesOf('wider-than-declared', lettingOut(...EVERY_ADDRESS), {
      connections: callingRatesAt(party),
    });
    expect(message).toContain(expected);
  });

  it('names the addresses where a policy is narrower than all', () => {
    const [message] = messagesOf('wider-than-declared', lettingOut({ ipBlock: { cidr: '203.0.113.0/24' } }), {
      connections: callingRatesAt(CACHE),
    });
    expect(message).toContain('call addresses of 203.0.113.0/24 on port 443/TCP');
  });

  it('is found at callees, too', () => {
    const ports = [{ port: 8080 }];
    const objects = shopWith('NetworkPolicy shop', 'spec.ingress', [{ from: EVERY_ADDRESS, ports }]);
    const admission = connections.map((each) =>
      each.why === 'sales' ? { ...each, from: { apiServer: true } as const } : each,
    );
    expect(found('wider-than-declared', objects, { connections: admission })).toEqual([
      'NetworkPolicy shop in mall › spec.ingress[0]',
    ]);
    expect(found('undeclared-traffic', objects, { connections: admission })).toEqual([]);
  });

  it('is no notice where the addresses are known, or declared for others', () => {
    const known = callingRatesAt({ ...CACHE, addresses: [{ cidr: '203.0.113.0/24' }] });
    const block = { ipBlock: { cidr: '203.0.113.0/24' } };
    expect(found('wider-than-declared', lettingOut(block), { connections: known })).toEqual([]);
    const to = { blocks: [{ cidr: '0.0.0.0/0' }, { cidr: '::/0' }] };
    const toAll = [...callingRatesAt(CACHE), ...callingRatesAt(to)];
    expect(found('wider-than-declared', lettingOut(...EVERY_ADDRESS), { connections: toAll })).toEqual([]);
  });
});

describe('a policy for a host whose addresses are not known', () => {
  const options = { connections: callingRatesAt(CACHE) };

  it('is no error where it opens the port of the host alone', () => {
    expect(found('undeclared-traffic', lettingOut(...EVERY_ADDRESS), options)).toEqual([]);
    expect(found('declared-connection', lettingOut(...EVERY_ADDRESS), options)).toEqual([]);
  });

  it('is an error where it opens other ports, or lets pods through', () => {
    const onAllPorts = shopWith('NetworkPolicy shop', 'spec.egress.2', { to: EVERY_ADDRESS });
    expect(found('undeclared-traffic', onAllPorts, options)).toHaveLength(2);
    const toAll = shopWith('NetworkPolicy shop', 'spec.egress.2', { ports: [{ port: 443 }] });
    expect(found('undeclared-traffic', toAll, options)).toEqual(['NetworkPolicy shop in mall › spec.egress[2]']);
    expect(found('undeclared-traffic', lettingOut({ namespaceSelector: {} }), options)).toHaveLength(1);
  });

  it('lets some address through: any that it names may be that of the host', () => {
    expect(found('declared-connection', lettingOut({ ipBlock: { cidr: '198.51.100.0/28' } }), options)).toEqual([]);
    const closed = shopWith('NetworkPolicy shop', 'spec.egress.2.ports', [{ port: 444 }]);
    expect(found('declared-connection', closed, options)).toEqual(['NetworkPolicy shop in mall › spec.egress']);
  });

  it('lets all of its addresses through where they are known', () => {
    const known = { connections: callingRatesAt({ ...CACHE, addresses: [{ cidr: '203.0.113.0/24' }] }) };
    expect(found('declared-connection', lettingOut({ ipBlock: { cidr: '203.0.112.0/23' } }), known)).toEqual([]);
    expect(found('declared-connection', lettingOut({ ipBlock: { cidr: '203.0.113.0/25' } }), known)).toEqual([
      'NetworkPolicy shop in mall › spec.egress',
    ]);
    expect(found('undeclared-traffic', lettingOut({ ipBlock: { cidr: '203.0.112.0/23' } }), known)).toHaveLength(1);
  });
});
