import { compareBuilds } from '@k8s-blocks/diff';
import { anywhere, connection, contract, outsideNamespace, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { changedMap } from './changed-map.ts';
import { differenceData } from './difference-data-of.ts';
import type { ChangedService, EnvironmentChanges } from './environment-changes.ts';

const web = contract({ name: 'web', namespace: 'shop', ports: { http: 8080, admin: 9000 } });
const orders = contract({ name: 'orders', namespace: 'shop', ports: { http: 8080 } });
const fresh = contract({ name: 'fresh', namespace: 'new', ports: { http: 8080 } });

const shop = stack({
  services: [orders, web, fresh],
  environments: { base: {}, staging: { suffix: '-staging' } },
  connections: [
    connection(web, orders.ports.http, 'orders'),
    connection(orders, web.ports.admin, 'settings', { needed: 'later' }),
    connection(orders, web.ports.http, 'pages', { needed: 'later' }),
    connection(web, anywhere.port(443), 'payment'),
    connection(outsideNamespace('monitoring'), web.ports.admin, 'metrics'),
    connection(fresh, web.ports.http, 'greet'),
  ],
});

const labels = (name: string) => ({ app: name });

function workload(name: string, ports: readonly number[], image = '1') {
  const containers = [{ name, image: `${name}:${image}`, ports: ports.map((containerPort) => ({ containerPort })) }];
  const template = { metadata: { labels: labels(name) }, spec: { containers } };
  const metadata = { name: `${name}-staging`, namespace: 'shop-staging' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { selector: { matchLabels: labels(name) }, template },
  };
}

/** A policy of one service: whom it lets in and out. */
function policy(name: string, ingress: readonly object[], egress: readonly object[]) {
  const metadata = { name: `${name}-staging`, namespace: 'shop-staging' };
  const spec = { podSelector: { matchLabels: labels(name) }, policyTypes: ['Ingress', 'Egress'], ingress, egress };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec };
}

const pods = (name: string) => ({ podSelector: { matchLabels: labels(name) } });
const others = (namespace: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
});
const internet = { ipBlock: { cidr: '0.0.0.0/0' } };
const from = (peer: object, port: number) => ({ from: [peer], ports: [{ port }] });
const to = (peer: object, port: number) => ({ to: [peer], ports: [{ port }] });

/** The change of staging between two builds, whose Deployments are services of their names. */
function changes(
  before: readonly object[],
  after: readonly object[],
  services: readonly ChangedService[] = [],
): EnvironmentChanges {
  return {
    difference: { environment: 'staging', ...compareBuilds(before, after) },
    serviceOf: (object) => /^Deployment (\w+)-staging in shop-staging$/.exec(object)?.[1],
    services,
  };
}

/** What changes of a map, as words: by the names of both ends. */
function drawn(each: EnvironmentChanges) {
  const { services, outsides, arrows } = changedMap(shop, [each]);
  const names = new Map([...services, ...outsides].map(({ id, name }) => [id, name]));
  return {
    services: services.flatMap(({ name, changes }) =>
      Object.entries(changes ?? {}).map(([where, what]) => `${where}: ${name} ${what}`),
    ),
    arrows: arrows.flatMap(({ from: caller, to: callee, ports, details, changes }) =>
      Object.entries(changes ?? {}).map(
        ([where, what]) =>
          `${where}: ${names.get(caller)} → ${names.get(callee)} ${what} ${ports.join(', ')} (${details?.join('; ')})`,
      ),
    ),
  };
}

const workloads = [workload('web', [8080, 9000]), workload('orders', [8080])];

