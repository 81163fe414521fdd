import { cronJob, deployment, networkPolicy, service, statefulSet } from '@k8s-blocks/objects';
import { anywhere, apiServer, connection, contract, outsideHost, outsideNamespace, stack } from '@k8s-blocks/topology';
import type { StackInput } from '@k8s-blocks/verify';
import { type Comparison, compareFlows, type Line } from './index.ts';

export const ledger = contract({
  name: 'ledger',
  namespace: 'bank',
  workload: 'StatefulSet',
  ports: { sums: { port: 80, containerPort: 3000 }, admin: 9000 },
});
export const orders = contract({
  name: 'order-desk',
  ports: { http: 8080, 'http-admin': 8081 },
  workloads: { report: 'CronJob' },
});
export const web = contract({ name: 'web', ports: { http: 4000 } });

export const prometheus = outsideNamespace('monitoring', { pods: { app: 'prometheus' } });
export const rates = outsideHost('rates', 'rates.example.com', { addresses: '198.51.100.0/24' });

export const connections = [
  connection(anywhere, web.ports.http, 'customers'),
  connection(web, orders.ports.http, 'place orders'),
  connection(orders, ledger.ports.sums, 'book'),
  connection(orders.workloads.report, ledger.ports.sums, 'sum up'),
  connection(prometheus, orders.ports['http-admin'], 'metrics'),
  connection(orders, rates.port(443), 'rates of exchange'),
  connection(orders, apiServer.port(443), 'leases'),
];

export const map = stack({
  services: [ledger, orders, web],
  environments: { base: {}, staging: { suffix: '-staging' } },
  connections,
});

/** What the blocks make of a map, in base. */
export function built(of: typeof map): StackInput {
  const container = { image: 'example.com/a:1.0.0' };
  const objects = [ledger, orders, web].flatMap((each) => {
    const env = of.serviceIn(each, 'base');
    const main =
      each === ledger
        ? statefulSet(env, { serviceName: 'ledger', container })
        : deployment(env, { replicas: 1, container });
    const report = each === orders ? env.of(orders.workloads.report) : undefined;
    const more =
      report === undefined ? [] : [cronJob(report, { schedule: '0 3 * * *', container }), networkPolicy(report)];
    return [main, service(env), networkPolicy(env), ...more].map((object) => ({
      ...object,
      metadata: { ...object.metadata, namespace: each.namespace },
    }));
  });
  return { objects: objects.map((object, index) => ({ object, document: `#${index}` })), environment: 'base' };
}

/** What flows say of the shop, in base. */
export function compared(lines: readonly (string | undefined)[], on = map, input = built(on)): Promise<Comparison> {
  return compareFlows({ map: on, environment: on.environments.base, input }, numbered(lines));
}

async function* numbered(lines: readonly (string | undefined)[]): AsyncGenerator<Line> {
  for (const [index, text] of lines.entries()) yield { number: index + 1, text };
}

/** A pod as Hubble names it. */
export function pod(namespace: string, app: string, more: object = {}) {
  const own = [`k8s:app.kubernetes.io/name=${app}`, `k8s:app.kubernetes.io/component=${app}`];
  const labels = [...own, `k8s:io.kubernetes.pod.namespace=${namespace}`];
  return { ID: 7, identity: 4711, namespace, labels, pod_name: `${app}-5d4f6-bcdfg`, ...more };
}

/** A line of `hubble observe -o jsonpb`. */
export function hubbleLine(source: object, destination: object, port: number, more: object = {}): string {
  const flow = {
    time: '2026-05-04T10:00:00.000000001Z',
    verdict: 'FORWARDED',
    IP: { source: '10.0.0.1', destination: '10.0.0.2', ipVersion: 'IPv4' },
    l4: { TCP: { source_port: 40_000, destination_port: port, flags: { SYN: true } } },
    source,
    destination,
    Type: 'L3_L4',
    is_reply: false,
    ...more,
  };
  return JSON.stringify({ flow, node_name: 'node-1', time: flow.time });
}

export const WORLD = { identity: 2, labels: ['reserved:world'] };
