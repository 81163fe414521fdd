import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import {
  anywhere,
  type Connection,
  connection,
  contract,
  formatStartOrder,
  outsideNamespace,
  outsideNetwork,
  stack,
} from './index.ts';

const payments = contract({ name: 'payments', title: 'Payments', ports: { http: { port: 80, scheme: 'http' } } });
const ledger = contract({ name: 'ledger', title: 'The ledger', ports: { db: 3000 } });
const stranger = contract({ name: 'stranger', ports: { http: 80 } });

/** What an environment says of its cluster where it says nothing. */
const DEFAULT_CLUSTER = {
  apiServer: { port: 6443 },
  dns: {
    namespace: 'kube-system',
    labels: { 'k8s-app': 'kube-dns' },
    ports: [
      { number: 53, protocol: 'UDP' },
      { number: 53, protocol: 'TCP' },
    ],
  },
};

describe('a stack', () => {
  it('has its environments with their defaults', () => {
    const { environments } = mapOf([]);
    expect(environments).toMatchObject({
      base: {
        name: 'base',
        suffix: '',
        annotations: {},
        production: false,
        secretsProvided: false,
        clusterDomain: 'cluster.local',
        ...DEFAULT_CLUSTER,
        policies: 'NetworkPolicy',
        values: {},
      },
      staging: {
        name: 'staging',
        suffix: '-staging',
        annotations: { tier: 'test' },
        production: false,
        secretsProvided: false,
        clusterDomain: 'cluster.local',
        ...DEFAULT_CLUSTER,
        policies: 'NetworkPolicy',
        values: {},
      },
    });
  });

  it('lists the connections of a service by direction, one to itself in both', () => {
    const outgoing = connection(payments, ledger.ports.db, 'book it');
    const own = connection(ledger, ledger.ports.db, 'consensus');
    const map = mapOf([outgoing, own]);
    expect(map.connectionsOf(payments)).toEqual({ outgoing: [outgoing], incoming: [] });
    expect(map.connectionsOf(ledger)).toEqual({ outgoing: [own], incoming: [outgoing, own] });
  });

  it('says its start order as people say it', () => {
    expect(formatStartOrder(mapOf([]).startOrder)).toBe('The ledger → Payments');
  });

  it('refuses a service that is not on it', () => {
    expect(() => mapOf([]).serviceIn(stranger, 'base')).toThrow(
      /^stranger\n {2}"stranger" is not on the map\.\n.*"ledger", "payments"/,
    );
  });

  it('does not compile where an environment is asked for that it does not have', () => {
    // @ts-expect-error: there is no such environment.
    expect(() => mapOf([]).serviceIn(ledger, 'nowhere')).toThrow();
  });
});