describe('the map of a difference', () => {
  it('marks a declared connection that opens, and no other port of the same pair', () => {
    const both = [to(pods('web'), 9000), to(pods('web'), 8080)];
    const before = [...workloads, policy('web', [from(pods('orders'), 9000)], []), policy('orders', [], both)];
    const after = [
      ...workloads,
      policy('web', [from(pods('orders'), 9000), from(pods('orders'), 8080)], []),
      policy('orders', [], both),
    ];
    expect(drawn(changes(before, after))).toEqual({
      services: [],
      arrows: ['staging: orders → web opens 8080 http (8080 http: pages)'],
    });
  });

  it('marks declared connections with whoever is outside', () => {
    const before = [...workloads, policy('web', [], [])];
    const after = [...workloads, policy('web', [from(others('monitoring'), 9000)], [to(internet, 443)])];
    expect(drawn(changes(before, after)).arrows).toEqual([
      'staging: web → anywhere opens 443 (443: payment)',
      'staging: namespace monitoring → web opens 9000 admin (9000 admin: metrics)',
    ]);
  });

  it('draws besides what closes and is declared no longer, and what opens and is not declared', () => {
    const before = [...workloads, policy('web', [], [to({ ipBlock: { cidr: '198.51.100.0/24' } }, 22)])];
    const after = [...workloads, policy('web', [], [to(internet, 25)])];
    expect(drawn(changes(before, after)).arrows).toEqual([
      'staging: web → 198.51.100.0/24 closes 22 (no longer declared on the map)',
      'staging: web → anywhere opens 25 (not declared on the map)',
    ]);
  });

  it('says which services are new, gone, replaced, rolled or changed, the most severe of them', () => {
    const before = [workload('web', [8080, 9000]), workload('orders', [8080])];
    const after = [workload('web', [8080, 9000], '2'), workload('orders', [8080])];
    const services: readonly ChangedService[] = [
      { name: 'web', change: 'changes', namespace: 'shop-staging' },
      { name: 'orders', change: 'changes', namespace: 'shop-staging' },
      { name: 'fresh', change: 'creates', namespace: 'new-staging' },
      { name: 'old', change: 'deletes', namespace: 'shop-staging' },
    ];
    const each = changes(before, after, services);
    expect(drawn(each)).toEqual({
      services: ['staging: orders changes', 'staging: web rolls', 'staging: fresh creates', 'staging: old deletes'],
      arrows: ['staging: fresh → web opens 8080 http (8080 http: greet)'],
    });
    expect(changedMap(shop, [each]).services.at(-1)).toMatchObject({
      name: 'old',
      namespace: 'shop',
      environments: ['staging'],
    });
  });

  it('draws a service that is gone once, in its namespace as the least changed environment has it', () => {
    const gone = (environment: string, namespace: string): EnvironmentChanges => {
      const each = changes(workloads, workloads, [{ name: 'old', change: 'deletes', namespace }]);
      return { ...each, difference: { ...each.difference, environment } };
    };
    const { services } = changedMap(shop, [gone('staging', 'museum-staging'), gone('production', 'museum')]);
    expect(services.filter(({ name }) => name === 'old')).toEqual([
      {
        id: 'gone0',
        name: 'old',
        namespace: 'museum',
        environments: ['staging', 'production'],
        changes: { staging: 'deletes', production: 'deletes' },
      },
    ]);
  });

  it('draws a hundred connections that are not on the map, and counts the others', () => {
    const connections = Array.from({ length: 130 }, (_, index) => ({
      from: { name: 'Deployment web-staging', namespace: 'shop-staging' },
      to: { name: `198.51.100.${index}/32` },
      ports: ['22/TCP'],
    }));
    const each = changes(workloads, workloads);
    const consequences = [{ effect: 'opens' as const, object: 'x', text: 'x', connections }];
    const map = changedMap(shop, [{ ...each, difference: { ...each.difference, consequences } }]);
    expect(map.leftOut).toBe(30);
    expect(map.outsides).toHaveLength(2 + 100);
  });

  it('of an environment that is no longer on the map has its services and connections as they were', () => {
    const before = [...workloads, policy('web', [from(pods('orders'), 8080)], [])];
    const each = changes(before, [...workloads, policy('web', [], [])]);
    const gone = { ...each, difference: { ...each.difference, environment: 'qa' } };
    expect(drawn(gone).arrows).toEqual(['qa: orders → web closes 8080 (no longer declared on the map)']);
  });
});

it('the data of a difference names the services that consequences are about', () => {
  const each = changes([workload('web', [8080])], [workload('web', [8080], '2')]);
  expect(differenceData(shop, [each], { base: 'origin/main' })).toEqual({
    base: 'origin/main',
    environments: [
      {
        name: 'staging',
        summary: '1 changed',
        notes: [],
        consequences: [
          {
            effect: 'rolls',
            label: 'rolls pods',
            object: 'Deployment web-staging in shop-staging',
            text: 'Replaces 1 pod: spec.template.spec.containers[0].image differs.',
            service: 1,
          },
        ],
      },
    ],
  });
});
