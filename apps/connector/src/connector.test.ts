import { readFile } from 'node:fs/promises';
import { built, itHoldsTheLaws } from '@k8s-blocks/testing';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import app from './app.ts';

itHoldsTheLaws(app);

const base = await built('connector/base');
const staging = await built('connector/overlays/staging');
const production = await built('connector/overlays/production');

const CONFIG = {
  NODE_ID: 'agent-runtime',
  LOG_LEVEL: 'info',
  NETWORK_MODE: 'mainnet',
  BTP_SERVER_PORT: '4000',
  HEALTH_CHECK_PORT: '8080',
  EXPLORER_PORT: '5173',
  SETTLEMENT_PREFERENCE: 'evm',
  SETTLEMENT_ENABLED: 'true',
  SETTLEMENT_THRESHOLD: '1000000',
  TIGERBEETLE_CLUSTER_ID: '0',
  TIGERBEETLE_REPLICAS: 'tigerbeetle.tigerbeetle.svc.cluster.local:3000',
  BASE_RPC_URL: 'https://mainnet.base.org',
  BASE_L2_RPC_URL: 'https://mainnet.base.org',
  XRPL_WSS_URL: 'wss://xrplcluster.com',
  APTOS_NODE_URL: 'https://fullnode.mainnet.aptoslabs.com/v1',
  PROMETHEUS_ENABLED: 'true',
  PEER_DISCOVERY_ENABLED: 'false',
};

const container = ({ find }: typeof base, name: string) => find('Deployment', name).spec?.template.spec?.containers[0];

describe('criterion 10 of the story', () => {
  it('the base ConfigMap keeps every entry, and gains the two of local delivery and nothing else', () => {
    expect(base.find('ConfigMap', 'connector-config').data).toEqual({
      ...CONFIG,
      LOCAL_DELIVERY_ENABLED: 'true',
      LOCAL_DELIVERY_URL: 'http://agent-runtime.agent-runtime-core.svc.cluster.local:3100',
    });
  });

  it('both new entries have a comment that says what they are for', async () => {
    const file = new URL('../../../k8s/connector/base/configmap.yaml', import.meta.url);
    const text = await readFile(file, 'utf8');
    expect(text).toMatch(
      /# .*agent-runtime middleware.*\n {2}LOCAL_DELIVERY_ENABLED: 'true'\n {2}# .*\n {2}LOCAL_DELIVERY_URL:/,
    );
    expect(parseDocument(text).errors).toEqual([]);
  });
});

