import { describe, expect, it } from 'vitest';
import { declared, httpRoute, httpRule, ingress, ingressRule, shopAnd, TO_SHOP } from '../routes.test-helper.ts';
import { found, type Json, messagesOf, object, shopWith } from '../testing.ts';

const RULE = 'route-backend';
const named = shopWith('Service shop', 'spec.ports', [{ name: 'web', port: 80, targetPort: 'http' }]);
const ingressTo = (service: Json) => ingress([ingressRule('shop.example.com', '/', service)]);
const routeTo = (backend: Json) => httpRoute(['shop.example.com'], [httpRule('/', backend)]);
const BACKEND = 'Ingress shop in mall › spec.rules[0].http.paths[0].backend.service';
const BACKEND_REF = 'HTTPRoute shop in mall › spec.rules[0].backendRefs[0]';

describe('a route', () => {
  it.each<[string, Json]>([
    ['an Ingress by number', ingressTo(TO_SHOP)],
    ['an Ingress by name', ingressTo({ name: 'shop', port: { name: 'web' } })],
    ['an Ingress to what is no Service', ingress([{ http: { paths: [{ path: '/', backend: { resource: {} } }] } }])],
    ['an HTTPRoute', routeTo({ name: 'shop', port: 80 })],
    ['an HTTPRoute to another namespace of the build', routeTo({ name: 'ledger', namespace: 'bank', port: 80 })],
    ['an HTTPRoute to a namespace outside', routeTo({ name: 'other', namespace: 'elsewhere', port: 80 })],
    ['an HTTPRoute to what is no Service', routeTo({ group: 'example.com', kind: 'Bucket', name: 'pictures' })],
  ])('that leads to a port of a Service is right: %s', (_, route) => {
    expect(found(RULE, [...named, route])).toEqual([]);
  });

  it.each<[string, Json, string]>([
    ['an Ingress to another Service', ingressTo({ name: 'shp', port: { number: 80 } }), `${BACKEND}.name`],
    ['an Ingress to another number', ingressTo({ name: 'shop', port: { number: 8080 } }), `${BACKEND}.port.number`],
    ['an Ingress to another name', ingressTo({ name: 'shop', port: { name: 'wbe' } }), `${BACKEND}.port.name`],
    [
      'an Ingress by default',
      ingress([], { defaultBackend: { service: { name: 'shop', port: { number: 81 } } } }),
      'Ingress shop in mall › spec.defaultBackend.service.port.number',
    ],
    ['an HTTPRoute to another Service', routeTo({ name: 'ledger', port: 80 }), `${BACKEND_REF}.name`],
    ['an HTTPRoute to the port of the pods', routeTo({ name: 'shop', port: 8080 }), `${BACKEND_REF}.port`],
    [
      'a GRPCRoute',
      object('gateway.networking.k8s.io/v1', 'GRPCRoute', 'mall', 'calls', {
        spec: { rules: [{ backendRefs: [{ name: 'calls', port: 80 }] }] },
      }),
      'GRPCRoute calls in mall › spec.rules[0].backendRefs[0].name',
    ],
  ])('that leads nowhere is wrong: %s', (_, route, field) => {
    expect(found(RULE, [...named, route])).toEqual([field]);
  });

  it('says the name that is meant, and the ports that there are', () => {
    const missing = ingressTo({ name: 'shpo', port: { number: 80 } });
    const others = ingressTo({ name: 'somewhere', port: { number: 80 } });
    const misspelt = ingressTo({ name: 'shop', port: { name: 'wbe' } });
    expect([missing, others, misspelt].flatMap((each) => messagesOf(RULE, [...named, each]))).toEqual([
      'error: There is no Service shpo in mall. Whoever asks gets an error. It has "shop". Name one of them.',
      'error: There is no Service somewhere in mall. Whoever asks gets an error. It has "shop". Name one of them.',
      'error: Service shop in mall has no port wbe. Whoever asks gets an error. Use one of "web".',
    ]);
  });

  it('is found once, however many hosts lead to the backend', () => {
    const route = httpRoute(['a.example.com', 'b.example.com'], [httpRule('/', { name: 'shop', port: 1 })]);
    expect(found(RULE, shopAnd(route))).toEqual([`${BACKEND_REF}.port`]);
  });
});

describe('the controller of a route', () => {
  const toLedger = httpRoute(['x.example.com'], [httpRule('/', { name: 'ledger', namespace: 'bank', port: 80 })]);

  it('must be let in, where it is known', () => {
    expect(found(RULE, shopAnd(toLedger), declared(undefined))).toEqual([`${BACKEND_REF}.port`]);
    expect(messagesOf(RULE, shopAnd(toLedger), declared(undefined))).toEqual([
      expect.stringMatching(/ingress-nginx.*bank\/ledger.*Declare the route: connection\(internet/s),
    ]);
    expect(found(RULE, shopAnd(toLedger))).toEqual([]);
  });

  it('is let in by what is open to anywhere', () => {
    expect(found(RULE, shopAnd(ingressTo(TO_SHOP)), declared(undefined))).toEqual([]);
  });

  it('is a matter of the declared connection, where there is one', () => {
    const from = declared(undefined).declaredRoutes.controller;
    const to = { namespace: 'bank', pods: { app: 'ledger' } };
    const connections = [{ from, to, port: 3000, protocol: 'TCP', why: 'x' }] as const;
    expect(found(RULE, shopAnd(toLedger), { ...declared(undefined), connections })).toEqual([]);
  });
});
