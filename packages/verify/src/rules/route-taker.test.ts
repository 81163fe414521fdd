import { describe, expect, it } from 'vitest';
import type { RouteTaker } from '../declared-route.ts';
import { declared, httpRoute, httpRule, ingress, ingressRule, shopAnd, TO_SHOP } from '../routes.test-helper.ts';
import { found, type Json, messagesOf } from '../testing.ts';

const HOST = 'shop.example.com';
const NGINX: RouteTaker = { className: 'nginx', tls: false };
const WITH_TLS: RouteTaker = { className: 'nginx', tls: true };
const GATEWAY: RouteTaker = { gateway: { name: 'web', namespace: 'gateways' } };

/** What is declared: the route of the shop, and who takes its requests. */
function takenBy(taker: RouteTaker) {
  const kind = 'gateway' in taker ? 'HTTPRoute' : 'Ingress';
  const { declaredRoutes } = declared({ kind, host: HOST });
  return { declaredRoutes: { ...declaredRoutes, taker } };
}

const ingressWith = (fields: Json) => shopAnd(ingress([ingressRule(HOST, '/', TO_SHOP)], fields));
const routeWith = (fields: Json) => shopAnd(httpRoute([HOST], [httpRule('/', { name: 'shop', port: 80 })], fields));

describe('the Ingress of a declared route', () => {
  it('is of the IngressClass of its environment', () => {
    expect(found('route-taker', ingressWith({ ingressClassName: 'nginx' }), takenBy(NGINX))).toEqual([]);
    for (const fields of [{}, { ingressClassName: 'ngnix' }]) {
      expect(found('route-taker', ingressWith(fields), takenBy(NGINX))).toEqual([
        'Ingress shop in mall › spec.ingressClassName',
      ]);
    }
  });

  it('has a certificate of each host, where its environment has an issuer', () => {
    const withTls = (hosts: readonly string[]) => ingressWith({ ingressClassName: 'nginx', tls: [{ hosts }] });
    expect(found('route-taker', withTls([HOST]), takenBy(WITH_TLS))).toEqual([]);
    expect(found('route-taker', withTls(['*.example.com']), takenBy(WITH_TLS))).toEqual([]);
    expect(found('route-taker', withTls(['www.example.com']), takenBy(NGINX))).toEqual([]);
    expect(found('route-taker', withTls(['www.example.com']), takenBy(WITH_TLS))).toEqual([
      'Ingress shop in mall › spec.rules[0].host',
    ]);
  });
});

describe('the HTTPRoute of a declared route', () => {
  it.each<[string, Json, string]>([
    ['under another name', { parentRefs: [{ name: 'wbe', namespace: 'gateways' }] }, 'parentRefs[0].name'],
    ['of its own namespace', { parentRefs: [{ name: 'web' }] }, 'parentRefs[0].namespace'],
    ['that is not said', { parentRefs: [] }, 'parentRefs'],
  ])('is not attached to a Gateway %s', (_, fields, field) => {
    expect(found('route-taker', routeWith(fields), takenBy(GATEWAY))).toEqual([
      `HTTPRoute shop in mall › spec.${field}`,
    ]);
    const [message] = messagesOf('route-taker', routeWith(fields), takenBy(GATEWAY));
    expect(message).toContain('Name it: { name: web, namespace: gateways }');
  });

  it('is attached to the Gateway of its environment', () => {
    expect(found('route-taker', routeWith({}), takenBy(GATEWAY))).toEqual([]);
  });
});

it('routes that are not declared may be of anyone', () => {
  const other = shopAnd(ingress([ingressRule('other.example.com', '/', TO_SHOP)]));
  expect(found('route-taker', other, takenBy(NGINX))).toEqual([]);
});
