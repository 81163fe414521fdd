import { contract } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { checkSettingNames } from './check-setting-names.ts';
import { problemsOf } from './problems-of.test-helper.ts';

const payments = contract({ name: 'payments', ports: {} });
const base = { replicas: 2, level: 'info', limits: { cpu: '1' } };

describe('a setting of a row', () => {
  it('is refused if it is a misspelt one of base', () => {
    expect(problemsOf(() => checkSettingNames(payments, { base, staging: { replicsa: 1 } }))).toEqual([
      {
        service: 'payments',
        field: 'settings.staging.replicsa',
        problem: 'Base has no setting "replicsa".',
        remedy: 'Did you mean "replicas"?',
      },
    ]);
  });

  it.each([
    ['is one of base', { replicas: 1 }],
    ['is like none of base', { hosts: ['a'] }],
    ['stands beside the one that it is like', { replicas: 1, replicas2: 3 }],
    ['is a key of a map, which may be data', { limits: { cpus: '2' } }],
  ])('is taken where it %s', (_, staging) => {
    expect(() => checkSettingNames(payments, { base, staging })).not.toThrow();
  });
});
