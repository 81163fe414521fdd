import { describe, expect, it } from 'vitest';
import { violatingFields } from '../testing.ts';

const subjects = [{ kind: 'Group', group: { name: 'shop' } }];
const resourceRules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'], namespaces: ['*'] }];

const fieldsOf = (rule: object, spec: object = {}) =>
  violatingFields('flow-schema', {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1',
    kind: 'FlowSchema',
    metadata: { name: 'shop' },
    spec: { priorityLevelConfiguration: { name: 'shop' }, rules: [{ subjects, resourceRules, ...rule }], ...spec },
  }).map((field) => field?.replace('spec.rules[0].', ''));

describe('a FlowSchema', () => {
  it('leaves the first precedence to the one that is exempt', () => {
    expect(fieldsOf({}, { matchingPrecedence: 1 })).toEqual(['spec.matchingPrecedence']);
    expect(fieldsOf({}, { matchingPrecedence: 2 })).toEqual([]);
  });

  it('is for resources, or for URLs', () => {
    expect(fieldsOf({ resourceRules: [] })).toEqual(['spec.rules[0]']);
  });

  it('has subjects of what their kind says', () => {
    expect(fieldsOf({ subjects: [{ kind: 'User', group: { name: 'shop' } }] })).toEqual([
      'subjects[0].group',
      'subjects[0].user',
    ]);
    const named = (name: string) =>
      fieldsOf({ subjects: [{ kind: 'ServiceAccount', serviceAccount: { name, namespace: 'shop' } }] });
    expect(named('*')).toEqual([]);
    expect(named('Shop')).toEqual(['subjects[0].serviceAccount.name']);
  });

  it('says all by "*" alone', () => {
    expect(
      fieldsOf({ resourceRules: [{ ...resourceRules[0], verbs: ['*', 'get'], apiGroups: ['*', 'apps'] }] }),
    ).toEqual(['resourceRules[0].verbs', 'resourceRules[0].apiGroups']);
  });

  it('is for namespaces, or for what is in none', () => {
    const rule = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
    expect(fieldsOf({ resourceRules: [rule] })).toEqual(['resourceRules[0].namespaces']);
    expect(fieldsOf({ resourceRules: [{ ...rule, clusterScope: true }] })).toEqual([]);
    expect(fieldsOf({ resourceRules: [{ ...rule, namespaces: ['Shop'] }] })).toEqual([
      'resourceRules[0].namespaces[0]',
    ]);
  });

  it('has URLs with "*" at their ends alone', () => {
    const nonResourceURLs = ['/healthz', '/', '/apis/*', 'healthz', '/a//b', '/a*', '/*/a'];
    expect(fieldsOf({ nonResourceRules: [{ verbs: ['get'], nonResourceURLs }] })).toEqual(
      [3, 4, 5, 6].map((index) => `nonResourceRules[0].nonResourceURLs[${index}]`),
    );
  });
});