describe('a stack is refused', () => {
  it('for a connection to a service that is not on the map, with those that are', () => {
    expect(problemsOf([connection(payments, stranger.ports.http, 'ask')])).toEqual([
      {
        field: 'connection from payments to stranger:80 (http)',
        problem: '"stranger" is not on the map.',
        remedy: 'On it are "ledger", "payments".',
      },
    ]);
  });

  it('for a connection to a port that the service does not offer, with those that it does', () => {
    const otherLedger = contract({ name: 'ledger', ports: { admin: 8081 } });
    expect(problemsOf([connection(payments, otherLedger.ports.admin, 'administer')])).toEqual([
      {
        field: 'connection from payments to ledger:8081 (admin)',
        problem: '"ledger" does not offer that port.',
        remedy: 'It offers "db": take the port from its contract.',
      },
    ]);
  });

  it('for a connection from a service that is not on the map, with those that are', () => {
    expect(problemsOf([connection(stranger, ledger.ports.db, 'ask')])).toEqual([
      {
        field: 'connection from stranger to ledger:3000 (db)',
        problem: '"stranger" is not on the map.',
        remedy: 'On it are "ledger", "payments".',
      },
    ]);
  });

  it('for a connection that is declared twice', () => {
    const duplicates = [
      connection(payments, ledger.ports.db, 'book it'),
      connection(payments, ledger.ports.db, 'read it'),
    ];
    expect(problemsOf(duplicates)).toMatchObject([
      { field: 'connection from payments to ledger:3000 (db)', problem: 'It is declared twice.' },
    ]);
  });

  it('for a connection to the outside that is declared twice, but not for the other protocol', () => {
    const quic = [
      connection(payments, anywhere.port(443), 'HTTP/2'),
      connection(payments, anywhere.port(443, 'UDP'), 'HTTP/3'),
    ];
    expect(() => mapOf(quic)).not.toThrow();
    expect(problemsOf([...quic, connection(payments, anywhere.port(443), 'again')])).toHaveLength(1);
  });

  it('for a connection that exists in no environment', () => {
    expect(problemsOf([connection(payments, ledger.ports.db, 'book it', { environments: [] })])).toMatchObject([
      { problem: 'It exists in no environment.' },
    ]);
  });

  it("for two services whose selectors select each other's pods", () => {
    const identity = { name: 'shared', component: 'api' };
    const one = contract({ name: 'one', namespace: 'shared', identity, ports: {} });
    const other = contract({ name: 'other', namespace: 'shared', identity, selectedBy: 'name', ports: {} });
    const make = () => stack({ services: [one, other], environments: { base: {} }, connections: [] });
    expect(make).toThrow(/other.*"one" and "other" select the same pods/s);
  });

  it('for a connection that names an unknown environment, with the one that is meant', () => {
    const wrong = connection(payments, ledger.ports.db, 'book it', { environments: ['staging', 'stagging'] });
    expect(problemsOf([wrong])).toEqual([
      {
        field: 'connection from payments to ledger:3000 (db)',
        problem: 'There is no environment "stagging".',
        remedy: 'Did you mean "staging"?',
      },
    ]);
  });

  it('for a connection that does not say why', () => {
    expect(problemsOf([connection(payments, ledger.ports.db, ' ')])).toEqual([
      {
        field: 'connection from payments to ledger:3000 (db)',
        problem: 'It does not say why.',
        remedy: 'Say what the call is for.',
      },
    ]);
  });

  it('for a connection of which neither end is a service of it', () => {
    expect(problemsOf([connection(anywhere, outsideNamespace('monitoring').port(9090), 'gossip')])).toMatchObject([
      { field: 'connection from anywhere to namespace monitoring:9090' },
    ]);
  });

  it('for two services of one name', () => {
    const make = () => stack({ services: [ledger, payments, ledger], environments: { base: {} }, connections: [] });
    expect(make).toThrow(/^ledger › name\n {2}Two services of the stack are named "ledger"\./);
  });

  it.each(['base', 'overlays', 'gitops'])(
    'refuses a service named %s, whose folder would be that of the whole stack',
    (name) => {
      const make = () =>
        stack({ services: [contract({ name, ports: {} })], environments: { base: {} }, connections: [] });
      expect(make).toThrow(new RegExp(`^${name} › name\n {2}No service can be named "${name}": `));
    },
  );

  it('for all of its problems at once', () => {
    const wrong = [
      connection(payments, stranger.ports.http, ''),
      connection(stranger, ledger.ports.db, 'ask', { environments: ['mars'] }),
    ];
    expect(problemsOf(wrong)).toHaveLength(4);
  });

  it('for an environment whose name or suffix Kubernetes would not take', () => {
    const withEnvironment = (name: string, suffix: string) => () =>
      stack({ services: [], environments: { base: {}, [name]: { suffix } }, connections: [] });
    expect(withEnvironment('Staging', '-staging')).toThrow(/^Staging › name\n/);
    expect(withEnvironment('staging', '-staging-')).toThrow(/^staging › suffix\n.*"-staging-".*\n.*"-staging"/);
    expect(withEnvironment('staging', '.staging')).toThrow(/^staging › suffix\n/);
  });

  it('for an option of an environment that there is not, with the one that is meant', () => {
    const environments = { base: {}, staging: { sufix: '-staging', region: 'eu' } } as never;
    expect(problemsIn(() => stack({ services: [], environments, connections: [] }))).toMatchObject([
      { environment: 'staging', field: 'sufix', remedy: 'Did you mean "suffix"?' },
      { environment: 'staging', field: 'region', remedy: expect.stringContaining('There are "prefix", ') },
    ]);
  });

  it('for an environment whose cluster domain is not a domain', () => {
    const withDomain = (clusterDomain: string) => () =>
      stack({ services: [], environments: { base: {}, eu: { clusterDomain } }, connections: [] });
    expect(withDomain('Cluster.local')).toThrow(/^eu › clusterDomain\n.*"Cluster.local"/);
    expect(withDomain('cluster.local.')).toThrow(/^eu › clusterDomain\n.*\n.*without a dot at either end\.$/);
  });

  it('for labels and annotations with keys that Kubernetes would not take', () => {
    const environments = { base: { annotations: { 'a b': 'x' } } };
    expect(() => stack({ services: [], environments, connections: [] })).toThrow(/^base › annotations\["a b"\]/);
    const labels = { 'part of': 'shop' };
    expect(() => stack({ services: [], environments: { base: {} }, connections: [], labels })).toThrow(
      /^labels\["part of"\]/,
    );
  });
});

