import { anywhere, connection, contract, stack } from '@k8s-blocks/topology';

export const payments = contract({
  name: 'payments',
  namespace: 'money',
  identity: { name: 'pay', component: 'api' },
  secrets: { API_KEY: 'REPLACE_WITH_REAL_KEY' },
  ports: {
    http: { port: 80, containerPort: 8080, scheme: 'http' },
    dns: { port: 53, protocol: 'UDP', services: ['payments', 'payments-lookup'] },
  },
});
export const shop = contract({ name: 'shop', ports: {} });
export const map = stack({
  services: [payments, shop],
  environments: { base: {}, staging: { suffix: '-staging' }, production: { secretsProvided: true } },
  connections: [
    connection(shop, payments.ports.http, 'pay for a basket'),
    connection(payments, anywhere.port(443), 'call the bank', { environments: ['staging'] }),
  ],
});
export const base = map.serviceIn(payments, 'base');
export const staging = map.serviceIn(payments, 'staging');

/** Comments are kept under symbols, which a structured clone is without: what is left is the data. */
export const data = structuredClone;
export const LABELS = { 'app.kubernetes.io/name': 'pay', 'app.kubernetes.io/component': 'api' };
