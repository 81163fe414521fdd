import { connection, contract, previewStack, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { app, previewApp } from './index.ts';

const mail = contract({ name: 'mail', ports: { smtp: 25 } });
const shop = contract({ name: 'shop', ports: {} });
const map = stack({
  services: [shop, mail],
  environments: {
    base: {},
    staging: { suffix: '-staging' },
    prod: { regions: { eu: { suffix: '-eu' }, us: { suffix: '-us' } } },
  },
  connections: [connection(shop, mail.ports.smtp, 'send receipts', { needed: 'optional' })],
});

const shopWith = (imageName = 'shop') =>
  app(map, shop, {
    settings: {
      base: { level: 'info', currency: 'EUR' },
      staging: { level: 'debug' },
      prod: { level: 'warn' },
      'prod-us': { currency: 'USD' },
    },
    manifests: (env) => ({
      'configmap.yaml': {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: imageName },
        data: { LEVEL: env.settings.level, CURRENCY: env.settings.currency, MAIL: env.address(mail.ports.smtp) },
      },
    }),
  });

const previewOf = (from: string, made = shopWith()) => {
  const stack = previewStack(made.stack, { name: 'pr-42', services: ['shop'], from });
  return previewApp(made, stack, 'pr-42');
};

describe('the preview of an app', () => {
  it.each([
    ['base', { LEVEL: 'info', CURRENCY: 'EUR' }],
    ['staging', { LEVEL: 'debug', CURRENCY: 'EUR' }],
    ['prod-eu', { LEVEL: 'warn', CURRENCY: 'EUR' }],
    ['prod-us', { LEVEL: 'warn', CURRENCY: 'USD' }],
  ])('has the settings of the environment that it is made of: %s', async (from, data) => {
    const { objects } = await previewOf(from);
    const MAIL = 'mail-pr-42.mail-pr-42.invalid:25';
    expect(objects).toMatchObject([
      { metadata: { name: 'shop-pr-42', namespace: 'shop-pr-42' }, data: { ...data, MAIL } },
    ]);
  });

  it('is written out in full, without a base', async () => {
    const { tree } = await previewOf('staging');
    expect([...tree.keys()]).toEqual(['kustomization.yaml', 'configmap.yaml']);
    expect(tree.get('kustomization.yaml')).toContain('nameSuffix: -pr-42');
  });

  it('is refused for what an API server refuses, with its name', async () => {
    await expect(previewOf('staging', shopWith('Shop'))).rejects.toThrow(/^shop › pr-42 › configmap\.yaml › /);
  });
});