describe('a party outside', () => {
  it.each([0, 65536, 1.5])('has no port %d', (port) => {
    expect(() => anywhere.port(port)).toThrow(`${port} is not a valid port of anywhere (1-65535).`);
  });

  it('has no range of ports that ends before it begins', () => {
    expect(() => anywhere.portRange(443, 80)).toThrow(
      'The range of ports of anywhere ends at 80, before its first port 443.',
    );
    expect(() => anywhere.portRange(443, 65536)).toThrow('65536 is not a valid port of anywhere (1-65535).');
  });

  it('refuses a namespace whose name is not valid', () => {
    expect(() => outsideNamespace('Monitoring')).toThrow(Refusal);
  });
});

describe('a network outside', () => {
  it('is called by its name and CIDR', () => {
    const bank = outsideNetwork('the bank', { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] });
    expect(bank).toMatchObject({
      title: 'the bank (203.0.113.0/24)',
      party: { blocks: [{ cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] }] },
    });
  });

  it.each([
    ['10.0.0.0', 'cidr', 'Give an address, a slash and a number of bits'],
    ['10.0.0.1/8', 'cidr', 'Give 10.0.0.0/8.'],
    ['010.0.0.0/8', 'cidr', 'Give 10.0.0.0/8.'],
    ['::ffff:10.0.0.0/104', 'cidr', 'Give 10.0.0.0/8.'],
  ])('is not %s', (cidr, field, remedy) => {
    const make = () => outsideNetwork('the bank', { cidr });
    expect(make).toThrow(`${field}\n  "${cidr}" is not a valid CIDR.\n  ${remedy}`);
  });

  it('has exceptions that are parts of it', () => {
    const without = (exception: string) => () =>
      outsideNetwork('the bank', { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', exception] });
    expect(without('11.0.0.0/16')).toThrow('except[1]\n  11.0.0.0/16 is not a smaller block inside 10.0.0.0/8.');
    expect(without('10.0.0.0/8')).toThrow('except[1]');
    expect(without('10.2.0.0')).toThrow('except[1]\n  "10.2.0.0" is not a valid CIDR.');
  });

  it.each(['', 'a "bank"', '<b>', ' bank', 'the|bank'])('has a name in plain words, unlike %j', (name) => {
    expect(() => outsideNetwork(name, { cidr: '10.0.0.0/8' })).toThrow('is not a valid name of a network.');
  });
});

function mapOf(connections: readonly Connection[]) {
  return stack({
    services: [ledger, payments],
    environments: { base: {}, staging: { suffix: '-staging', annotations: { tier: 'test' } } },
    connections,
  });
}

function problemsOf(connections: readonly Connection[]) {
  return problemsIn(() => mapOf(connections));
}

function problemsIn(make: () => unknown) {
  try {
    make();
  } catch (error) {
    if (error instanceof Refusal) return error.problems;
    throw error;
  }
  throw new Error('Nothing was refused.');
}
