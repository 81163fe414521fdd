import { describe, expect, it } from 'vitest';
import { connection, contract, declaredTraffic, mayShareCluster, providedSecrets, secret, stack } from './index.ts';

const tls = secret({ name: 'tls', why: 'serve TLS', type: 'kubernetes.io/tls' });
const ledger = contract({ name: 'ledger', ports: { db: 3000 }, otherSecrets: [tls] });
const shop = contract({ name: 'shop', ports: {} });
const map = stack({
  services: [ledger, shop],
  environments: { base: { deployed: false }, staging: { suffix: '-staging' }, production: { production: true } },
  connections: [connection(shop, ledger.ports.db, 'book')],
});

describe('a base that is not deployed', () => {
  it('has no services, no traffic and no Secrets to provide', () => {
    expect(map.environments.base.deployed).toBe(false);
    expect(map.servicesIn('base')).toEqual([]);
    expect(declaredTraffic(map, 'base')).toEqual([]);
    expect(providedSecrets(map, 'base')).toEqual([]);
    expect(map.servicesIn('staging')).toEqual([ledger, shop]);
  });

  it('has the traffic and the addresses of each service, of which overlays are made', () => {
    const env = map.serviceIn(shop, 'base');
    expect(env.address(ledger.ports.db)).toBe('ledger.ledger.svc.cluster.local:3000');
    expect(env.outgoing()).toHaveLength(2);
  });

  it('is in no cluster, so that others may have namespaces of it', () => {
    const { base, staging, production } = map.environments;
    expect(mayShareCluster(map, base, staging)).toBe(false);
    expect(mayShareCluster(map, production, staging)).toBe(true);
    const environments = { base: { deployed: false }, test: { suffix: '-test', namespaces: {} } };
    expect(() => stack({ services: [...map.startOrder], connections: map.connections, environments })).not.toThrow();
  });

  it('is the only environment that can be so', () => {
    const wrong = () =>
      stack({
        services: [],
        // @ts-expect-error: only base is there without being deployed.
        environments: { base: {}, test: { deployed: false } },
        connections: [],
      });
    expect(wrong).toThrow('test › deployed\n  Only base can be there without being deployed');
  });
});
