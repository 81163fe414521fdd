import { locate } from '@k8s-blocks/findings';
import { describe, expect, it } from 'vitest';
import { type StackInput, verifyStack } from '../index.ts';
import { connections, found, messagesOf, object, shopInDomain, shopWith } from '../testing.ts';

describe('an address of the cluster', () => {
  it.each([
    'http://ledgr.bank.svc.cluster.local:80',
    'http://ledger.banks.svc.cluster.local:80',
    'http://ledger.bank.svc.cluster.local:81',
    'ledger.banks.svc:80',
    'http://ledger.mall',
    'http://ledger:80',
    'ledger-0.ledger.bank.svc.cluster.local:3000',
    'ledger-2.ledgers.bank.svc.cluster.local:3000',
    'book-0.ledgers.bank.svc.cluster.local:3000',
    'ledger-0.ledgers.bank.svc.cluster.local:3001',
  ])('is %s nowhere', (address) => {
    const objects = shopWith('ConfigMap settings', 'data.LEDGER_URL', address);
    expect(found('in-stack-address', objects)).toEqual(['ConfigMap settings in mall › data.LEDGER_URL']);
  });
  it.each([
    'http://ledger.bank.svc.cluster.local',
    'http://ledger.bank:80/path',
    'http://shop',
    'ledger.bank.svc:80,ledger-1.ledgers.bank.svc.cluster.local:3000',
    'ledger.bank.svc.cluster.local',
    'see http://example',
  ])('may be %s', (address) => {
    expect(found('in-stack-address', shopWith('ConfigMap settings', 'data.LEDGER_URL', address))).toEqual([]);
  });
  it('is found in arguments and variables, and each of several', () => {
    const args = ['a.bank.svc.cluster.local:1 b.bank.svc.cluster.local:2'];
    const env = [{ name: 'A', value: 'http://c.bank.svc' }];
    const objects = shopWith(
      'StatefulSet ledger',
      'pod.containers.0.env',
      env,
      shopWith('StatefulSet ledger', 'pod.containers.0.args', args),
    );
    const container = 'StatefulSet ledger in bank › pod.containers[0]';
    expect(found('in-stack-address', objects)).toEqual([
      `${container}.env[0].value`,
      `${container}.args[0]`,
      `${container}.args[0]`,
    ]);
  });
  describe('of an ExternalName Service', () => {
    const withAlias = (externalName: string, address: string) => [
      ...shopWith('ConfigMap settings', 'data.LEDGER_URL', address),
      object('v1', 'Service', 'mall', 'books', { spec: { type: 'ExternalName', externalName } }),
    ];
    it.each(['ledgr.bank.svc.cluster.local', 'ledger.banks.svc.cluster.local'])('is %s nowhere', (externalName) => {
      expect(found('in-stack-address', withAlias(externalName, 'http://books:80'))).toEqual([
        'Service books in mall › spec.externalName',
      ]);
    });
    it.each(['ledger.bank.svc.cluster.local', 'books.example.com', 'books.mall.svc.cluster.local'])(
      'may be %s',
      (externalName) => {
        expect(found('in-stack-address', withAlias(externalName, 'http://books:80'))).toEqual([]);
      },
    );
    it('has the ports of the Service that it names', () => {
      const objects = withAlias('ledger.bank.svc.cluster.local', 'http://books:81');
      expect(found('in-stack-address', objects)).toEqual(['ConfigMap settings in mall › data.LEDGER_URL']);
      expect(messagesOf('in-stack-address', objects)[0]).toContain(
        'Service books in mall is an alias of "ledger.bank.svc.cluster.local". Service ledger in bank has no port 81.',
      );
    });
  });
  describe('without a scheme', () => {
    const env = (name: string, value: string) =>
      shopWith('StatefulSet ledger', 'pod.containers.0.env', [{ name, value }]);
    const FIELD = 'StatefulSet ledger in bank › pod.containers[0].env[0].value';

    it.each([
      ['LEDGERS_ADDR', 'ledgr:3000'],
      ['LEDGERS_ADDR', 'ledger:81'],
      ['ledgerHost', 'ledger:81'],
      ['LEDGER', 'ledger:3001'],
      ['OPTIONS', '--timeout=1s --url=ledger:81'],
      ['AUTH_SERVICE_ADDR', 'ledger:81'],
      ['LEDGER', 'ledgr:3000'],
    ])('leads nowhere: %s=%s', (name, value) => {
      expect(found('in-stack-address', env(name, value))).toEqual([FIELD]);
    });
    it.each([
      ['LEDGER_ADDR', 'ledger:80'],
      ['LEDGER_IMAGE', 'ledger:81'],
      ['LEDGER_AUTH', 'ledger:3001'],
      ['PROCESS_PORTS', 'ledger:3001'],
      ['LEDGER', 'ledger:16'],
      ['COLOUR', 'red:81'],
      ['START_TIME', 'at:1230'],
      ['NOTE', 'see ledger:3001 for this'],
    ])('leads to a Service, or is something else: %s=%s', (name, value) => {
      expect(found('in-stack-address', env(name, value))).toEqual([]);
    });
    it('may follow a flag in the arguments', () => {
      const args = ['--ledger-addr', 'ledgr:80'];
      expect(found('in-stack-address', shopWith('StatefulSet ledger', 'pod.containers.0.args', args))).toEqual([
        'StatefulSet ledger in bank › pod.containers[0].args[1]',
      ]);
    });
    it('may have a port that a pod does not list, where no map says so', () => {
      const pod = env('PEER_URL', 'http://ledger-0.ledgers.bank.svc:9999');
      expect(found('in-stack-address', pod)).toEqual([FIELD]);
      expect(found('in-stack-address', pod, { connections: undefined } as object)).toEqual([]);
      const pods = env('PEERS_ADDR', 'ledgers:9999');
      expect(found('in-stack-address', pods, { connections: undefined } as object)).toEqual([]);
    });
    it('may be one of others where no map says which Services there are', () => {
      const severities = (value: string) =>
        verifyStack({ objects: locate(env('CACHE_ADDR', value).filter(({ kind }) => kind !== 'Namespace')) }).flatMap(
          ({ rule, severity }) => (rule === 'in-stack-address' ? [severity] : []),
        );
      expect(severities('redis:6379')).toEqual(['warning']);
      expect(severities('ledgr:80')).toEqual(['error']);
      expect(severities('http://redis:6379')).toEqual(['warning']);
    });
  });
  describe('of which host and port are two settings', () => {
    const settings = (host: string, port: string) =>
      shopWith('ConfigMap settings', 'data', { LEDGER_HOST: host, LEDGER_PORT: port, OTHER_PORT: '1' });
    it.each(['ledger.bank', 'ledger.bank.svc.cluster.local'])('leads to a port that the Service has: %s', (host) => {
      expect(found('in-stack-address', settings(host, '80'))).toEqual([]);
      expect(found('in-stack-address', settings(host, '81'))).toEqual([
        'ConfigMap settings in mall › data.LEDGER_PORT',
      ]);
    });
    it('may be in the variables of a container, and of what is not built', () => {
      const env = (host: string) => [
        { name: 'DB_HOST', value: host },
        { name: 'DB_PORT', value: '5432' },
      ];
      const shopOf = (host: string) => shopWith('Deployment shop', 'pod.containers.0.env', env(host));
      expect(found('in-stack-address', shopOf('ledger.bank'))).toEqual([
        'Deployment shop in mall › pod.containers[0].env[1].value',
      ]);
      expect(found('in-stack-address', shopOf('postgres'))).toEqual([]);
    });
    it('may be what the pods of the Service listen on', () => {
      const own = shopWith('ConfigMap settings', 'data', { SERVER_HOST: 'shop', SERVER_PORT: '8080' });
      expect(found('in-stack-address', own)).toEqual([]);
    });
  });
  it('leads nowhere after its namespace is renamed', () => {
    const objects = shopWith('Namespace bank', 'metadata.name', 'banks');
    expect(found('in-stack-address', objects)).toContain('ConfigMap settings in mall › data.LEDGER_URL');
  });
  it('may lead to a namespace of others that a connection names', () => {
    const objects = shopWith('ConfigMap settings', 'data.TRACES', 'http://otel.monitoring.svc:4318');
    const to = { namespace: 'monitoring' };
    const declared = { from: 'anywhere', to, port: 4318, protocol: 'TCP', why: 'traces' } as const;
    expect(found('in-stack-address', objects)).toHaveLength(1);
    expect(found('in-stack-address', objects, { connections: [...connections, declared] })).toEqual([]);
  });
  it('to an unknown namespace is a warning without connections, and an error with them', () => {
    const objects = shopWith('ConfigMap settings', 'data.TRACES', 'http://otel.tracing.svc:4318');
    const severities = (input: StackInput) =>
      verifyStack(input).flatMap(({ rule, severity }) => (rule === 'in-stack-address' ? [severity] : []));
    expect(severities({ objects: locate(objects) })).toEqual(['warning']);
    expect(severities({ objects: locate(objects), connections })).toEqual(['error']);
  });

  describe('in a cluster with a domain of its own', () => {
    const clusterDomain = 'eu.example.com';
    const shopWithUrl = (url: string) =>
      shopWith('ConfigMap settings', 'data.LEDGER_URL', url, shopInDomain(clusterDomain));

    it('may end in that domain, or in svc', () => {
      for (const domain of ['', '.eu.example.com', '.eu.example.com.']) {
        const objects = shopWithUrl(`http://ledger.bank.svc${domain}`);
        expect(found('in-stack-address', objects, { clusterDomain })).toEqual([]);
      }
    });

    it('leads nowhere by a name or port that is not there', () => {
      for (const host of ['ledgr.bank.svc.eu.example.com', 'ledger.bank.svc.eu.example.com:81']) {
        expect(found('in-stack-address', shopWithUrl(`http://${host}`), { clusterDomain })).toHaveLength(1);
      }
    });

    it.each(['cluster.local', 'us.example.com'])('does not end in %s', (domain) => {
      const objects = shopWithUrl(`http://ledger.bank.svc.${domain}`);
      const findings = verifyStack({ objects: locate(objects), connections, clusterDomain });
      expect(findings.filter(({ rule }) => rule === 'in-stack-address')).toMatchObject([
        {
          severity: 'error',
          field: 'data.LEDGER_URL',
          problem: expect.stringContaining(
            `The cluster domain of this environment is "eu.example.com", not "${domain}".`,
          ),
          remedy: 'End the name in ".svc.eu.example.com", or in ".svc".',
        },
      ]);
    });

    it.each(['eu.media.svc.example.com', 'ledger.bank.svc.clusterset.local'])('may be outside: %s', (host) => {
      expect(found('in-stack-address', shopWithUrl(`https://${host}`), { clusterDomain })).toEqual([]);
    });
  });

  it('in another domain than cluster.local is a warning where no map says which domain it is', () => {
    const objects = shopWith('ConfigMap settings', 'data.LEDGER_URL', 'http://ledger.bank.svc.eu.example.com');
    const severities = verifyStack({ objects: locate(objects) }).flatMap(({ rule, severity }) =>
      rule === 'in-stack-address' ? [severity] : [],
    );
    expect(severities).toEqual(['warning']);
  });
});
