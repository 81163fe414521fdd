import { describe, expect, it } from 'vitest';
import { declared, httpRoute, httpRule, ingress, ingressRule, shopAnd, TO_SHOP } from '../routes.test-helper.ts';
import { found } from '../testing.ts';

const RULE = 'undeclared-route';
const both = [ingressRule('shop.example.com', '/', TO_SHOP), ingressRule('admin.example.com', '/', TO_SHOP)];

describe('a route', () => {
  it('that is declared is right', () => {
    expect(found(RULE, shopAnd(ingress(both.slice(0, 1))), declared({}))).toEqual([]);
  });

  it('that is not declared is found, for each host and path', () => {
    expect(found(RULE, shopAnd(ingress(both)), declared({}))).toEqual([
      'Ingress shop in mall › spec.rules[1].http.paths[0].path',
    ]);
    const route = httpRoute(['a.example.com'], [httpRule('/', {}), { backendRefs: [] }]);
    expect(found(RULE, shopAnd(route), declared(undefined))).toEqual([
      'HTTPRoute shop in mall › spec.rules[0].matches[0].path',
      'HTTPRoute shop in mall › spec.rules[1]',
    ]);
  });

  it('may be any where nothing is known of routes', () => {
    expect(found(RULE, shopAnd(ingress(both)))).toEqual([]);
  });
});
