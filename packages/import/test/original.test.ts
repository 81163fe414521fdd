import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { givenEnvironments, type ProvedProject, readEnvironments } from '../src/index.ts';
import { importedAndProved } from './trial.ts';

const ORIGINAL = join(import.meta.dirname, 'original');

describe('the services that this system began with, as they were', () => {
  let imported: ProvedProject;
  beforeAll(async () => {
    const { environments } = await readEnvironments(givenEnvironments([ORIGINAL]));
    imported = await importedAndProved(environments);
  }, 60_000);

  it('are built by the new apps as they were, value by value', () => {
    expect(imported.proof).toEqual({ compared: 66, remainder: [] });
  });

  it('keep their names, labels and ports in contracts', () => {
    const contracts = Object.fromEntries(
      imported.project.stack.services.map(({ name, definition }) => [name, definition]),
    );
    expect(contracts).toEqual({
      'agent-runtime': {
        name: 'agent-runtime',
        namespace: 'agent-runtime-core',
        identity: { name: 'agent-runtime-core', component: 'agent-runtime' },
        ports: { http: { port: 3100, scheme: 'http' } },
        environments: ['base'],
      },
      'agent-society': {
        name: 'agent-society',
        ports: { http: 3100, ws: { port: 7100, services: ['agent-society-relay'] } },
        secrets: { NOSTR_SECRET_KEY: 'REPLACE_WITH_REAL_KEY' },
      },
      connector: {
        name: 'connector',
        namespace: 'agent-runtime',
        identity: { name: 'agent-runtime', component: 'connector' },
        ports: { btp: 4000, health: 8080, explorer: { port: 5173, services: ['connector-explorer'] } },
        secrets: {
          APTOS_PRIVATE_KEY: 'REPLACE_WITH_REAL_KEY',
          EVM_PRIVATE_KEY: 'REPLACE_WITH_REAL_KEY',
          M2M_TOKEN_ADDRESS: 'REPLACE_WITH_CONTRACT_ADDRESS',
          TOKEN_NETWORK_REGISTRY: 'REPLACE_WITH_CONTRACT_ADDRESS',
          XRP_SEED: 'REPLACE_WITH_REAL_SEED',
        },
      },
      tigerbeetle: {
        name: 'tigerbeetle',
        identity: { name: 'tigerbeetle', component: 'accounting-database' },
        selectedBy: 'name',
        workload: 'StatefulSet',
        ports: { tigerbeetle: { port: 3000, services: ['tigerbeetle', 'tigerbeetle-headless'] } },
        environments: ['base'],
      },
    });
  });

  it('have the names of staging by its suffix', () => {
    expect(imported.project.stack.definitions.staging).toEqual({
      suffix: '-staging',
      annotations: { environment: 'staging' },
    });
  });

  it.each<[hole: string, rule: string, environment: string, said: RegExp]>([
    [
      'an address that nobody deploys',
      'in-stack-address',
      'base',
      /business-logic\S+ leads nowhere: There is no Service/,
    ],
    [
      'the Admin API, whose port is on no Service',
      'in-stack-address',
      'base',
      /Service connector in agent-runtime has no port 8081/,
    ],
    [
      'the middleware, which the connector may not call',
      'unreachable-address',
      'base',
      /connector .*cannot reach it.*egress/,
    ],
    ['the ledger of the test net, on a port that is closed', 'outside-address', 'staging', /51233/],
    [
      'the addresses of staging, which lead to base',
      'in-stack-address',
      'staging',
      /There is no namespace "agent-runtime"/,
    ],
    [
      'the selectors of staging, which select nobody',
      'unmatched-peer',
      'staging',
      /selects no namespace of this environment/,
    ],
    [
      'the middleware, without policies',
      'unisolated-workload',
      'base',
      /No NetworkPolicy isolates its pods for ingress and egress/,
    ],
    [
      'a Secret that would overwrite the real one',
      'secret-in-production',
      'production',
      /A Secret is deployed to production/,
    ],
    [
      'the relay, which may be called and may not call',
      'one-sided-way',
      'base',
      /agent-society in to agent-society:7100 \(ws\), and no policy/,
    ],
  ])('show %s', (_, rule, environment, said) => {
    const found = imported.project.findings.filter(
      (each) => each.rule === rule && each.environment?.includes(environment),
    );
    expect(found.map(({ problem }) => problem)).toContainEqual(expect.stringMatching(said));
  });

  it.each<[hole: string, rule: string, service: string, said: RegExp]>([
    [
      'the ledger, open to the whole stack',
      'wide-policy',
      'tigerbeetle',
      /lets "agent-runtime", "agent-society" call tigerbeetle:3000/,
    ],
    [
      'the middleware, without overlays',
      'service-without-environment',
      'agent-runtime',
      /not in "production", "staging"/,
    ],
    ['the middleware, without a budget', 'workload-without-budget', 'agent-runtime', /no PodDisruptionBudget/],
  ])('show %s', (_, rule, service, said) => {
    const found = imported.project.findings.filter((each) => each.rule === rule && each.service === service);
    expect(found.map(({ problem }) => problem)).toContainEqual(expect.stringMatching(said));
  });

  it('say that an address is missing where a policy alone speaks of a call', () => {
    const notes = imported.project.findings.filter(({ rule }) => rule === 'call-without-address');
    expect(notes.map(({ problem }) => problem)).toEqual([
      expect.stringContaining('agent-runtime may call agent-society:3100 (http) by NetworkPolicy agent-society'),
      expect.stringContaining('agent-runtime may call agent-society:7100 (ws) by NetworkPolicy agent-society'),
    ]);
  });

  it('have each connection marked with where it was found', () => {
    const map = imported.project.files.get('map.ts') ?? '';
    expect(map).toContain(
      "'TIGERBEETLE_REPLICAS of ConfigMap connector-config, NetworkPolicy connector, NetworkPolicy tigerbeetle'",
    );
    expect(map).toContain(
      "connection(connector, agentRuntime.ports.http, 'LOCAL_DELIVERY_URL of ConfigMap connector-config')",
    );
  });

  it('break the circle of what they need at their start', () => {
    expect(imported.project.files.get('map.ts')).toContain(
      `    // agent-society needs agent-runtime at its start: one of them must start without the other.
    connection(agentRuntime, agentSociety.ports.http, 'NetworkPolicy agent-society', { needed: 'later' }),`,
    );
  });

  it('have what varies in one table', () => {
    expect(imported.project.files.get('apps/agent-society/src/app.ts')).toContain(`  settings: {
    base: {
      logLevel: 'info',
      replicas: 1,
      imageTag: 'latest',
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
    },
    production: {
      replicas: 2,
      imageTag: 'production',
      resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { cpu: '1000m', memory: '512Mi' } },
    },
    staging: { logLevel: 'debug', imageTag: 'staging' },
  },`);
  });
});
