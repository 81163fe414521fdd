import { describe, expect, it } from 'vitest';
import { contract, podLabels, stack } from './index.ts';

const NAME = 'app.kubernetes.io/name';
const COMPONENT = 'app.kubernetes.io/component';

describe('the selector of an existing service', () => {
  const search = contract({ name: 'search', namespace: 'shop', selector: { app: 'search' }, ports: { http: 8080 } });

  it('is its own labels alone', () => {
    expect(search.selector).toEqual({ app: 'search' });
    expect(search.labels).toEqual({ [NAME]: 'search', [COMPONENT]: 'search' });
  });

  it.each([
    ['selects everything', { selector: {} }, 'It has no labels, so that it selects every pod of the namespace.'],
    ['contradicts the identity', { selector: { [NAME]: 'find' } }, 'and are selected by "find".'],
    ['is given twice', { selector: { app: 'search' }, selectedBy: 'name' as const }, 'Leave it out.'],
  ])('is refused where it %s', (_, options, words) => {
    expect(() => contract({ name: 'search', ports: {}, ...options })).toThrow(words);
  });

  it('is held against the labels that pods of the same namespace really have', () => {
    const find = contract({ name: 'find', namespace: 'shop', selector: { app: 'search', tier: 'web' }, ports: {} });
    const index = contract({ name: 'index', namespace: 'shop', selector: { app: 'index' }, ports: {} });
    const made = (...services: (typeof index)[]) => stack({ services, environments: { base: {} }, connections: [] });
    expect(() => made({ ...search, name: 'search' }, find)).toThrow('select the same pods of namespace shop');
    expect(() => made(search, index)).not.toThrow();
  });
});

describe('the labels of an existing service', () => {
  const VERSION = 'app.kubernetes.io/version';

  it('are those of its objects and pods, and select them', () => {
    const search = contract({ name: 'search', labels: { app: 'search' }, ports: { http: 8080 } });
    expect(search.labels).toEqual({ app: 'search' });
    expect(search.selector).toEqual({ app: 'search' });
    expect(podLabels(search.main)).toEqual({ app: 'search' });
  });

  it('may be more than those that select its pods', () => {
    const labels = { app: 'search', [VERSION]: '1.2.0' };
    const search = contract({ name: 'search', labels, selector: { app: 'search' }, ports: {} });
    expect(search.selector).toEqual({ app: 'search' });
    expect(podLabels(search.main)).toEqual(labels);
  });

  it('are those of another workload where that lists its own', () => {
    const { workloads } = contract({
      name: 'search',
      labels: { [NAME]: 'find', app: 'search' },
      workloads: { index: { kind: 'CronJob', labels: { app: 'index' } }, trim: 'CronJob' },
      ports: {},
    });
    expect(workloads.index).toMatchObject({ labels: { app: 'index' }, selector: { app: 'index' } });
    expect(workloads.trim.labels).toEqual({ [NAME]: 'find', [COMPONENT]: 'trim' });
  });

  it.each([
    ['are none, and nothing else selects', { labels: {} }, 'It has no labels, so that it selects every pod'],
    [
      'stand beside an identity',
      { labels: { app: 'a' }, identity: { name: 'a', component: 'b' } },
      'Leave one of both',
    ],
    ['stand beside selectedBy', { labels: { app: 'a' }, selectedBy: 'name' as const }, 'Leave it out.'],
    ['are not valid', { labels: { app: 'the search' } }, '"the search" is not a valid label value'],
    ['contradict the selector', { labels: { app: 'a' }, selector: { app: 'b' } }, 'are selected by "b".'],
  ])('are refused where they %s', (_, options, words) => {
    expect(() => contract({ name: 'search', ports: {}, ...options })).toThrow(words);
  });
});
