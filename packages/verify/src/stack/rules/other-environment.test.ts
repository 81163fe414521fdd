import { describe, expect, it } from 'vitest';
import { found, shopWith } from '../testing.ts';

describe('the name of another environment', () => {
  const otherEnvironments = ['staging'];

  it.each([
    ['Deployment shop', 'pod.containers.0.image', 'example.com/shop:staging', 'pod.containers[0].image'],
    ['ConfigMap settings', 'data.LEDGER_URL', 'http://ledger.bank-staging.svc', 'data.LEDGER_URL'],
    ['Service shop', 'metadata.annotations', { environment: 'staging' }, 'metadata.annotations.environment'],
  ])('stands nowhere: %s %s', (name, field, value, place) => {
    expect(found('other-environment', shopWith(name, field, value), { otherEnvironments })).toEqual([
      `${name} in mall › ${place}`,
    ]);
  });
  it('may be a setting as a whole, or part of a word', () => {
    const objects = shopWith(
      'ConfigMap settings',
      'data.MODE',
      'staging',
      shopWith('ConfigMap settings', 'data.NOTE', 'upstaging'),
    );
    expect(found('other-environment', objects, { otherEnvironments })).toEqual([]);
  });
});
