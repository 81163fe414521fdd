import { expect, it } from 'vitest';
import { judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

const driver = (spec: Readonly<Record<string, unknown>>) => objectOf('storage.k8s.io/v1', 'CSIDriver', { spec });

it('asks for tokens, if it gets them among its secrets', () => {
  const tokenRequests = [{ audience: 'vault' }];
  expect(judge(driver({ serviceAccountTokenInSecrets: true, tokenRequests }))).toEqual([]);
  expect(violationsOf('csi-driver', driver({ serviceAccountTokenInSecrets: true }))).toEqual([
    'spec.serviceAccountTokenInSecrets: FieldValueInvalid',
  ]);
});

it('asks for tokens that last ten minutes or longer', () => {
  expect(violationsOf('field-values', driver({ tokenRequests: [{ audience: 'a', expirationSeconds: 60 }] }))).toEqual([
    'spec.tokenRequests[0].expirationSeconds: FieldValueInvalid',
  ]);
});
