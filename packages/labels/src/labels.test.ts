import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { checkLabels, recommendedLabels, selectorLabels } from './index.ts';

const all = {
  name: 'mysql',
  instance: 'mysql-orders',
  version: '5.7.21',
  component: 'database',
  partOf: 'shop',
  managedBy: 'kustomize',
};

describe('recommended labels', () => {
  it('carry a label for every part', () => {
    expect(recommendedLabels(all)).toEqual({
      'app.kubernetes.io/name': 'mysql',
      'app.kubernetes.io/instance': 'mysql-orders',
      'app.kubernetes.io/version': '5.7.21',
      'app.kubernetes.io/component': 'database',
      'app.kubernetes.io/part-of': 'shop',
      'app.kubernetes.io/managed-by': 'kustomize',
    });
  });

  it('carry only the parts that are given', () => {
    expect(Object.keys(recommendedLabels({ name: 'mysql', version: undefined, partOf: 'shop' }))).toEqual([
      'app.kubernetes.io/name',
      'app.kubernetes.io/part-of',
    ]);
  });

  it('are refused where a value is no label value, and the refusal names the key', () => {
    expect(() => recommendedLabels({ name: 'mysql', version: '5.7.21+build 3' })).toThrow(
      /^labels\["app\.kubernetes\.io\/version"\]\n {2}"5\.7\.21\+build 3" is not a valid label value/,
    );
  });

  it('are refused where a part is empty, as only a forgotten value is', () => {
    expect(() => recommendedLabels({ name: 'mysql', version: '' })).toThrow(
      new Refusal({
        field: 'labels["app.kubernetes.io/version"]',
        problem: 'The value is empty.',
        remedy: 'Give a value, or leave the part out.',
      }),
    );
  });
});

describe('selector labels', () => {
  it('are the name alone where only the name is given', () => {
    expect(selectorLabels({ name: 'mysql' })).toEqual({ 'app.kubernetes.io/name': 'mysql' });
  });

  it('leave out what may change with a release, also if it is handed in', () => {
    expect(selectorLabels(all)).toEqual({
      'app.kubernetes.io/name': 'mysql',
      'app.kubernetes.io/instance': 'mysql-orders',
      'app.kubernetes.io/component': 'database',
    });
  });

  it('are a part of the recommended labels, so that a selector selects its own pods', () => {
    expect(recommendedLabels(all)).toMatchObject(selectorLabels(all));
  });
});

describe('a check of labels', () => {
  it('lets through what an API server takes', () => {
    expect(() => checkLabels({ tier: '', 'example.com/tier': 'a_b.c-d' }, 'metadata.labels')).not.toThrow();
  });

  it('says all problems at once, each with its key', () => {
    const check = () => checkLabels({ 'a b': 'ok', 'example.com/tier': '-' }, 'metadata.labels');
    expect(check).toThrow(Refusal);
    expect(check).toThrow(/^metadata\.labels\["a b"\]\n {2}"a b" is not a valid name of a label key/);
    expect(check).toThrow(/\n\nmetadata\.labels\["example\.com\/tier"\]\n {2}"-" is not a valid label value/);
  });
});
