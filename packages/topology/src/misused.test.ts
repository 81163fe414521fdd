import { describe, expect, it } from 'vitest';
import {
  anywhere,
  connection,
  contract,
  outsideHost,
  outsideNamespace,
  outsideNetwork,
  refuseUnlessService,
  stack,
} from './index.ts';

const ledger = contract({ name: 'ledger', ports: { db: 3000 } });
const payments = contract({ name: 'payments', ports: { http: { port: 80, scheme: 'http' } } });
const connections = [connection(payments, ledger.ports.db, 'account')];
const environments = { base: {}, staging: { suffix: '-staging' } };
const map = stack({ services: [ledger, payments], environments, connections });
const env = map.serviceIn(payments, 'staging');

/** What a name is that was misspelt, where types are stripped and not checked. */
const MISSPELT = undefined as never;
/** A value in the place of one of another type. */
const instead = (value: unknown) => value as never;

/** Where the tests of this file call, as a problem has it. */
const PLACE = expect.stringMatching(/misused\.test\.ts:\d+:\d+$/);

describe('a misspelt or confused part of a map is refused where it was given, without a trace', () => {
  it.each([
    ['a caller', () => connection(MISSPELT, ledger.ports.db, 'account'), 'Its caller is undefined, not a contract'],
    ['a port', () => connection(payments, MISSPELT, 'account'), 'It leads to undefined, not to a port.'],
    [
      'a contract for a port',
      () => connection(payments, instead(ledger), 'account'),
      'It leads to the contract ledger',
    ],
    ['a port for a caller', () => connection(instead(ledger.ports.db), ledger.ports.db, 'x'), 'Its caller is the port'],
    [
      'a party for its port',
      () => connection(payments, instead(anywhere), 'x'),
      'It leads to anywhere, not to a port.',
    ],
    [
      'no reason',
      () => connection(payments, ledger.ports.db, MISSPELT),
      'does not say why payments calls ledger:3000.',
    ],
    ['a contract in the services', () => mapOf({ services: [ledger, MISSPELT] }), 'Undefined is not a contract.'],
    ['a connection', () => mapOf({ connections: [MISSPELT] }), 'Undefined is not a connection.'],
    [
      'a port for a connection',
      () => mapOf({ connections: [instead(ledger.ports.db)] }),
      'The port ledger:3000 (db) is',
    ],
    ['an environment for a list of them', () => mapOf({ connections: [inStaging('staging')] }), 'not a list'],
    ['no services', () => mapOf({ services: MISSPELT }), 'It is undefined, not a list.'],
  ])('%s', (_, act, problem) => {
    expect(problemsOf(act)).toEqual([
      expect.objectContaining({ file: PLACE, problem: expect.stringContaining(problem) }),
    ]);
  });

  it('naming the connection by its reason, and the entry by its number', () => {
    expect(problemsOf(() => connection(MISSPELT, ledger.ports.db, 'account'))[0]).toMatchObject({
      field: 'connection(…, "account")',
    });
    expect(problemsOf(() => mapOf({ services: [ledger, MISSPELT] }))[0]).toMatchObject({ field: 'services[1]' });
  });
});

describe('a misspelt or confused argument of a service is refused where it was given, without a trace', () => {
  it.each([
    ['host', () => env.host(MISSPELT)],
    ['address', () => env.address(MISSPELT)],
    ['url', () => env.url(MISSPELT)],
    ['podAddresses', () => env.podAddresses(MISSPELT, 'ledger', 3)],
  ])('a port of %s', (_, act) => {
    expect(problemsOf(act)).toEqual([
      {
        service: 'payments',
        environment: 'staging',
        file: PLACE,
        problem: 'Undefined is not a port that a service offers.',
        remedy: 'Give one, such as connector.ports.admin; is the name that it is read by spelt as it is declared?',
      },
    ]);
  });

  it('a contract in place of its port, with the ports that it offers', () => {
    expect(() => env.url(instead(ledger))).toThrow('The contract ledger is not a port that a service offers.');
    expect(() => env.url(instead(ledger))).toThrow('ledger offers "db".');
  });

  it('a service and an environment, with those that there are', () => {
    expect(() => map.serviceIn(MISSPELT, 'base')).toThrow(
      /misused\.test\.ts.*\n.*not a contract.*\n.*"ledger", "payments"/,
    );
    expect(() => map.serviceIn(payments, instead('stagin'))).toThrow(
      'The stack has no environment "stagin".\n  Did you mean "staging"?',
    );
    expect(() => refuseUnlessService(map, MISSPELT, problemsOf)).toThrow('"ledger", "payments"');
    expect(() => refuseUnlessService(MISSPELT, ledger, problemsOf)).toThrow('Undefined is not the map of a stack.');
  });

  it.each([
    [() => outsideNamespace(MISSPELT), 'undefined is not a valid DNS label: it is not text.'],
    [() => outsideNetwork('the bank', { cidr: MISSPELT }), 'undefined is not a valid CIDR.'],
    [() => outsideNamespace('monitoring', { pods: MISSPELT }), 'There are no labels'],
    [() => outsideNetwork('the bank', MISSPELT), 'undefined is not a valid CIDR.'],
    [() => outsideHost('the cache', MISSPELT), 'undefined is not a valid DNS subdomain: it is not text.'],
    [() => outsideHost('the cache', 'cache.example.com', { addresses: MISSPELT }), 'The list of addresses is empty.'],
    [() => mapOf({ environments: { base: { nodes: MISSPELT } } }), 'The list of addresses is empty.'],
    [
      () => mapOf({ environments: { base: { apiServer: { addresses: MISSPELT } } } }),
      'The list of addresses is empty.',
    ],
    [() => outsideNetwork(MISSPELT, { cidr: '10.0.0.0/8' }), 'undefined is not a valid name of a network.'],
    [() => anywhere.port(MISSPELT), 'undefined is not a valid port of anywhere (1-65535).'],
    [() => contract({ name: MISSPELT, ports: {} }), 'undefined is not a valid name of a Service: it is not text.'],
    [() => mapOf({ labels: { team: MISSPELT } }), 'undefined is not a valid label value: it is not text.'],
    [() => mapOf({ environments: MISSPELT }), 'The stack has no environment "base".'],
    [() => mapOf({ environments: { base: {}, staging: MISSPELT } }), 'staging\n  It is not defined.'],
  ])('a name or number, in %s', (act, words) => {
    expect(act).toThrow(words);
    expect(() => act()).not.toThrow(TypeError);
  });

  it('the ports of a contract', () => {
    expect(() => contract({ name: 'shop', ports: MISSPELT })).toThrow('shop › its contract › ports\n  It is missing.');
    expect(() => contract({ name: 'shop', ports: { http: MISSPELT } })).toThrow(
      'ports.http\n  undefined is not a port.',
    );
  });
});

function mapOf(parts: object) {
  return stack({ services: [ledger, payments], environments, connections, ...parts });
}

function inStaging(staging: string) {
  return connection(payments, ledger.ports.db, 'account', { environments: instead(staging) });
}

function problemsOf(act: () => unknown): readonly object[] {
  try {
    act();
  } catch (error) {
    if (error instanceof Error && 'problems' in error && Array.isArray(error.problems)) return error.problems;
    throw error;
  }
  return [];
}
