import { describe, expect, it } from 'vitest';
import { namespacePeer, podsInNamespacePeer, podsPeer } from './index.ts';

const labels = { 'app.kubernetes.io/name': 'payments' };

describe('a peer', () => {
  it('is a whole namespace by the name that Kubernetes puts on it', () => {
    expect(namespacePeer('monitoring')).toEqual({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
    });
  });

  it('is pods of the own namespace', () => {
    expect(podsPeer(labels)).toEqual({ podSelector: { matchLabels: labels } });
  });

  it('is pods in a namespace: one peer with both selectors, for two peers would mean either', () => {
    expect(podsInNamespacePeer(labels, 'shop')).toEqual({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
      podSelector: { matchLabels: labels },
    });
  });

  it('may be any selector, which is left as it is', () => {
    const shop = { matchExpressions: [{ key: 'tier', operator: 'In', values: ['shop', 'till'] }] };
    const notBatch = { matchLabels: labels, matchExpressions: [{ key: 'batch', operator: 'DoesNotExist' }] };
    expect(podsPeer(notBatch)).toEqual({ podSelector: notBatch });
    expect(namespacePeer(shop)).toEqual({ namespaceSelector: shop });
    expect(podsInNamespacePeer(notBatch, shop)).toEqual({ namespaceSelector: shop, podSelector: notBatch });
  });

  it('may be a label that is called as a part of a selector is', () => {
    expect(podsPeer({ matchLabels: 'yes' })).toEqual({ podSelector: { matchLabels: { matchLabels: 'yes' } } });
  });

  it('is refused where nothing is asked for, as Kubernetes would read it as everything', () => {
    expect(() => podsPeer({})).toThrow(/^podSelector\n.*"everything"\.\n.*\{ podSelector: \{\} \}/s);
    expect(() => podsPeer({ matchLabels: {}, matchExpressions: [] })).toThrow(/"everything"/);
    expect(() => podsInNamespacePeer({}, 'shop')).toThrow(/use namespacePeer/);
    expect(() => podsInNamespacePeer(labels, {})).toThrow(/^namespaceSelector\n/);
    expect(() => namespacePeer({})).toThrow(/\{ namespaceSelector: \{\} \}/);
  });

  it.each(['', 'Shop', 'shop.eu', 'a'.repeat(64), '-shop'])('refuses a namespace called "%s"', (name) => {
    expect(() => namespacePeer(name)).toThrow(
      /^namespaceSelector\.matchLabels\["kubernetes\.io\/metadata\.name"\]\n.*DNS label/s,
    );
  });

  it('is refused with a label that no pod can carry', () => {
    expect(() => podsPeer({ 'a b': 'c' })).toThrow(/^podSelector\.matchLabels\["a b"\]\n.*label key/s);
    expect(() => podsPeer({ '/a': 'c' })).toThrow(/^podSelector\.matchLabels/);
    expect(() => podsPeer({ 'A.io/b': 'c' })).toThrow(/^podSelector\.matchLabels/);
    expect(() => podsPeer({ 'a.io/b/c': 'd' })).toThrow(/^podSelector\.matchLabels/);
    expect(() => podsPeer({ tier: 'c d' })).toThrow(/^podSelector\.matchLabels\.tier\n.*label value/s);
    expect(() => podsPeer({ tier: 'a'.repeat(64) })).toThrow(/label value/);
    expect(podsPeer({ 'a.io/b': '' })).toEqual({ podSelector: { matchLabels: { 'a.io/b': '' } } });
  });

  it.each([
    [{ key: 'tier', operator: 'In' }, 'In has no values.'],
    [{ key: 'tier', operator: 'NotIn', values: [] }, 'NotIn has no values.'],
    [{ key: 'tier', operator: 'Exists', values: ['a'] }, 'Exists has values.'],
    [{ key: 'tier', operator: 'in', values: ['a'] }, '"in" is not a valid operator'],
    [{ key: 'a b', operator: 'Exists' }, '"a b" is not a valid name of a label key'],
    [{ key: 'tier', operator: 'In', values: ['a b'] }, '"a b" is not a valid label value'],
  ])('is refused with the expression %j', (expression, problem) => {
    expect(() => podsPeer({ matchExpressions: [expression] })).toThrow(problem);
  });
});
