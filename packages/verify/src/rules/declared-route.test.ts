import { describe, expect, it } from 'vitest';
import { declared, httpRoute, httpRule, ingress, ingressRule, shopAnd, TO_SHOP } from '../routes.test-helper.ts';
import { found, messagesOf } from '../testing.ts';

const RULE = 'declared-route';
const objects = shopAnd(ingress([ingressRule('shop.example.com', '/', TO_SHOP)]));

describe('a declared route', () => {
  it('has an object that leads its host and path to its port, by number or name', () => {
    expect(found(RULE, objects, declared({}))).toEqual([]);
    const byName = ingress([ingressRule('Shop.example.com', '/', { name: 'shop', port: { name: 'http' } })]);
    expect(found(RULE, shopAnd(byName), declared({}))).toEqual([]);
    const route = httpRoute(['shop.example.com'], [httpRule('/cart/', { name: 'shop', port: 80 })]);
    expect(found(RULE, shopAnd(route), declared({ kind: 'HTTPRoute', path: '/cart' }))).toEqual([]);
  });

  it.each([
    ['another host', { host: 'www.example.com' }],
    ['another path', { path: '/cart' }],
    ['another type of path', { pathType: 'Exact' as const }],
    ['another kind', { kind: 'HTTPRoute' as const }],
    ['another namespace', { namespace: 'bank' }],
  ])('is not one of %s', (_, parts) => {
    const { kind = 'Ingress', namespace = 'mall' } = { kind: undefined, namespace: undefined, ...parts };
    expect(found(RULE, objects, declared(parts))).toEqual([`${kind} shop in ${namespace}`]);
  });

  it('leads to its own port and Service', () => {
    const field = 'Ingress shop in mall › spec.rules[0].http.paths[0].path';
    expect(found(RULE, objects, declared({ service: 'other' }))).toEqual([field]);
    expect(messagesOf(RULE, objects, declared({ port: { name: 'admin', number: 81 } }))).toEqual([
      'error: shop.example.com/ does not lead to port 81 (admin) of Service shop, as it is declared. The route is for: customers. Lead it there, or declare where it leads.',
    ]);
  });

  it('is not looked for where nothing is known of routes', () => {
    expect(found(RULE, objects)).toEqual([]);
  });
});
