import { expect, it } from 'vitest';
import { judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

const serviceCidr = (...cidrs: readonly string[]) =>
  objectOf('networking.k8s.io/v1', 'ServiceCIDR', { spec: { cidrs } });

it('has a block of addresses, or one of each family', () => {
  expect(judge(serviceCidr('10.9.0.0/24'))).toEqual([]);
  expect(judge(serviceCidr('10.9.0.0/24', 'fd00:1::/64'))).toEqual([]);
  expect(violationsOf('service-cidr', serviceCidr('10.9.0.0/24', '10.10.0.0/24'))).toEqual([
    'spec.cidrs: FieldValueInvalid',
  ]);
});

it('is written in its canonical form', () => {
  for (const cidr of ['10.9.0.1/24', 'FD00:1::/64', '10.9.0.0']) {
    expect(violationsOf('field-values', serviceCidr(cidr)), cidr).toEqual(['spec.cidrs[0]: FieldValueInvalid']);
  }
});
