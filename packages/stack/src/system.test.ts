import { describe, expect, it } from 'vitest';
import { agentRuntime, agentSociety, connector, system, tigerbeetle } from './index.ts';

const EVERYWHERE = 'base, staging, production';

/** The services of the description, in its start order. A service that is added later is not part of this record. */
const DESCRIBED = ['tigerbeetle', 'agent-society', 'agent-runtime', 'connector'];

/** Their traffic as the description has it: caller, callee, port and its name, protocol, environments. */
const TRAFFIC = [
  ['agent-runtime', 'agent-society', '3100 http', 'TCP', EVERYWHERE],
  ['agent-society', 'agent-society', '7100 ws', 'TCP', EVERYWHERE],
  ['agent-runtime', 'agent-society', '7100 ws', 'TCP', EVERYWHERE],
  ['agent-society', 'connector', '8081 admin', 'TCP', EVERYWHERE],
  ['agent-society', 'agent-runtime', '3100 http', 'TCP', EVERYWHERE],
  ['connector', 'agent-runtime', '3100 http', 'TCP', EVERYWHERE],
  ['agent-runtime', 'connector', '4000 btp', 'TCP', EVERYWHERE],
  ['connector', 'tigerbeetle', '3000 tigerbeetle', 'TCP', EVERYWHERE],
  ['tigerbeetle', 'tigerbeetle', '3000 tigerbeetle', 'TCP', EVERYWHERE],
  ['anywhere', 'connector', '4000 btp', 'TCP', EVERYWHERE],
  ['anywhere', 'connector', '8080 health', 'TCP', EVERYWHERE],
  ['anywhere', 'connector', '5173 explorer', 'TCP', EVERYWHERE],
  ['connector', 'anywhere', '443', 'TCP', EVERYWHERE],
  ['connector', 'anywhere', '6006', 'TCP', EVERYWHERE],
  ['connector', 'anywhere', '51233', 'TCP', 'staging'],
  ['connector', 'namespace monitoring', '9090', 'TCP', EVERYWHERE],
  ['connector', 'namespace monitoring', '4318', 'TCP', EVERYWHERE],
];

describe('the map of the system', () => {
  it('has exactly the traffic of the described services, among themselves and with the outside', () => {
    const isDescribed = (name: string) => DESCRIBED.includes(name);
    const described = system.connections.filter(
      ({ from, to }) =>
        (!('name' in from) || isDescribed(from.name)) && (!('contract' in to) || isDescribed(to.contract)),
    );
    const rows = described.map(({ from, to, environments }) => [
      'name' in from ? from.name : from.title,
      'contract' in to ? to.contract : to.outside.title,
      'contract' in to ? `${to.port} ${to.name}` : `${to.port}`,
      to.protocol,
      (environments ?? Object.keys(system.environments)).join(', '),
    ]);
    expect(rows.toSorted()).toEqual(TRAFFIC.toSorted());
  });

  it('starts the ledger before all, and the connector after all, that are described', () => {
    const names = system.startOrder.map(({ name }) => name);
    expect(names.filter((name) => DESCRIBED.includes(name))).toEqual(DESCRIBED);
  });

  it('has three environments, of which staging alone has names of its own', () => {
    expect(system.environments).toMatchObject({
      base: { suffix: '', annotations: {}, production: false, secretsProvided: false },
      staging: {
        suffix: '-staging',
        annotations: { environment: 'staging' },
        production: false,
        secretsProvided: false,
      },
      production: { suffix: '', annotations: { environment: 'production' }, production: true, secretsProvided: true },
    });
    expect(Object.keys(system.environments)).toEqual(['base', 'staging', 'production']);
  });

  it('labels every object as part of the agent runtime, and as managed by Kustomize', () => {
    expect(system.labels).toEqual({
      'app.kubernetes.io/part-of': 'agent-runtime',
      'app.kubernetes.io/managed-by': 'kustomize',
    });
  });
});

describe('a service of the system', () => {
  it.each([
    [tigerbeetle, 'tigerbeetle', 'tigerbeetle', 'tigerbeetle', 'accounting-database'],
    [agentSociety, 'agent-society', 'agent-society', 'agent-society', 'agent-society'],
    [agentRuntime, 'agent-runtime', 'agent-runtime-core', 'agent-runtime-core', 'agent-runtime'],
    [connector, 'connector', 'agent-runtime', 'agent-runtime', 'connector'],
  ] as const)('$name has its own name, namespace and labels', (contract, name, namespace, labelName, component) => {
    expect(contract).toMatchObject({ name, namespace });
    expect(contract.labels).toEqual({ 'app.kubernetes.io/name': labelName, 'app.kubernetes.io/component': component });
    expect(system.serviceIn(contract, 'staging').namespace).toBe(`${namespace}-staging`);
    expect(system.serviceIn(contract, 'production').namespace).toBe(namespace);
  });

  it('is selected by name and component; the ledger by its name alone, since selectors cannot change', () => {
    expect(tigerbeetle.selector).toEqual({ 'app.kubernetes.io/name': 'tigerbeetle' });
    expect(connector.selector).toEqual({
      'app.kubernetes.io/name': 'agent-runtime',
      'app.kubernetes.io/component': 'connector',
    });
  });
});

describe('the addresses of the system', () => {
  it.each([
    ['base', '', ''],
    ['staging', '-staging', '-staging'],
    ['production', '', ''],
  ] as const)('stay in their environment: %s', (environment, name, namespace) => {
    const society = system.serviceIn(agentSociety, environment);
    const runtime = system.serviceIn(agentRuntime, environment);
    const ilp = system.serviceIn(connector, environment);
    expect(society.url(connector.ports.admin)).toBe(
      `http://connector${name}.agent-runtime${namespace}.svc.cluster.local:8081`,
    );
    expect(society.url(agentRuntime.ports.http)).toBe(
      `http://agent-runtime${name}.agent-runtime-core${namespace}.svc.cluster.local:3100`,
    );
    expect(runtime.url(agentSociety.ports.http)).toBe(
      `http://agent-society${name}.agent-society${namespace}.svc.cluster.local:3100`,
    );
    expect(runtime.url(connector.ports.btp)).toBe(
      `ws://connector${name}.agent-runtime${namespace}.svc.cluster.local:4000`,
    );
    expect(ilp.address(tigerbeetle.ports.tigerbeetle)).toBe(
      `tigerbeetle${name}.tigerbeetle${namespace}.svc.cluster.local:3000`,
    );
  });

  it('lead to the XRP Ledger’s testnet from staging alone', () => {
    const testnet = 'wss://s.altnet.rippletest.net:51233';
    expect(system.serviceIn(connector, 'staging').outsideUrl(testnet)).toBe(testnet);
    for (const environment of ['base', 'production'] as const) {
      expect(() => system.serviceIn(connector, environment).outsideUrl(testnet)).toThrow('51233');
    }
  });
});

describe('the Admin API', () => {
  it('is open to agent-society alone', () => {
    const admin = system
      .serviceIn(connector, 'base')
      .incoming()
      .filter(({ ports }) => ports.some(({ number }) => number === 8081));
    expect(admin.map(({ from }) => from.party)).toEqual([{ namespace: 'agent-society', pods: agentSociety.selector }]);
  });
});
