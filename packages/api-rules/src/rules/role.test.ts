import { describe, expect, it } from 'vitest';
import { findingsOf, judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const role = (rule: Fields, kind = 'Role') => objectOf('rbac.authorization.k8s.io/v1', kind, { rules: [rule] });
const pods = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
const urls = { nonResourceURLs: ['/healthz'], verbs: ['get'] };
const found = (object: Fields) => violationsOf('role', object);

describe('a rule of a role', () => {
  it('is about resources and their API groups, or of a ClusterRole about URLs', () => {
    expect(judge(role(pods))).toEqual([]);
    expect(judge(role(urls, 'ClusterRole'))).toEqual([]);
    expect(found(role({ verbs: ['get'] }))).toEqual([
      'rules[0].apiGroups: FieldValueRequired',
      'rules[0].resources: FieldValueRequired',
    ]);
  });

  it('of a Role is about no URLs, and none is about both', () => {
    expect(found(role(urls))).toEqual(['rules[0].nonResourceURLs: FieldValueInvalid']);
    expect(found(role({ ...pods, ...urls }, 'ClusterRole'))).toEqual(['rules[0].nonResourceURLs: FieldValueInvalid']);
  });

  it('has verbs of Kubernetes: one that is almost one of them is a warning', () => {
    expect(findingsOf('role', role({ ...pods, verbs: ['get', 'Lists', 'watch '] }))).toMatchObject([
      { field: 'rules[0].verbs[1]', severity: 'warning', remedy: 'Write "list".' },
      { field: 'rules[0].verbs[2]', severity: 'warning', remedy: 'Write "watch".' },
    ]);
    expect(judge(role({ ...pods, verbs: ['*', 'use', 'request-serving'] }))).toEqual([]);
    expect(judge(role({ ...urls, verbs: ['head', 'post'] }, 'ClusterRole'))).toEqual([]);
  });
});
