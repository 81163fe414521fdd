import { locate } from '@k8s-blocks/findings';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyStack } from './index.ts';
import { connections, type Json, shop, shopWith } from './testing.ts';

describe('a stack', () => {
  it('in which nothing is wrong has no findings', () => {
    expect(verifyStack({ objects: locate(shop), connections })).toEqual([]);
  });

  it('is named in each finding by its environment', () => {
    const objects = shopWith('Deployment shop', 'spec.replicas', 1);
    expect(verifyStack({ objects: locate(objects), connections, environment: 'staging' })).toMatchObject([
      {
        rule: 'blocked-drain',
        severity: 'warning',
        environment: 'staging',
        object: 'PodDisruptionBudget shop in mall',
      },
    ]);
  });

  it('may come as a List', () => {
    expect(verifyStack({ objects: locate([{ apiVersion: 'v1', kind: 'List', items: shop }]), connections })).toEqual(
      [],
    );
  });

  it('is judged whatever the objects are', () => {
    const anything = fc.anything({ withNullPrototype: true });
    fc.assert(
      fc.property(fc.array(anything), (objects) => {
        verifyStack({ objects: locate(objects), connections, production: true });
      }),
    );
  });

  const places = shop.flatMap((each) => pathsIn(each, []).map((path) => ({ each, path })));

  it('is judged with a value that has no text, in every place', () => {
    for (const { each, path } of places) {
      const broken = replaced(each, path, { toString: {} });
      const objects = shop.map((other) => (other === each ? broken : other));
      verifyStack({ objects: locate(objects), connections, production: true });
    }
  });

  it('is judged with any value in place of an object', () => {
    const values = fc.oneof(
      fc.constantFrom(null, '', 0, -1, 1.5, true, {}, [], [null], [[]], { a: null }),
      fc.anything(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), values, ({ each, path }, value) => {
        const broken = replaced(each, path, value);
        const objects = shop.map((other) => (other === each ? broken : other));
        verifyStack({ objects: locate(objects), connections, production: true });
      }),
      { numRuns: 250 },
    );
  });
});

function pathsIn(value: unknown, path: readonly string[]): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]))];
}

function replaced(value: unknown, [step, ...rest]: readonly string[], by: unknown): unknown {
  if (step === undefined) return by;
  const copy = Array.isArray(value) ? [...value] : { ...(value as Json) };
  const fields = copy as Record<string, unknown>;
  fields[step] = replaced(fields[step], rest, by);
  return copy;
}
