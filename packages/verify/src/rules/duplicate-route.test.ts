import { describe, expect, it } from 'vitest';
import { httpRoute, httpRule, ingress, ingressRule, shopAnd, TO_SHOP } from '../routes.test-helper.ts';
import { found, type Json, messagesOf } from '../testing.ts';

const RULE = 'duplicate-route';
const rule = (host: string | undefined, path = '/', type?: string) => ingressRule(host, path, TO_SHOP, type);
const one = ingress([rule('a.example.com', '/cart')], { ingressClassName: 'nginx' });
const other = (rules: readonly Json[], fields: Json = { ingressClassName: 'nginx' }) =>
  ingress(rules, fields, 'ledger', 'bank');
const FOUND = ['Ingress ledger in bank › spec.rules[0].http.paths[0].path'];

describe('two routes', () => {
  it('of one host and path are found, in whatever namespaces, and with the other', () => {
    expect(found(RULE, shopAnd(one, other([rule('a.example.com', '/cart')])))).toEqual(FOUND);
    expect(messagesOf(RULE, shopAnd(one, other([rule('A.example.com', '/cart/')])))).toEqual([
      'error: A.example.com/cart/ is that of Ingress shop in mall too. One of the two gets all requests, and which one is the choice of the controller. Give one of them another host or path, or remove it.',
    ]);
    expect(found(RULE, shopAnd(ingress([rule(undefined)]), other([rule(undefined)], {})))).toEqual(FOUND);
    expect(found(RULE, shopAnd(ingress([rule('a.b'), rule('a.b')])))).toEqual([
      'Ingress shop in mall › spec.rules[1].http.paths[0].path',
    ]);
  });

  it.each<[string, Json]>([
    ['of a longer path', other([rule('a.example.com', '/cart/items')])],
    ['of an exact path', other([rule('a.example.com', '/cart', 'Exact')])],
    ['of a host below', other([rule('b.a.example.com', '/cart')])],
    ['of another class', other([rule('a.example.com', '/cart')], { ingressClassName: 'internal' })],
    ['of another kind', httpRoute(['a.example.com'], [httpRule('/cart', {})])],
    [
      'that is a canary',
      {
        ...other([rule('a.example.com', '/cart')]),
        metadata: { name: 'canary', namespace: 'mall', annotations: { 'nginx.ingress.kubernetes.io/canary': 'true' } },
      },
    ],
  ])('are right, if one is %s', (_, route) => {
    expect(found(RULE, shopAnd(one, route))).toEqual([]);
  });

  it('of one listener of a Gateway are found, but not of two, nor what asks for another header', () => {
    const route = (name: string, fields?: Json, rules = [httpRule('/', {})]) => httpRoute(['a.b'], rules, fields, name);
    const https = { parentRefs: [{ name: 'web', namespace: 'gateways', sectionName: 'https' }] };
    expect(found(RULE, shopAnd(route('one'), route('two')))).toEqual([
      'HTTPRoute two in mall › spec.rules[0].matches[0].path',
    ]);
    expect(found(RULE, shopAnd(route('one'), route('two', {}, [{ backendRefs: [] }])))).toEqual([
      'HTTPRoute two in mall › spec.rules[0]',
    ]);
    expect(found(RULE, shopAnd(route('one'), route('two', https)))).toEqual([]);
    const canary = { matches: [{ headers: [{ name: 'canary', value: 'yes' }] }] };
    expect(found(RULE, shopAnd(route('one'), route('two', {}, [canary])))).toEqual([]);
  });
});
