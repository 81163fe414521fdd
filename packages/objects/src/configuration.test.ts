import { commentKeys, commentOf, keyCommentsOf, omitted } from '@k8s-blocks/comments';
import { contract, secret, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import {
  configMap,
  configurationChecksum,
  entry,
  fromConfigMap,
  fromSecret,
  identityLabels,
  imagePullSecret,
  placeholderSecret,
  secretVolume,
  variableFromSecret,
} from './index.ts';
import { base, data, LABELS, map, payments, staging } from './payments.test-helper.ts';

describe('a ConfigMap and a Secret', () => {
  it('hold what they are given, and are found by the containers that read them', () => {
    const config = configMap(base, { LOG_LEVEL: 'info' });
    expect(data(config)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'payments-config', labels: LABELS },
      data: { LOG_LEVEL: 'info' },
    });
    expect(fromConfigMap(base)).toEqual({ configMapRef: { name: config.metadata?.name } });
    expect(data(placeholderSecret(base))).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'payments-secrets', labels: { ...LABELS, 'app.kubernetes.io/component': 'secrets' } },
      type: 'Opaque',
      stringData: { API_KEY: 'REPLACE_WITH_REAL_KEY' },
    });
    expect(fromSecret(base)).toEqual({ secretRef: { name: 'payments-secrets' } });
  });

  it('keep the comments of their entries', () => {
    const { data: entries } = configMap(base, { TIMEOUT: entry(5, 'Seconds.'), LEVEL: 'info' });
    expect(entries).toMatchObject({ TIMEOUT: '5', LEVEL: 'info' });
    expect(keyCommentsOf(entries)).toEqual({ TIMEOUT: 'Seconds.' });
    const commented = commentKeys({ TIMEOUT: '5', LEVEL: entry('info', 'Or debug.') }, { TIMEOUT: 'Seconds.' });
    expect(keyCommentsOf(configMap(base, commented).data)).toEqual({ TIMEOUT: 'Seconds.', LEVEL: 'Or debug.' });
  });

  it('hold numbers and booleans as text, in the order of the entries', () => {
    const { data: entries } = configMap(base, { B: 0, A: true, C: entry(false, 'Why.'), EMPTY: '', PI: 3.5 });
    expect(Object.entries(data(entries))).toEqual([
      ['B', '0'],
      ['A', 'true'],
      ['C', 'false'],
      ['EMPTY', ''],
      ['PI', '3.5'],
    ]);
  });

  it('hold an entry of any name', () => {
    const entries = JSON.parse('{ "__proto__": "1", "constructor": "2", "value": "3" }');
    expect(Object.entries(configMap(base, entries).data)).toEqual(Object.entries(entries));
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['what is not a number', Number.NaN, 'null'],
    ['a list', ['a'], '["a"]'],
    ['an entry without a value', entry(undefined as never, 'Why.'), 'undefined'],
  ])('refuse entries that are %s, all at once', (_, value, quoted) => {
    const entries: Record<string, string> = { ONE: value as string, LEVEL: 'info', TWO: value as string };
    const problem = `${quoted} is not a valid value of a ConfigMap.`;
    expect(() => configMap(base, entries)).toThrow(
      expect.objectContaining({
        problems: ['ONE', 'TWO'].map((key) =>
          expect.objectContaining({ object: 'ConfigMap payments-config', field: `data.${key}`, problem }),
        ),
      }),
    );
  });

  it('may be read key by key, under another name, and without insisting', () => {
    expect(variableFromSecret(base, 'API_KEY')).toEqual({
      name: 'API_KEY',
      valueFrom: { secretKeyRef: { name: 'payments-secrets', key: 'API_KEY' } },
    });
    expect(variableFromSecret(base, 'BANK_KEY', { key: 'API_KEY', optional: true })).toEqual({
      name: 'BANK_KEY',
      valueFrom: { secretKeyRef: { name: 'payments-secrets', key: 'API_KEY', optional: true } },
    });
  });

  it('leave the Secret to the cluster where that provides it, and say why', () => {
    expect(placeholderSecret(map.serviceIn(payments, 'production'))).toEqual(
      omitted('The real Secret is provided in the cluster; a placeholder would overwrite it.'),
    );
  });

  it('have a component of their own where they are to', () => {
    expect(configMap(base, {}, 'relay').metadata?.labels).toEqual(identityLabels(base, 'relay'));
  });

  it('are copies: who changes one changes neither its source nor the contract', () => {
    const entries = { LOG_LEVEL: 'info' };
    Object.assign(configMap(base, entries).data, { LOG_LEVEL: 'debug' });
    const secret = placeholderSecret(base);
    if ('stringData' in secret) Object.assign(secret.stringData ?? {}, { API_KEY: 'real' });
    expect(entries).toEqual({ LOG_LEVEL: 'info' });
    expect(payments.secrets).toEqual({ API_KEY: 'REPLACE_WITH_REAL_KEY' });
  });

  it('say how the Secret is made by hand, in the environment’s own names', () => {
    const head = commentOf(placeholderSecret(staging));
    expect(head).toContain('kubectl -n money-staging create secret generic payments-secrets-staging');
    expect(head).toContain('--from-literal=API_KEY=');
  });
});

