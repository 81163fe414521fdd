import { judgeObject } from '@k8s-blocks/api-rules';
import { locate } from '@k8s-blocks/findings';
import { isLong } from '@k8s-blocks/test-runs';
import { describe, expect, it } from 'vitest';
import { verifyStack } from './index.ts';
import { connections, found, shop, shopWith } from './testing.ts';

/** Names that every plain object of JavaScript has, or that change it. */
const NAMES = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  'isPrototypeOf',
];

/** The value with one text after the other, as a value and as a key, replaced. */
function* renamed(value: unknown, name: string): Generator<unknown> {
  if (typeof value === 'string') yield name;
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) for (const by of renamed(each, name)) yield value.with(index, by);
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    for (const [index, [key, each]] of entries.entries()) {
      yield Object.fromEntries(entries.with(index, [name, each]));
      for (const by of renamed(each, name)) yield Object.fromEntries(entries.with(index, [key, by]));
    }
  }
}

describe('a name that JavaScript has for itself', () => {
  it.each(NAMES)('is a name as any other, wherever it stands: %s', (name) => {
    for (const object of shop) {
      // Of each name some places, in turn, so that all are tried with one; in the long form all with all.
      const all = [...renamed(object, name)];
      const some = isLong ? all : all.filter((_, index) => index % NAMES.length === NAMES.indexOf(name));
      for (const hostile of some) {
        judgeObject({ object: hostile, document: '' });
        const objects = shop.map((each) => (each === object ? hostile : each));
        verifyStack({ objects: locate(objects), connections, production: true, otherEnvironments: [name] });
      }
    }
  });

  it.each(NAMES)('is not the apiVersion of a known group, nor a kind of one: %s', (name) => {
    const metadata = { name: 'web' };
    const judge = (object: unknown) => locate([object]).flatMap((each) => judgeObject(each));
    expect(judge({ apiVersion: name, kind: 'Widget', metadata })).toEqual([]);
    expect(judge({ apiVersion: 'v1', kind: name, metadata })).toMatchObject([{ field: 'kind' }]);
  });

  it.each(NAMES)('is looked for as a key, a label and a scheme as any other: %s', (name) => {
    const variable = [{ name: 'X', valueFrom: { configMapKeyRef: { name: 'settings', key: name } } }];
    const missing = shopWith('Deployment shop', 'pod.containers.0.env', variable);
    expect(found('missing-reference', missing)).toHaveLength(1);
    const selector = { matchExpressions: [{ key: name, operator: 'Exists' }] };
    const unmatched = shopWith('PodDisruptionBudget shop', 'spec.selector', selector);
    expect(found('unmatched-selector', unmatched)).toHaveLength(1);
    const address = shopWith('ConfigMap settings', 'data.RATES_URL', `${name}://rates.example.com`);
    expect(found('outside-address', address)).toEqual([]);
  });
});
