import { describe, expect, it } from 'vitest';
import { contract, providedSecrets, secret, secretReferenceName, stack } from './index.ts';

const pull = secret({
  name: 'registry',
  why: 'pull images',
  type: 'kubernetes.io/dockerconfigjson',
  naming: 'fixed',
  providedBy: 'the platform team',
});
const tls = secret({ name: 'payments-tls', why: 'serve HTTPS', type: 'kubernetes.io/tls' });
const database = secret({ name: 'payments-db', why: 'the ledger', keys: ['url'], madeBy: 'ExternalSecret' });
const payments = contract({
  name: 'payments',
  namespace: 'money',
  ports: {},
  secrets: { API_KEY: 'REPLACE_WITH_REAL_KEY' },
  otherSecrets: [pull, tls, database],
});
const refunds = contract({ name: 'refunds', namespace: 'money', ports: {}, otherSecrets: [pull] });
const shop = contract({ name: 'shop', ports: {} });
const map = stack({
  services: [payments, refunds, shop],
  environments: {
    base: {},
    staging: { suffix: '-staging' },
    live: { suffix: '-live', secretsProvided: true },
    production: { secretsProvided: true },
  },
  connections: [],
});
const { base, staging, live, production } = map.environments;

describe('a Secret that others provide', () => {
  it('has the keys of its type, and the suffix of each environment in its name unless it is said to be fixed', () => {
    expect(pull).toEqual({
      name: 'registry',
      why: 'pull images',
      type: 'kubernetes.io/dockerconfigjson',
      keys: ['.dockerconfigjson'],
      naming: 'fixed',
      providedBy: 'the platform team',
    });
    expect(tls).toMatchObject({ keys: ['tls.crt', 'tls.key'], naming: 'suffixed' });
    expect([base, staging, live].map((each) => secretReferenceName(payments, each, pull))).toEqual([
      'registry',
      'registry',
      'registry',
    ]);
    expect([base, staging, live].map((each) => secretReferenceName(payments, each, tls))).toEqual([
      'payments-tls',
      'payments-tls-staging',
      'payments-tls-live',
    ]);
    expect(secretReferenceName(payments, staging, database)).toBe('payments-db-staging');
  });

  it.each([
    [{ name: 'No', why: '', keys: ['a'] }, 'name'],
    [{ name: 'no-keys', why: '' }, 'keys'],
    [{ name: 'bad-key', why: '', keys: ['a b'] }, 'keys'],
    [{ name: 'half', why: '', type: 'kubernetes.io/tls', keys: ['tls.crt'] }, 'keys'],
    [{ name: 'naming', why: '', keys: ['a'], naming: 'sufixed' as never }, 'naming'],
    [{ name: 'maker', why: '', keys: ['a'], madeBy: 'External' as never }, 'madeBy'],
  ])('is refused as %j, by its %s', (definition, field) => {
    const problems = [expect.objectContaining({ object: `Secret ${definition.name}`, field })];
    expect(() => secret(definition)).toThrow(expect.objectContaining({ problems }));
  });

  it('has a name that no other Secret of the contract has', () => {
    const other = secret({ name: 'shop-secrets', why: 'trouble', keys: ['a'] });
    const remedy = 'Give each Secret its own name, and list it once.';
    const problems = [expect.objectContaining({ service: 'shop', field: 'otherSecrets', remedy })];
    for (const otherSecrets of [[other], [pull, pull]]) {
      expect(() => contract({ name: 'shop', ports: {}, otherSecrets })).toThrow(expect.objectContaining({ problems }));
    }
  });

  it('is refused to a service whose contract does not list it, with those that it lists', () => {
    const problems = [
      expect.objectContaining({
        service: 'refunds',
        environment: 'staging',
        object: 'Secret payments-tls',
        remedy: 'Add it to the contract, which lists "registry".',
      }),
    ];
    expect(() => secretReferenceName(refunds, staging, tls)).toThrow(expect.objectContaining({ problems }));
  });
});

describe('a service’s own Secret', () => {
  it('is referred to by its name in the environment, whether the build holds it or it is provided', () => {
    expect([base, staging, live, production].map((each) => secretReferenceName(payments, each))).toEqual([
      'payments-secrets',
      'payments-secrets-staging',
      'payments-secrets-live',
      'payments-secrets',
    ]);
  });
});

describe('the Secrets to provide', () => {
  const namesIn = (environment: keyof typeof map.environments) =>
    providedSecrets(map, environment).map(({ namespace, name }) => `${namespace}/${name}`);

  it('are those that the build neither holds nor makes, each once in a namespace', () => {
    expect(namesIn('staging')).toEqual(['money-staging/registry', 'money-staging/payments-tls-staging']);
    expect(namesIn('live')).toEqual([
      'money-live/payments-secrets-live',
      'money-live/registry',
      'money-live/payments-tls-live',
    ]);
    expect(namesIn('base')).toEqual(['money/registry', 'money/payments-tls']);
  });

  it('say their type, their keys, and who uses them', () => {
    expect(providedSecrets(map, 'live')).toMatchObject([
      { type: 'Opaque', keys: ['API_KEY'], services: ['payments'] },
      { type: 'kubernetes.io/dockerconfigjson', services: ['payments', 'refunds'], declared: pull },
      { type: 'kubernetes.io/tls', keys: ['tls.crt', 'tls.key'], services: ['payments'] },
    ]);
  });
});
