import { anywhere, connection, contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { overview } from './index.ts';

const ledger = contract({ name: 'ledger', workload: 'StatefulSet', ports: { tcp: 3000 } });

describe('a service of several workloads', () => {
  const orders = contract({
    name: 'orders',
    ports: { http: 8080, metrics: { port: 9100, workload: 'worker', services: [] } },
    workloads: {
      worker: 'Deployment',
      report: { kind: 'CronJob', environments: ['base'] },
      load: { kind: 'Job', environments: ['base'] },
      migrate: { kind: 'Job', objectName: 'migrate-orders' },
    },
  });
  const map = stack({
    services: [ledger, orders],
    environments: { base: {}, staging: { suffix: '-staging' } },
    connections: [
      connection(orders, ledger.ports.tcp, 'book'),
      connection(orders.workloads.migrate, ledger.ports.tcp, 'change the schema'),
      connection(anywhere, orders.ports.metrics, 'scrape'),
    ],
  });
  const several = overview(map, 'k8s');

  it('lists all of them, and whose the ports are', () => {
    expect(several).toContain(
      '| [orders](orders) | Deployment<br>Deployment `orders-worker`<br>CronJob `orders-report` (base only)<br>Job `orders-load` (base only)<br>Job `migrate-orders` | `orders` | ' +
        '8080 http on `orders`<br>9100 metrics of `orders-worker` on no Service |',
    );
    expect(several).toContain('| orders-migrate | ledger:3000 (tcp) | change the schema |\n');
  });

  it('is applied once, and waited for: its Jobs, then what stays up', () => {
    const commands = several.split('### staging')[1] ?? '';
    expect(commands.slice(commands.indexOf('kubectl apply --server-side -k k8s/orders/'))).toBe(
      [
        'kubectl apply --server-side -k k8s/orders/overlays/staging',
        'kubectl -n orders-staging wait --for=condition=complete job/migrate-orders-staging --timeout=5m',
        'kubectl -n orders-staging rollout status deployment/orders-staging --timeout=5m',
        'kubectl -n orders-staging rollout status deployment/orders-worker-staging --timeout=5m',
        '```\n',
      ].join('\n'),
    );
  });

  it('is one box with a box for each in the picture', () => {
    const [, picture = ''] = /```mermaid\n(.*?)```/s.exec(several) ?? [];
    expect(picture.trimEnd().split('\n')).toEqual([
      'flowchart LR',
      '  n0["ledger"]',
      '  subgraph s1["orders"]',
      '    n1["orders"]',
      '    n2["orders-worker"]',
      '    n3["orders-report"]',
      '    n4["orders-load"]',
      '    n5["orders-migrate"]',
      '  end',
      '  n6(["anywhere"])',
      '  n1 -->|"3000 tcp"| n0',
      '  n5 -->|"3000 tcp"| n0',
      '  n6 -->|"9100 metrics"| n2',
    ]);
  });
});

it('the Namespace of a Secret is made of the folder that has it: that of the service which is started first', () => {
  const first = contract({ name: 'first', namespace: 'shared', ports: {} });
  const second = contract({ name: 'second', namespace: 'shared', ports: {}, secrets: { KEY: 'REPLACE_WITH_KEY' } });
  const environments = { base: {}, production: { secretsProvided: true } };
  const shared = overview(stack({ services: [first, second], environments, connections: [] }), 'k8s');
  expect(shared).toContain('kubectl apply --server-side -f k8s/first/base/namespace.yaml');
});
