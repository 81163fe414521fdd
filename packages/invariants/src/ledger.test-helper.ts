import { deployment, networkPolicy } from '@k8s-blocks/objects';
import { anywhere, type Connection, type Contract, connection, contract, stack } from '@k8s-blocks/topology';

export const ledger = contract({ name: 'ledger', namespace: 'bank', ports: { sums: 3000 } });
export const api = contract({ name: 'api', ports: { http: 8080 } });
export const shop = contract({ name: 'shop', ports: { web: 4000 } });
export const report = contract({ name: 'report', ports: {} });

/** A shop that is open to anywhere, and calls an API, which alone calls the ledger. The report calls nobody. */
export function ledgerMap(...more: readonly Connection[]) {
  return stack({
    services: [ledger, api, shop, report],
    environments: { base: {}, staging: { suffix: '-staging' }, production: { production: true } },
    connections: [
      connection(anywhere, shop.ports.web, 'customers'),
      connection(shop, api.ports.http, 'sales'),
      connection(api, ledger.ports.sums, 'accounting'),
      connection(shop, anywhere.port(443), 'rates'),
      ...more,
    ],
  });
}

/** The objects of each service: a Deployment, and the policy that its connections give. */
export function objectsOf(map: ReturnType<typeof ledgerMap>, environment: 'base' | 'staging' | 'production' = 'base') {
  return Object.fromEntries([ledger, api, shop, report].map((each) => [each.name, ofService(map, each, environment)]));
}

function ofService(map: ReturnType<typeof ledgerMap>, service: Contract, name: 'base' | 'staging' | 'production') {
  const env = map.serviceIn(service, name);
  const container = { image: `${service.name}:1.0.0` };
  return [deployment(env, { replicas: 2, container }), networkPolicy(env)];
}