describe('Secrets of any number and name', () => {
  const registry = secret({
    name: 'registry',
    why: 'pull images',
    type: 'kubernetes.io/dockerconfigjson',
    naming: 'fixed',
  });
  const database = secret({ name: 'ledger-db', why: 'book', keys: ['url'], madeBy: 'ExternalSecret' });
  const ledger = contract({
    name: 'ledger',
    ports: {},
    secrets: { SALT: 'REPLACE' },
    otherSecrets: [registry, database],
  });
  const stackOfLedger = stack({
    services: [ledger],
    environments: { base: {}, staging: { suffix: '-staging' }, live: { suffix: '-live', secretsProvided: true } },
    connections: [],
  });
  const live = stackOfLedger.serviceIn(ledger, 'live');

  it('are read and mounted by the names that they have in the environment', () => {
    expect(fromSecret(live)).toEqual({ secretRef: { name: 'ledger-secrets-live' } });
    expect(fromSecret(live, database)).toEqual({ secretRef: { name: 'ledger-db-live' } });
    expect(variableFromSecret(live, 'URL', { key: 'url', secret: database }).valueFrom).toEqual({
      secretKeyRef: { name: 'ledger-db-live', key: 'url' },
    });
    expect(secretVolume(live, 'db', database)).toEqual({ name: 'db', secret: { secretName: 'ledger-db-live' } });
    expect(imagePullSecret(live, registry)).toEqual({ name: 'registry' });
    expect(fromSecret(stackOfLedger.serviceIn(ledger, 'staging'))).toEqual({
      secretRef: { name: 'ledger-secrets-staging' },
    });
  });

  it('are read by services alone whose contract lists them', () => {
    expect(() => fromSecret(base, database)).toThrow('The contract of payments does not list it');
  });
});

describe('the checksum of a configuration', () => {
  const holding = (entries: Record<string, string>) =>
    ({ apiVersion: 'v1', kind: 'ConfigMap', data: entries }) as const;

  it('is an annotation', () => {
    expect(configurationChecksum(holding({ A: '1' }))).toEqual({
      'checksum/config': expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  it('is the same whatever the order of the keys, the name and the labels', () => {
    const one = holding({ A: '1', B: '2' });
    const other = { ...holding({ B: '2', A: '1' }), metadata: { name: 'renamed' } };
    expect(configurationChecksum(one)).toEqual(configurationChecksum(other));
  });

  it('changes with a value, a key, and what is where', () => {
    const all = [
      holding({ A: '1', B: '2' }),
      holding({ A: '1', B: '3' }),
      holding({ A: '1', C: '2' }),
      holding({ A: '2', B: '1' }),
      holding({ A: '1' }),
      holding({ A: '1', B: '' }),
      holding({}),
      { ...holding({}), binaryData: { B: 'AA==' } },
      { ...holding({}), binaryData: { B: 'AQ==' } },
    ].map((each) => configurationChecksum(each)['checksum/config']);
    expect(new Set(all).size).toBe(all.length);
  });
});
