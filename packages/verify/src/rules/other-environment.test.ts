import { locate } from '@k8s-blocks/findings';
import { describe, expect, it } from 'vitest';
import { verifyStack } from '../index.ts';
import { found, shopInDomain, shopWith } from '../testing.ts';

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

  describe('in the name of a service of its own', () => {
    const options = { environment: 'staging', otherEnvironments: ['eu-staging'], ownNames: ['ledger-eu-staging'] };
    const withUrl = (url: string) => shopWith('ConfigMap settings', 'data.LEDGER_URL', url);
    it('is not found', () => {
      const url = 'http://ledger-eu-staging.bank-staging.svc, ledger-eu-staging-0';
      expect(found('other-environment', withUrl(url), options)).toEqual([]);
    });
    it('is found beside it, and in names that are like it', () => {
      for (const url of ['http://ledger-eu-staging.bank-eu-staging.svc', 'http://my-ledger.bank-eu-staging.svc']) {
        expect(found('other-environment', withUrl(url), options)).toHaveLength(1);
      }
    });
  });

  it.each(['cluster.local', 'local.example.com'])(
    'is not found in the domain of its own cluster: local, in %s',
    (domain) => {
      const options = { otherEnvironments: ['local'], clusterDomain: domain };
      const withUrl = (namespace: string) =>
        shopWith(
          'ConfigMap settings',
          'data.LEDGER_URL',
          `http://ledger.${namespace}.svc.${domain}`,
          shopInDomain(domain),
        );
      expect(found('other-environment', withUrl('bank'), options)).toEqual([]);
      expect(found('other-environment', withUrl('bank-local'), options)).toHaveLength(1);
    },
  );

  describe('of eu-staging, beside prod and staging', () => {
    const environment = 'eu-staging';
    const otherEnvironments = ['prod', 'staging'];

    it.each([
      ['a name', 'NetworkPolicy shop', 'metadata.name', 'shop-prod', 'metadata.name'],
      ['a name', 'Service shop', 'metadata.name', 'staging-shop', 'metadata.name'],
      ['a namespace', 'Service shop', 'metadata.namespace', 'mall-prod', 'metadata.namespace'],
      ['a host', 'ConfigMap settings', 'data.LEDGER_URL', 'http://ledger.bank-prod.svc', 'data.LEDGER_URL'],
      ['a host', 'ConfigMap settings', 'data.LEDGER_URL', 'http://ledger.bank-staging.svc', 'data.LEDGER_URL'],
      ['a value', 'ConfigMap settings', 'data.BUCKET', 'backups.prod.example', 'data.BUCKET'],
      ['a value', 'ConfigMap settings', 'data.BUCKET', 'eu-prod-backups', 'data.BUCKET'],
      [
        'a variable',
        'Deployment shop',
        'pod.containers.0.env.0',
        { name: 'A', value: 'a-prod' },
        'pod.containers[0].env[0].value',
      ],
      ['an argument', 'StatefulSet ledger', 'pod.containers.0.args.0', '--site=prod', 'pod.containers[0].args[0]'],
      ['an image tag', 'Deployment shop', 'pod.containers.0.image', 'example.com/shop:prod', 'pod.containers[0].image'],
      [
        'an image tag',
        'Deployment shop',
        'pod.containers.0.image',
        'example.com/shop:staging-2',
        'pod.containers[0].image',
      ],
      ['a label', 'Service shop', 'metadata.labels', { tier: 'prod' }, 'metadata.labels.tier'],
      [
        'an annotation',
        'Service shop',
        'metadata.annotations',
        { environment: 'staging' },
        'metadata.annotations.environment',
      ],
    ])('is found in %s of %s: %s', (_what, name, field, value, place) => {
      const findings = found('other-environment', shopWith(name, field, value), { environment, otherEnvironments });
      expect(findings.map((each) => each.split(' › ')[1])).toEqual([place]);
    });

    it.each([
      ['Service shop', 'metadata.name', 'shop-eu-staging'],
      ['ConfigMap settings', 'data.LEDGER_URL', 'http://ledger-eu-staging.bank-eu-staging.svc'],
      ['Deployment shop', 'pod.containers.0.image', 'example.com/shop:eu-staging'],
      ['Service shop', 'metadata.annotations', { environment: 'eu-staging' }],
      ['ConfigMap settings', 'data.NOTE', 'products, upstaging'],
    ])('is not found in what is of eu-staging: %s %s', (name, field, value) => {
      expect(found('other-environment', shopWith(name, field, value), { environment, otherEnvironments })).toEqual([]);
    });
  });
});
