import { locate } from '@k8s-blocks/findings';
import { describe, expect, it } from 'vitest';
import { verifyStack } from '../index.ts';
import { found, shopWith } from '../testing.ts';

describe('the name of another environment', () => {
  const otherEnvironments = ['staging'];

  it.each([
    ['Deployment shop', 'pod.containers.0.image', 'example.com/shop:staging', 'pod.containers[0].image'],
    ['ConfigMap settings', 'data.LEDGER_URL', 'http://ledger.bank-staging.svc', 'data.LEDGER_URL'],
    ['Service shop', 'metadata.annotations', { environment: 'staging' }, 'metadata.annotations.environment'],
  ])('is found in %s %s', (name, field, value, path) => {
    expect(found('other-environment', shopWith(name, field, value), { otherEnvironments })).toEqual([
      `${name} in mall › ${path}`,
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

  it.each([
    ['eu-staging', ['prod'], 'http://ledger.bank-prod.svc', 'prod'],
    ['prod', ['eu-staging'], 'http://ledger.bank-eu-staging.svc', 'eu-staging'],
    ['staging', ['eu-staging'], 'http://ledger.bank-eu-staging.svc', 'eu-staging'],
    ['prod', ['eu-staging', 'staging'], 'eu-staging.example.com', 'eu-staging'],
    ['eu-staging', ['staging'], 'http://ledger-eu-staging.bank-staging.svc', 'staging'],
  ])('may have hyphens: in %s, of %j, %s', (environment, others, url, other) => {
    const objects = shopWith('ConfigMap settings', 'data.LEDGER_URL', url);
    const findings = verifyStack({ objects: locate(objects), environment, otherEnvironments: others });
    const [finding, ...more] = findings.filter(({ rule }) => rule === 'other-environment');
    expect(finding?.problem).toContain(`"${other}"`);
    expect(more).toEqual([]);
  });

  it.each([
    ['eu-staging', ['staging', 'eu'], 'http://ledger-eu-staging.bank-eu-staging.svc'],
    ['staging', ['eu-staging'], 'http://ledger-staging.bank-staging.svc'],
    ['prod-us', ['prod-usa', 'prod'], 'http://ledger-prod-us.bank-prod-us.svc'],
  ])('is not found in the name of its own: %s, beside %j', (environment, others, url) => {
    const objects = shopWith('ConfigMap settings', 'data.LEDGER_URL', url);
    expect(found('other-environment', objects, { environment, otherEnvironments: others })).toEqual([]);
  });
});
