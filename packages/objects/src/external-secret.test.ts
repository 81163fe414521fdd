import { secret } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { externalSecret } from './index.ts';
import { ORDERS, serviceOf } from './service-of.test-helper.ts';

const database = secret({ name: 'orders-db', why: 'log in', keys: ['user', 'url'], madeBy: 'ExternalSecret' });
const registry = secret({
  name: 'registry',
  why: 'pull images',
  type: 'kubernetes.io/dockerconfigjson',
  naming: 'fixed',
  madeBy: 'ExternalSecret',
});
const provided = secret({ name: 'provided', why: 'sign', keys: ['key'] });
const env = serviceOf({ otherSecrets: [database, registry, provided] });
const FROM = { store: { name: 'vault' }, from: 'orders/staging' };

describe('an ExternalSecret', () => {
  it('makes a Secret with the keys that are declared, under the name by which manifests refer to it', () => {
    expect(externalSecret(env, { ...FROM, secret: database })).toEqual({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'orders-db', labels: { ...ORDERS, 'app.kubernetes.io/component': 'secrets' } },
      spec: {
        secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
        target: { name: 'orders-db-staging' },
        data: [
          { secretKey: 'user', remoteRef: { key: 'orders/staging', property: 'user' } },
          { secretKey: 'url', remoteRef: { key: 'orders/staging', property: 'url' } },
        ],
      },
    });
  });

  it('makes a Secret of the declared type and of a fixed name, out of any store', () => {
    const store = { name: 'own', kind: 'SecretStore' as const };
    expect(externalSecret(env, { store, from: 'hub', secret: registry, refreshInterval: '1h' }).spec).toMatchObject({
      refreshInterval: '1h',
      secretStoreRef: store,
      target: { name: 'registry', template: { type: 'kubernetes.io/dockerconfigjson' } },
      data: [{ secretKey: '.dockerconfigjson' }],
    });
  });

  it('is refused for a Secret that is declared as provided, or that the contract does not list', () => {
    expect(() => externalSecret(env, { ...FROM, secret: provided })).toThrow(
      /^orders › staging › ExternalSecret provided\n.*declared as provided by others\.\n.*madeBy: 'ExternalSecret'/,
    );
    expect(() => externalSecret(serviceOf(), { ...FROM, secret: database })).toThrow('does not list it');
  });
});
