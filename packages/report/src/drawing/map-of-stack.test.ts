import { anywhere, connection, contract, outsideNamespace, stack } from '@k8s-blocks/topology';
import { expect, it } from 'vitest';
import { mapOfStack } from './map-of-stack.ts';

const orders = contract({
  name: 'orders',
  namespace: 'shop',
  ports: { http: 8080 },
  workloads: { worker: 'Deployment' },
});
const ledger = contract({
  name: 'ledger',
  namespace: 'bank',
  ports: { grpc: 9000, dns: { port: 53, protocol: 'UDP' } },
  environments: ['production'],
});

const shop = stack({
  services: [ledger, orders],
  environments: { base: { deployed: false }, staging: { suffix: '-staging' }, production: {} },
  connections: [
    connection(orders, ledger.ports.grpc, 'book'),
    connection(orders.workloads.worker, ledger.ports.dns, 'find it'),
    connection(outsideNamespace('monitoring'), orders.ports.http, 'metrics'),
    connection(orders, anywhere.port(443), 'the bank', { environments: ['production'] }),
    connection(orders, anywhere.portRange(10_000, 10_100, 'UDP'), 'media'),
  ],
});

it('draws services by namespace, and the connections of a pair as one arrow, in the environments that have them', () => {
  expect(mapOfStack(shop)).toEqual({
    services: [
      { id: 's0', name: 'ledger', namespace: 'bank', environments: ['production'] },
      { id: 's1', name: 'orders', namespace: 'shop' },
    ],
    outsides: [
      { id: 'o0', name: 'namespace monitoring' },
      { id: 'o1', name: 'anywhere' },
    ],
    arrows: [
      {
        id: 's1-s0',
        from: 's1',
        to: 's0',
        ports: ['9000 grpc', '53/UDP dns'],
        details: ['9000 grpc: book', '53/UDP dns: find it (from orders-worker)'],
        environments: ['production'],
      },
      { id: 'o0-s1', from: 'o0', to: 's1', ports: ['8080 http'], details: ['8080 http: metrics'] },
      {
        id: 's1-o1',
        from: 's1',
        to: 'o1',
        ports: ['443', '10000-10100/UDP'],
        details: ['443: the bank (production only)', '10000-10100/UDP: media'],
      },
    ],
  });
});
