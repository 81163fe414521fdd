import { describe, expect, it } from 'vitest';
import { judge, violatingFields } from '../testing.ts';

const review = (spec: object, kind = 'SubjectAccessReview', metadata?: object) => ({
  apiVersion: 'authorization.k8s.io/v1',
  kind,
  ...(metadata && { metadata }),
  spec,
});
const fieldsOf = (...args: Parameters<typeof review>) => violatingFields('access-review', review(...args));
const resourceAttributes = { verb: 'get', resource: 'pods' };

describe('a review of access', () => {
  it('has no name', () => {
    expect(judge(review({ user: 'a', resourceAttributes }))).toEqual([]);
    expect(fieldsOf({ user: 'a', resourceAttributes }, 'SubjectAccessReview', { name: 'a' })).toEqual(['metadata']);
  });

  it('asks about a resource or a URL', () => {
    expect(fieldsOf({ user: 'a' })).toEqual(['spec.resourceAttributes']);
    expect(fieldsOf({ user: 'a', resourceAttributes, nonResourceAttributes: { path: '/' } })).toEqual([
      'spec.nonResourceAttributes',
    ]);
  });

  it('asks about a user or groups, but for oneself', () => {
    expect(fieldsOf({ resourceAttributes })).toEqual(['spec.user']);
    expect(fieldsOf({ resourceAttributes }, 'SelfSubjectAccessReview')).toEqual([]);
  });

  it('asks about its own namespace if it is in one', () => {
    const local = (namespace: string) =>
      fieldsOf({ user: 'a', resourceAttributes: { namespace } }, 'LocalSubjectAccessReview', { namespace: 'shop' });
    expect(local('shop')).toEqual([]);
    expect(local('other')).toEqual(['spec.resourceAttributes.namespace']);
  });

  it('selects by requirements or by text', () => {
    const selecting = (labelSelector: object) => fieldsOf({ user: 'a', resourceAttributes: { labelSelector } });
    expect(selecting({ rawSelector: 'a=b' })).toEqual([]);
    expect(selecting({})).toEqual(['spec.resourceAttributes.labelSelector.requirements']);
    expect(selecting({ requirements: [{ key: 'a', operator: 'In' }] })).toEqual([
      'spec.resourceAttributes.labelSelector.requirements[0].values',
    ]);
  });
});
