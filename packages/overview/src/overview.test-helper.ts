import { anywhere, connection, contract, outsideNamespace, type Stack, stack } from '@k8s-blocks/topology';
import { overview } from './index.ts';

export const ledger = contract({
  name: 'ledger',
  title: 'The Ledger',
  workload: 'StatefulSet',
  ports: { tcp: { port: 3000, services: ['ledger', 'ledger-headless'] } },
});
export const payments = contract({
  name: 'payments',
  namespace: 'money',
  ports: { http: 80, admin: 8081 },
  secrets: { API_KEY: 'REPLACE_WITH_REAL_KEY', SALT: 'REPLACE_WITH_REAL_SALT' },
});
export const shop = contract({ name: 'shop', ports: { metrics: { port: 9090, services: [] } } });

/** A stack of three services: a shop, which pays, which is booked. */
export function mapOf(whyOfLast = 'customers'): Stack {
  return stack({
    services: [ledger, payments, shop],
    environments: {
      base: {},
      staging: { suffix: '-staging' },
      live: { suffix: '-live', secretsProvided: true },
      production: { secretsProvided: true },
    },
    connections: [
      connection(payments, ledger.ports.tcp, 'book "double" entries'),
      connection(shop, payments.ports.http, 'pay for a basket'),
      connection(shop, payments.ports.admin, 'refund', { environments: ['staging', 'live'] }),
      connection(payments, outsideNamespace('monitoring').port(9090), 'metrics'),
      connection(anywhere, payments.ports.http, whyOfLast),
    ],
  });
}

/** The README of that stack. */
export const text = overview(mapOf(), 'k8s');

/** What stands under a heading, without the headings below it. */
export function section(heading: string, of = text): string {
  const [, rest = ''] = of.split(`\n${heading}\n`);
  return rest.split(/\n#+ /)[0] ?? '';
}

/** The rows of a table. */
export function rowsIn(markdown: string): string[] {
  return markdown.split('\n').filter((line) => line.startsWith('|'));
}
