import { connection, contract, stack } from '@k8s-blocks/topology';

export const payments = contract({ name: 'payments', ports: { http: { port: 8080, scheme: 'http' } } });
export const shop = contract({ name: 'shop', ports: { web: 80 } });

export const map = stack({
  services: [payments, shop],
  environments: { base: {}, staging: { suffix: '-staging' }, production: {} },
  connections: [connection(shop, payments.ports.http, 'pay for a basket')],
});
