import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { connection, contract, type EnvironmentOptions, haveEqualNames, mayShareCluster, stack } from './index.ts';

const shop = contract({ name: 'shop', ports: {} });
const ledger = contract({ name: 'ledger', namespace: 'bank', ports: { db: 3000 } });

/** The stack with an environment `test`, and another one with equal names. */
const mapWith = (test: EnvironmentOptions, other: EnvironmentOptions = test) =>
  stack({
    services: [ledger, shop],
    environments: { base: {}, test, other },
    connections: [connection(shop, ledger.ports.db, 'book')],
  });

describe('the names of an environment', () => {
  it.each<[string, EnvironmentOptions, string, string]>([
    ['a suffix', { suffix: '-test' }, 'ledger-test', 'bank-test'],
    ['a prefix', { prefix: 'test-' }, 'test-ledger', 'test-bank'],
    ['a prefix and a suffix', { prefix: 'eu-', suffix: '-test' }, 'eu-ledger-test', 'eu-bank-test'],
    ['a suffix of namespaces alone', { namespaces: { suffix: '-test' } }, 'ledger', 'bank-test'],
    ['a prefix of namespaces alone', { namespaces: { prefix: 'test-' } }, 'ledger', 'test-bank'],
    ['another suffix of namespaces', { suffix: '-t', namespaces: { suffix: '-test' } }, 'ledger-t', 'bank-test'],
    ['a function of namespaces', { namespaces: (name) => `team-${name}-test` }, 'ledger', 'team-bank-test'],
  ])('have %s in addresses, policies and text', (_, naming, name, namespace) => {
    const env = mapWith(naming).serviceIn(shop, 'test');
    expect(env.address(ledger.ports.db)).toBe(`${name}.${namespace}.svc.cluster.local:3000`);
    expect(env.outgoing().at(-1)?.to.party).toMatchObject({ namespace });
    expect([env.nameOf('ledger'), env.namespaceOf('bank')]).toEqual([name, namespace]);
  });

  it('are asked for namespaces of the stack alone, and suggest the one that is meant', () => {
    const env = mapWith({ suffix: '-test' }).serviceIn(shop, 'test');
    expect(() => env.namespaceOf('banks')).toThrow(
      'shop › test\n  No service of the stack is in a namespace "banks".\n  Did you mean "bank"?',
    );
    expect(() => env.namespaceOf('monitoring')).toThrow('There are "bank", "shop".');
  });

  it.each<[string, object, object]>([
    [
      'a prefix that Kubernetes refuses',
      { prefix: 'Stg_' },
      { field: 'prefix', remedy: 'Give a prefix such as "test-".' },
    ],
    ['a suffix that Kubernetes refuses', { suffix: '_t' }, { field: 'suffix' }],
    [
      'a suffix of namespaces that Kubernetes refuses',
      { namespaces: { suffix: '_t' } },
      { field: 'namespaces.suffix' },
    ],
    [
      'namespaces that are named by no function',
      { namespaces: 'test' },
      { field: 'namespaces', problem: 'It does not say how namespaces are named.' },
    ],
    [
      'a function that returns an invalid name',
      { namespaces: (name: string) => `${name}_test` },
      { field: 'namespaces("bank")', remedy: 'Return the name of the namespace, such as "bank-test".' },
    ],
    [
      'a function that returns nothing',
      { namespaces: () => undefined },
      { field: 'namespaces("bank")', problem: 'The function returns no text.' },
    ],
    [
      'a function that makes one namespace of two',
      { namespaces: () => 'test' },
      { field: 'namespaces', problem: 'The namespaces "bank", "shop" both become "test".' },
    ],
    [
      'a function that leaves a namespace as it is in base',
      { namespaces: (name: string) => (name === 'bank' ? 'bank' : `${name}-test`) },
      { field: 'namespaces', problem: '"bank" is a namespace of "base" too, whose other names differ.' },
    ],
    [
      'a suffix for objects alone',
      { suffix: '-test', namespaces: {} },
      { field: 'namespaces', problem: '"bank", "shop" are namespaces of "base" too, whose other names differ.' },
    ],
  ])('are refused for %s', (_, naming, expected) => {
    const refused = problemsOf(() => mapWith(naming, {}));
    expect(refused).toContainEqual(expect.objectContaining({ environment: 'test', ...expected }));
  });
});

it.each<[string, EnvironmentOptions]>([
  ['prefix', { prefix: 'base-' }],
  ['suffix', { suffix: '-base' }],
  ['namespaces', { namespaces: { suffix: '-base' } }],
  ['namespaces', { namespaces: (name) => name }],
])('base is refused with a %s of its own: overlays are made of it', (field, naming) => {
  const define = () => stack({ services: [shop], environments: { base: naming }, connections: [] });
  expect(problemsOf(define)).toMatchObject([{ environment: 'base', field }]);
});

describe('two environments', () => {
  it.each<[EnvironmentOptions, EnvironmentOptions, boolean]>([
    [{}, {}, false],
    [{ suffix: '-eu' }, { suffix: '-eu', clusterDomain: 'eu.example.com' }, false],
    [{ namespaces: { suffix: '-eu' } }, { namespaces: (name) => `${name}-eu` }, false],
    [{ suffix: '-eu' }, { prefix: 'eu-' }, true],
    [{ suffix: '-eu' }, { suffix: '-eu', namespaces: (name) => `team-${name}` }, true],
  ])('named by %j and %j may share a cluster, unless all names are equal: %j', (test, other, may) => {
    const map = mapWith(test, other);
    const { environments } = map;
    expect(mayShareCluster(map, environments.test, environments.other)).toBe(may);
    expect(haveEqualNames(map, environments.test, environments.other)).toBe(!may);
  });
});

function problemsOf(define: () => unknown): Refusal['problems'] {
  try {
    define();
  } catch (error) {
    if (error instanceof Refusal) return error.problems;
    throw error;
  }
  return [];
}
