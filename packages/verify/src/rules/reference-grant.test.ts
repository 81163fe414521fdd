import { describe, expect, it } from 'vitest';
import { httpRoute, httpRule, shopAnd } from '../routes.test-helper.ts';
import { found, type Json, messagesOf, object } from '../testing.ts';

const route = httpRoute([], [httpRule('/', { name: 'ledger', namespace: 'bank', port: 80 })]);
const grant = (from: Json = {}, to: Json = {}) =>
  object('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', 'bank', 'shop', {
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'mall', ...from }],
      to: [{ group: '', kind: 'Service', ...to }],
    },
  });
const FIELD = 'HTTPRoute shop in mall › spec.rules[0].backendRefs[0].name';

describe('a route to a Service of another namespace', () => {
  it.each([
    ['of all Services', grant()],
    ['of this one', grant({}, { name: 'ledger' })],
  ])('is allowed by a grant there: %s', (_, granted) => {
    expect(found('reference-grant', shopAnd(route, granted))).toEqual([]);
  });
  it.each([
    ['of another namespace', grant({ namespace: 'shop' })],
    ['of another kind of route', grant({ kind: 'GRPCRoute' })],
    ['of another Service', grant({}, { name: 'ledgers' })],
  ])('is not allowed by a grant %s', (_, granted) => {
    expect(found('reference-grant', shopAnd(route, granted))).toEqual([FIELD]);
  });
  it('needs a grant, whose absence is a warning without a map', () => {
    expect(found('reference-grant', shopAnd(route))).toEqual([FIELD]);
    expect(messagesOf('reference-grant', shopAnd(route), { connections: undefined } as object)).toEqual([
      expect.stringMatching(
        /^warning: No ReferenceGrant of "bank" lets objects of the kind HTTPRoute in "mall" refer to Service ledger\./,
      ),
    ]);
  });
  it('needs none in its own namespace, or in one that is not of the build', () => {
    const own = httpRoute([], [httpRule('/', { name: 'shop', namespace: 'mall', port: 80 })]);
    const outside = httpRoute([], [httpRule('/', { name: 'a', namespace: 'other', port: 80 })]);
    expect(found('reference-grant', shopAnd(own, outside))).toEqual([]);
  });
});
