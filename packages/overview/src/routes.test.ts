import { connection, contract, type EnvironmentRoutes, internet, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { overview } from './index.ts';

const shop = contract({ name: 'shop', ports: { web: 80, admin: 8081 } });
const bank = contract({ name: 'bank', environments: ['base', 'staging'], ports: { web: 80 } });

const controller = { namespace: 'ingress-nginx' };
const staging: EnvironmentRoutes = { kind: 'Ingress', className: 'nginx', controller, domain: 'staging.example.com' };
const production: EnvironmentRoutes = {
  kind: 'HTTPRoute',
  gateway: { name: 'web', namespace: 'gateways' },
  controller,
  domain: 'example.com',
};

const text = overview(
  stack({
    services: [shop, bank],
    environments: {
      base: { deployed: false },
      staging: { suffix: '-staging', routes: staging },
      production: { routes: production },
    },
    connections: [
      connection(internet, shop.ports.web, 'customers', { host: 'shop' }),
      connection(internet, shop.ports.admin, 'staff', { host: '*', path: '/admin', pathType: 'Exact' }),
      connection(internet, bank.ports.web, 'accounts', { host: 'shop', path: '/accounts' }),
    ],
  }),
  'k8s',
);

describe('the README of a stack with routes', () => {
  it('has the hosts and paths of each environment, and where they lead', () => {
    const [, rest = ''] = text.split('\n## Who comes in\n');
    const [section = ''] = rest.split('\n## ');
    const rows = section.split('\n').filter((line) => line.startsWith('|'));
    expect(rows).toEqual([
      '| environment | requests for | lead to | by |',
      '|---|---|---|---|',
      '| `staging` | `shop.staging.example.com/` | shop:80 (web) | Ingress |',
      '| `staging` | `*.staging.example.com/admin` alone | shop:8081 (admin) | Ingress |',
      '| `staging` | `shop.staging.example.com/accounts` | bank:80 (web) | Ingress |',
      '| `production` | `shop.example.com/` | shop:80 (web) | HTTPRoute |',
      '| `production` | `*.example.com/admin` alone | shop:8081 (admin) | HTTPRoute |',
    ]);
  });

  it('has the internet in its picture and among the callers', () => {
    expect(text).toMatch(/ {2}(n\d+)\(\["the internet"\]\)[\s\S]* {2}\1 -->\|"80 web, 8081 admin"\| n0\n/);
    expect(text).toContain('| the internet | shop:80 (web) | customers |');
  });
});
