import * as topology from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { compared, connections, hubbleLine, ledger, map, orders, pod, WORLD, web } from './shop.test-helper.ts';

const WEB = pod('web', 'web');
const LEDGER = pod('bank', 'ledger');

/** The connection that a line declares, read as a module of the map would. */
function read(line: string): topology.Connection {
  const names = { ...topology, ledger, orderDesk: orders, web };
  const declare = new Function(...Object.keys(names), `return [${line}][0];`);
  return declare(...Object.values(names));
}

const LINES = [
  ['from the stack to the stack', hubbleLine(WEB, LEDGER, 3000), "connection(web, ledger.ports.sums, 'why'),"],
  [
    'from another workload than the main one',
    'order-desk/order-desk-report,order-desk,8080',
    "connection(orderDesk.workloads.report, orderDesk.ports.http, 'why'),",
  ],
  ['to a name that is no identifier', 'web,order-desk,8081', "connection(web, orderDesk.ports['http-admin'], 'why'),"],
  [
    'from pods of another namespace, by the label that tells them',
    hubbleLine(pod('jobs', 'cleaner', { labels: ['k8s:app=cleaner', 'k8s:version=7'] }), LEDGER, 3000),
    "connection(outsideNamespace('jobs', { pods: { app: 'cleaner' } }), ledger.ports.sums, 'why'),",
  ],
  [
    'to a host, on another protocol',
    hubbleLine(WEB, WORLD, 8125, {
      destination_names: ['stats.example.com'],
      IP: { destination: '203.0.113.9' },
      l4: { UDP: { destination_port: 8125 } },
    }),
    "connection(web, outsideHost('stats.example.com', 'stats.example.com').port(8125, 'UDP'), 'why'),",
  ],
  [
    'to an address',
    hubbleLine(WEB, WORLD, 443, { IP: { destination: '2001:DB8:0::9' } }),
    "connection(web, outsideNetwork('a network', '2001:db8::9/128').port(443), 'why'),",
  ],
  ['from anywhere', 'internet,ledger,3000', "connection(anywhere, ledger.ports.sums, 'why'),"],
  ['to the API server', 'web,api-server,443', "connection(web, apiServer.port(443), 'why'),"],
] as const;

describe('the line that declares what was seen', () => {
  it.each(LINES)('%s', async (_, line, paste) => {
    const { undeclared } = await compared([line]);
    expect(undeclared.map((each) => each.paste)).toEqual([paste]);
  });

  it.each(LINES)('%s, is all that it takes', async (_, line, paste) => {
    const declared = topology.stack({
      services: map.startOrder,
      environments: { base: {}, staging: { suffix: '-staging' } },
      connections: [...connections, read(paste)],
    });
    const { undeclared, wouldDrop, notUnderstood } = await compared([line], declared);
    expect([undeclared, wouldDrop, notUnderstood]).toEqual([[], [], []]);
  });

  it('is a route, where the controller of routes calls', async () => {
    const routed = topology.stack({
      services: map.startOrder,
      environments: {
        base: {
          routes: {
            kind: 'Ingress',
            className: 'nginx',
            controller: { namespace: 'ingress', pods: { app: 'nginx' } },
            domain: 'example.com',
          },
        },
        staging: {
          suffix: '-staging',
          routes: { kind: 'Ingress', className: 'nginx', controller: { namespace: 'ingress' }, domain: 'b.org' },
        },
      },
      connections,
    });
    const nginx = pod('ingress', 'nginx', { labels: ['k8s:app=nginx'] });
    const { undeclared } = await compared([hubbleLine(nginx, pod('order-desk', 'order-desk'), 8080)], routed);
    expect(undeclared.map(({ paste }) => paste)).toEqual([
      "connection(internet, orderDesk.ports.http, 'why', { host: '…' }),",
    ]);
  });

  it('holds no text that a log could break out of it with', async () => {
    const evil = "x', {}), process.exit(1), ('";
    const { undeclared } = await compared([
      hubbleLine(pod(evil, 'a', { labels: [`k8s:app=\\'${evil}\n`] }), LEDGER, 3000),
    ]);
    const [first] = undeclared;
    expect(() => read(first?.paste ?? '')).toThrow(/is not a valid|namespace/i);
  });
});
