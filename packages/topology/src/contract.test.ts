import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { contract } from './index.ts';

describe('a contract', () => {
  it('is its name and ports; all the rest has defaults', () => {
    const payments = contract({ name: 'payments', ports: { http: 8080 } });
    expect(payments).toEqual({
      name: 'payments',
      title: 'payments',
      namespace: 'payments',
      labels: { 'app.kubernetes.io/name': 'payments', 'app.kubernetes.io/component': 'payments' },
      selector: { 'app.kubernetes.io/name': 'payments', 'app.kubernetes.io/component': 'payments' },
      ports: {
        http: {
          contract: 'payments',
          name: 'http',
          port: 8080,
          containerPort: 8080,
          protocol: 'TCP',
          services: ['payments'],
        },
      },
      workload: 'Deployment',
      hostNetwork: false,
      main: {
        contract: 'payments',
        name: 'payments',
        objectName: 'payments',
        namespace: 'payments',
        kind: 'Deployment',
        hostNetwork: false,
        labels: { 'app.kubernetes.io/name': 'payments', 'app.kubernetes.io/component': 'payments' },
        selector: { 'app.kubernetes.io/name': 'payments', 'app.kubernetes.io/component': 'payments' },
      },
      workloads: {},
      secrets: {},
      otherSecrets: [],
    });
  });

  it('keeps everything that is given', () => {
    const ledger = contract({
      name: 'ledger',
      title: 'The ledger',
      namespace: 'accounting',
      identity: { name: 'tigerbeetle', component: 'database' },
      workload: 'StatefulSet',
      secrets: { PASSWORD: 'REPLACE_WITH_REAL_PASSWORD' },
      ports: {
        sync: {
          port: 80,
          containerPort: 3000,
          protocol: 'UDP',
          scheme: 'http',
          services: ['ledger', 'ledger-headless'],
        },
      },
    });
    expect(ledger).toMatchObject({
      title: 'The ledger',
      namespace: 'accounting',
      workload: 'StatefulSet',
      secrets: { PASSWORD: 'REPLACE_WITH_REAL_PASSWORD' },
      selector: { 'app.kubernetes.io/name': 'tigerbeetle', 'app.kubernetes.io/component': 'database' },
      ports: {
        sync: {
          port: 80,
          containerPort: 3000,
          protocol: 'UDP',
          scheme: 'http',
          services: ['ledger', 'ledger-headless'],
        },
      },
    });
  });

  it('selects by the name alone where it says so', () => {
    const ledger = contract({
      name: 'ledger',
      identity: { name: 'ledger', component: 'database' },
      selectedBy: 'name',
      ports: {},
    });
    expect(ledger.selector).toEqual({ 'app.kubernetes.io/name': 'ledger' });
  });

  it('may offer one number over two protocols, as DNS does', () => {
    const { ports } = contract({ name: 'dns', ports: { 'dns-tcp': 53, dns: { port: 53, protocol: 'UDP' } } });
    expect([ports['dns-tcp'].protocol, ports.dns.protocol]).toEqual(['TCP', 'UDP']);
  });

  it('does not compile where a port is taken that it does not offer, and refuses it with the place and the nearest name', () => {
    const connector = contract({ name: 'connector', ports: { admin: 8081 } });
    expect(connector.ports.admin.port).toBe(8081);
    // @ts-expect-error: there is no such port.
    expect(() => connector.ports.admn).toThrow(
      /contract\.test\.ts:\d+:\d+ › contract connector › ports\.admn\n {2}connector offers no port "admn"\.\n {2}Did you mean "admin"\?$/,
    );
    // @ts-expect-error: there is no such port.
    expect(() => connector.ports.web).toThrow('There are "admin".');
    expect('web' in connector.ports).toBe(false);
  });

  it('is plain data to whatever prints, compares or awaits it', async () => {
    const connector = contract({ name: 'connector', ports: { admin: 8081 } });
    expect(JSON.parse(JSON.stringify(connector.ports))).toMatchObject({ admin: { port: 8081 } });
    expect({ ...connector.ports }).toEqual(connector.ports);
    expect(await connector.ports).toBe(connector.ports);
  });
});

it('a range of ports is offered on no Service', () => {
  const { media } = contract({
    name: 'calls',
    ports: { media: { port: 10000, endPort: 10100, protocol: 'UDP' } },
  }).ports;
  expect(media).toMatchObject({ port: 10000, endPort: 10100, containerPort: 10000, services: [] });
});