describe('the connector keeps what it had', () => {
  it('has its ports on the container and on two Services', () => {
    expect(container(base, 'connector')?.ports).toMatchObject([
      { name: 'btp', containerPort: 4000 },
      { name: 'health', containerPort: 8080 },
      { name: 'admin', containerPort: 8081 },
      { name: 'explorer', containerPort: 5173 },
    ]);
    const service = base.find('Service', 'connector');
    expect(service.spec?.ports?.map(({ name, port }) => [name, port])).toEqual([
      ['btp', 4000],
      ['health', 8080],
      ['admin', 8081],
    ]);
    const explorer = base.find('Service', 'connector-explorer');
    expect(explorer.spec?.ports?.map(({ name, port }) => [name, port])).toEqual([['explorer', 5173]]);
    expect(explorer.metadata?.labels?.['app.kubernetes.io/component']).toBe('explorer');
  });

  it('has the annotations for Prometheus on its pods, and its version on every object', () => {
    expect(base.find('Deployment', 'connector').spec?.template.metadata?.annotations).toMatchObject({
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '8080',
      'prometheus.io/path': '/metrics',
    });
    for (const { metadata } of base.objects) {
      expect(metadata).toMatchObject({ annotations: { 'app.kubernetes.io/version': '1.0.0' } });
    }
  });

  it('has its Secret, key by key', () => {
    expect(base.find('Secret', 'connector-secrets').stringData).toEqual({
      EVM_PRIVATE_KEY: 'REPLACE_WITH_REAL_KEY',
      XRP_SEED: 'REPLACE_WITH_REAL_SEED',
      APTOS_PRIVATE_KEY: 'REPLACE_WITH_REAL_KEY',
      M2M_TOKEN_ADDRESS: 'REPLACE_WITH_CONTRACT_ADDRESS',
      TOKEN_NETWORK_REGISTRY: 'REPLACE_WITH_CONTRACT_ADDRESS',
      ADMIN_API_KEY: 'REPLACE_WITH_REAL_KEY',
    });
    const key = (name: string, secretKey = name) => ({
      name,
      valueFrom: { secretKeyRef: { name: 'connector-secrets', key: secretKey } },
    });
    const optional = (name: string) => ({
      name,
      valueFrom: { secretKeyRef: { name: 'connector-secrets', key: name, optional: true } },
    });
    expect(container(base, 'connector')?.env).toEqual([
      { name: 'ADMIN_API_ENABLED', value: 'true' },
      { name: 'ADMIN_API_PORT', value: '8081' },
      optional('ADMIN_API_KEY'),
      key('EVM_PRIVATE_KEY'),
      key('TREASURY_EVM_PRIVATE_KEY', 'EVM_PRIVATE_KEY'),
      optional('XRP_SEED'),
      optional('APTOS_PRIVATE_KEY'),
      key('M2M_TOKEN_ADDRESS'),
      key('TOKEN_NETWORK_REGISTRY'),
    ]);
  });

  it('mounts its optional configuration file read-only, and an empty directory', () => {
    expect(container(base, 'connector')?.volumeMounts).toEqual([
      { name: 'app-config', mountPath: '/app/config.yaml', subPath: 'config.yaml', readOnly: true },
      { name: 'data', mountPath: '/app/data' },
    ]);
    expect(base.find('Deployment', 'connector').spec?.template.spec?.volumes).toEqual([
      { name: 'app-config', configMap: { name: 'connector-app-config', optional: true } },
      { name: 'data', emptyDir: {} },
    ]);
  });

  it('has its image, resources, probes and security context', () => {
    expect(container(base, 'connector')).toMatchObject({
      image: 'agent-runtime/connector:latest',
      imagePullPolicy: 'Always',
      envFrom: [{ configMapRef: { name: 'connector-config' } }],
      resources: { requests: { memory: '512Mi', cpu: '250m' }, limits: { memory: '1Gi', cpu: '1000m' } },
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: false,
        capabilities: { drop: ['ALL'] },
      },
      startupProbe: {
        httpGet: { path: '/health', port: 'health' },
        initialDelaySeconds: 5,
        periodSeconds: 5,
        failureThreshold: 30,
      },
      livenessProbe: {
        httpGet: { path: '/health/live', port: 'health' },
        initialDelaySeconds: 10,
        periodSeconds: 15,
        timeoutSeconds: 5,
        failureThreshold: 3,
      },
      readinessProbe: {
        httpGet: { path: '/health/ready', port: 'health' },
        initialDelaySeconds: 5,
        periodSeconds: 10,
        timeoutSeconds: 5,
        failureThreshold: 3,
      },
    });
    expect(base.find('Deployment', 'connector').spec).toMatchObject({
      replicas: 1,
      strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: {
        spec: {
          terminationGracePeriodSeconds: 30,
          securityContext: { runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 },
        },
      },
    });
    expect(base.find('PodDisruptionBudget', 'connector').spec).toMatchObject({
      minAvailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });

  it('runs on testnet in staging, against the ledger of staging', () => {
    expect(staging.find('ConfigMap', 'connector-config-staging').data).toEqual({
      ...CONFIG,
      NETWORK_MODE: 'testnet',
      BASE_RPC_URL: 'https://sepolia.base.org',
      BASE_L2_RPC_URL: 'https://sepolia.base.org',
      XRPL_WSS_URL: 'wss://s.altnet.rippletest.net:51233',
      APTOS_NODE_URL: 'https://fullnode.testnet.aptoslabs.com/v1',
      LOG_LEVEL: 'debug',
      TIGERBEETLE_REPLICAS: 'tigerbeetle-staging.tigerbeetle-staging.svc.cluster.local:3000',
      LOCAL_DELIVERY_ENABLED: 'true',
      LOCAL_DELIVERY_URL: 'http://agent-runtime-staging.agent-runtime-core-staging.svc.cluster.local:3100',
    });
    expect(staging.find('Deployment', 'connector-staging').metadata).toMatchObject({
      namespace: 'agent-runtime-staging',
      annotations: { environment: 'staging', 'network-mode': 'testnet' },
    });
    expect(container(staging, 'connector-staging')?.image).toBe('agent-runtime/connector:staging');
  });

  it('runs on mainnet in production, with two replicas and more resources, and pins its network', async () => {
    expect(production.find('ConfigMap', 'connector-config').data).toEqual(
      base.find('ConfigMap', 'connector-config').data,
    );
    const deployment = production.find('Deployment', 'connector');
    expect(deployment.spec?.replicas).toBe(2);
    expect(deployment.metadata).toMatchObject({
      annotations: { environment: 'production', 'network-mode': 'mainnet' },
    });
    expect(container(production, 'connector')).toMatchObject({
      image: 'agent-runtime/connector:production',
      resources: { requests: { memory: '1Gi', cpu: '500m' }, limits: { memory: '2Gi', cpu: '2000m' } },
    });
    const overlay = await readFile(
      new URL('../../../k8s/connector/overlays/production/kustomization.yaml', import.meta.url),
      'utf8',
    );
    for (const pinned of [
      'NETWORK_MODE: mainnet',
      'BASE_RPC_URL: https://mainnet.base.org',
      'BASE_L2_RPC_URL: https://mainnet.base.org',
      'XRPL_WSS_URL: wss://xrplcluster.com',
      'APTOS_NODE_URL: https://fullnode.mainnet.aptoslabs.com/v1',
      'LOG_LEVEL: info',
      "SETTLEMENT_ENABLED: 'true'",
      "PROMETHEUS_ENABLED: 'true'",
    ]) {
      expect(overlay).toContain(pinned);
    }
  });
});

describe('what the connector gained', () => {
  it('allows only agent-society to call the Admin API, and all callers BTP, health and the explorer', () => {
    const rules = base.find('NetworkPolicy', 'connector').spec?.ingress ?? [];
    const fromOf = (port: number) =>
      rules.filter(({ ports }) => ports?.some((each) => each.port === port)).map(({ from }) => from);
    expect(fromOf(8081)).toEqual([
      [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'agent-society' } },
          podSelector: {
            matchLabels: { 'app.kubernetes.io/name': 'agent-society', 'app.kubernetes.io/component': 'agent-society' },
          },
        },
      ],
    ]);
    for (const port of [4000, 8080, 5173]) expect(fromOf(port)).toEqual([undefined]);
    expect(rules).toHaveLength(4);
  });

  it.each([
    ['base', base, 'connector', ''],
    ['staging', staging, 'connector-staging', '-staging'],
    ['production', production, 'connector', ''],
  ])(
    'in %s reaches DNS, the middleware, the ledger, the chains and monitoring',
    (name, environment, policy, suffix) => {
      const rules = environment.find('NetworkPolicy', policy).spec?.egress ?? [];
      const reached = rules.map(({ to, ports }) => [
        to?.[0]?.namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'],
        ports?.map(({ port }) => port),
      ]);
      expect(reached).toEqual([
        ['kube-system', [53, 53]],
        [`agent-runtime-core${suffix}`, [3100]],
        [`tigerbeetle${suffix}`, [3000]],
        [undefined, [443]],
        [undefined, [6006]],
        ...(name === 'staging' ? [[undefined, [51233]]] : []),
        ['monitoring', [9090]],
        ['monitoring', [4318]],
      ]);
    },
  );

  it('rolls its pods when its configuration changes', () => {
    const checksum = ({ find }: typeof base, name: string) =>
      find('Deployment', name).spec?.template.metadata?.annotations?.['checksum/config'];
    expect(checksum(base, 'connector')).toMatch(/^[0-9a-f]{16}$/);
    expect(checksum(production, 'connector')).toBe(checksum(base, 'connector'));
    expect(checksum(staging, 'connector-staging')).not.toBe(checksum(base, 'connector'));
  });

  it('has no placeholder Secret in production', () => {
    expect(production.all('Secret')).toEqual([]);
  });
});
