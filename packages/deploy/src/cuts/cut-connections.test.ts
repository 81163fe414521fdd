import { describe, expect, it } from 'vitest';
import { cutConnections, refuseCuts } from '../index.ts';
import { applySetOf } from '../inventory/apply-set.ts';
import type { Member } from '../inventory/list-members.ts';

const STACK = { stack: 'shop', environment: 'staging', namespace: 'default' };

type Built = ReturnType<typeof object>;
const object = (apiVersion: string, kind: string, name: string, spec: object) => {
  const namespace = name.replace(/-.*/, '');
  return { apiVersion, kind, metadata: { name, namespace, uid: `${kind} ${name}`, resourceVersion: '1' }, spec };
};
const deployment = (name: string, port: number) =>
  object('apps/v1', 'Deployment', name, {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'main', ports: [{ containerPort: port, name: 'http' }] }] },
    },
  });
const service = (name: string, port: number) =>
  object('v1', 'Service', name, { selector: { app: name }, ports: [{ port, targetPort: 'http' }] });
const peer = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
  podSelector: { matchLabels: { app: name } },
});
const policy = (name: string, { to = [], from = [] }: { to?: [string, number][]; from?: [string, number][] }) =>
  object('networking.k8s.io/v1', 'NetworkPolicy', name, {
    podSelector: { matchLabels: { app: name } },
    policyTypes: ['Ingress', 'Egress'],
    egress: to.map(([other, port]) => ({ to: [peer(other)], ports: [{ port, protocol: 'TCP' }] })),
    ingress: from.map(([other, port]) => ({ from: [peer(other)], ports: [{ port, protocol: 'TCP' }] })),
  });

const WEB = [deployment('web', 3000), policy('web', { to: [['api', 8080]] })];
const API = [deployment('api', 8080), service('api', 80), policy('api', { from: [['web', 8080]] })];

const membersOf = (name: string, objects: readonly Built[]): readonly Member[] =>
  objects.map((each) => {
    const { kind, metadata } = each;
    const reference = { group: '', kind, name: metadata.name, namespace: metadata.namespace };
    return { set: applySetOf(STACK, name), object: each, reference };
  });
const cuts = (after: readonly Built[], { web = WEB, api = API, deployed = ['api'] } = {}) =>
  cutConnections({ live: [...membersOf('web', web), ...membersOf('api', api)], deployed: new Set(deployed), after });

const CUT = {
  caller: 'web',
  workload: 'Deployment web',
  callee: 'api',
  object: 'Service api in api',
  port: '80/TCP',
};

describe('the connections that a deployment of one service cuts', () => {
  it('are none if it keeps what others call', () => {
    expect(cuts(API)).toEqual([]);
    expect(cuts([...API, service('api-other', 81)])).toEqual([]);
  });

  it.each([
    ['its Service', [deployment('api', 8080), policy('api', { from: [['web', 8080]] })]],
    [
      'the port of its Service',
      [deployment('api', 8080), service('api', 81), policy('api', { from: [['web', 8080]] })],
    ],
    ['the rule of its policy', [deployment('api', 8080), service('api', 80), policy('api', {})]],
    ['its pods', [service('api', 80), policy('api', { from: [['web', 8080]] })]],
    ['everything', []],
  ])('are those of a caller that stays, if it loses %s', (_, after) => {
    expect(cuts(after)).toEqual([CUT]);
  });

  it('are none of a caller that is deployed as well, nor of one that no policy lets call', () => {
    expect(cuts(WEB, { deployed: ['api', 'web'] })).toEqual([]);
    expect(cuts([], { web: [deployment('web', 3000), policy('web', {})] })).toEqual([]);
  });

  it('are not known of a caller without a policy, which may call everything', () => {
    expect(cuts([], { web: [deployment('web', 3000)] })).toEqual([]);
  });

  it('are those to pods, where there is no Service', () => {
    const api = [deployment('api', 8080), policy('api', { from: [['web', 8080]] })];
    const after = [deployment('api', 9090), policy('api', { from: [['web', 9090]] })];
    expect(cuts(after, { api })).toEqual([{ ...CUT, object: 'Deployment api in api', port: '8080/TCP' }]);
    expect(cuts(api, { api })).toEqual([]);
  });

  it('are refused, with caller and callee', () => {
    expect(() => refuseCuts(cuts([]), 'staging')).toThrow(
      /api › staging › Service api in api\n {2}web calls it on port 80\/TCP \(Deployment web\)/,
    );
    expect(() => refuseCuts([], 'staging')).not.toThrow();
  });
});