describe('a contract is refused, with its service and the field,', () => {
  it.each(['Payments', 'pay_ments', '3scale', 'a'.repeat(64), ''])('for the name "%s"', (name) => {
    expect(problemsOf(() => contract({ name, ports: {} }))).toMatchObject([
      { service: name, object: 'its contract', field: 'name' },
    ]);
  });

  it('for an option that there is not, with the one that is meant', () => {
    const definition = { name: 'shop', ports: {}, selectr: { app: 'shop' } } as const;
    expect(() => contract(definition as never)).toThrow(/^shop › its contract › selectr\n.*\n.*"selector"\?$/);
  });

  it('for a namespace that is not a valid DNS label', () => {
    const [problem] = problemsOf(() => contract({ name: 'payments', namespace: 'shop.eu', ports: {} }));
    expect(problem).toMatchObject({ service: 'payments', field: 'namespace' });
    expect(problem?.problem).toContain('"shop.eu"');
  });

  it.each([0, -1, 65536, 80.5, Number.NaN])('for port %d', (port) => {
    expect(problemsOf(() => contract({ name: 'payments', ports: { http: port } }))).toEqual([
      {
        service: 'payments',
        object: 'its contract',
        field: 'ports.http.port',
        problem: `${port} is not a valid port (1-65535).`,
        remedy: 'Give a whole number from 1 to 65535.',
      },
    ]);
  });

  it('for a port of the container that is out of range', () => {
    const [problem] = problemsOf(() =>
      contract({ name: 'payments', ports: { http: { port: 80, containerPort: 70000 } } }),
    );
    expect(problem).toMatchObject({
      field: 'ports.http.containerPort',
      problem: '70000 is not a valid port (1-65535).',
    });
  });

  it('for a range of ports that ends before it begins, has other numbers on the container, or a Service', () => {
    const definition = { port: 5000, endPort: 4999, containerPort: 80, services: ['payments'] };
    expect(problemsOf(() => contract({ name: 'payments', ports: { media: definition } }))).toMatchObject([
      { field: 'ports.media.endPort', problem: 'The range ends at 4999, before its first port 5000.' },
      { field: 'ports.media.containerPort', problem: 'A range has the same numbers on the container.' },
      { field: 'ports.media.services', problem: 'A Service cannot offer a range of ports.' },
    ]);
    const tooHigh = () => contract({ name: 'payments', ports: { media: { port: 5000, endPort: 65536 } } });
    expect(problemsOf(tooHigh)).toMatchObject([
      { field: 'ports.media.endPort', problem: '65536 is not a valid port (1-65535).' },
    ]);
  });

  it.each(['Http', 'a_b', 'a--b', '8080', 'a'.repeat(16)])('for the port name "%s"', (name) => {
    expect(problemsOf(() => contract({ name: 'payments', ports: { [name]: 80 } }))).toMatchObject([
      { service: 'payments', field: `ports.${name}` },
    ]);
  });

  it('for a Service that Kubernetes would not take', () => {
    const definition = { name: 'payments', ports: { http: { port: 80, services: ['Payments'] } } } as const;
    expect(problemsOf(() => contract(definition))).toMatchObject([{ field: 'ports.http.services' }]);
  });

  it('for two names of one number, with both names', () => {
    const [problem] = problemsOf(() => contract({ name: 'payments', ports: { http: 8080, health: 8080 } }));
    expect(problem).toMatchObject({
      service: 'payments',
      field: 'ports.health',
      problem: '"http" and "health" are both port 8080/TCP of Service payments.',
    });
    expect(problem?.remedy).toBeDefined();
  });

  it('but not for one number on two Services', () => {
    const { ports } = contract({
      name: 'payments',
      ports: { http: 80, relay: { port: 80, services: ['payments-relay'] } },
    });
    expect(ports.relay.port).toBe(ports.http.port);
  });

  it('for an identity that is not a valid label value', () => {
    const [problem] = problemsOf(() =>
      contract({ name: 'payments', identity: { name: 'payments', component: 'the api' }, ports: {} }),
    );
    expect(problem).toMatchObject({ service: 'payments' });
    expect(problem?.field).toContain('app.kubernetes.io/component');
    expect(problem?.problem).toContain('"the api"');
  });

  it('for a component that is not a valid label value, also where only the name selects', () => {
    const definition = {
      name: 'payments',
      identity: { name: 'payments', component: 'the api' },
      selectedBy: 'name',
      ports: {},
    } as const;
    expect(problemsOf(() => contract(definition))[0]?.field).toContain('app.kubernetes.io/component');
  });
});

function problemsOf(make: () => unknown) {
  try {
    make();
  } catch (error) {
    if (error instanceof Refusal) return error.problems;
    throw error;
  }
  throw new Error('Nothing was refused.');
}
