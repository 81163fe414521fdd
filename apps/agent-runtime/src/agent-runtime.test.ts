import { built, itHoldsTheLaws } from '@k8s-blocks/testing';
import { describe, expect, it } from 'vitest';
import app from './app.ts';

itHoldsTheLaws(app);

const base = await built('agent-runtime/base');
const staging = await built('agent-runtime/overlays/staging');
const production = await built('agent-runtime/overlays/production');

const CONFIG = {
  PORT: '3100',
  BASE_ADDRESS: 'g.connector.agent',
  BUSINESS_LOGIC_URL: 'http://agent-society.agent-society.svc.cluster.local:3100',
  BUSINESS_LOGIC_TIMEOUT: '5000',
  SPSP_ENABLED: 'true',
  SESSION_TTL_MS: '3600000',
  LOG_LEVEL: 'info',
  NODE_ID: 'agent-runtime',
  CONNECTOR_BTP_URL: 'ws://connector.agent-runtime.svc.cluster.local:4000',
};

const container = ({ find }: typeof base, name: string) => find('Deployment', name).spec?.template.spec?.containers[0];

describe('agent-runtime keeps what it had', () => {
  it('lives in agent-runtime-core, with its labels, image, port and probes', () => {
    const deployment = base.find('Deployment', 'agent-runtime');
    expect(deployment.metadata).toMatchObject({ namespace: 'agent-runtime-core' });
    expect(deployment.spec?.template.metadata?.labels).toEqual({
      'app.kubernetes.io/name': 'agent-runtime-core',
      'app.kubernetes.io/component': 'agent-runtime',
    });
    expect(deployment.spec).toMatchObject({
      replicas: 1,
      strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    });
    expect(container(base, 'agent-runtime')).toMatchObject({
      image: 'agent-runtime/core:latest',
      imagePullPolicy: 'Always',
      ports: [{ name: 'http', containerPort: 3100 }],
      resources: { requests: { memory: '128Mi', cpu: '100m' }, limits: { memory: '256Mi', cpu: '500m' } },
      startupProbe: {
        httpGet: { path: '/health', port: 'http' },
        initialDelaySeconds: 5,
        periodSeconds: 5,
        failureThreshold: 12,
      },
      livenessProbe: {
        httpGet: { path: '/health', port: 'http' },
        initialDelaySeconds: 10,
        periodSeconds: 15,
        timeoutSeconds: 5,
        failureThreshold: 3,
      },
      readinessProbe: {
        httpGet: { path: '/ready', port: 'http' },
        initialDelaySeconds: 5,
        periodSeconds: 10,
        timeoutSeconds: 5,
        failureThreshold: 3,
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
    });
    expect(base.find('Service', 'agent-runtime').spec?.ports).toEqual([
      { name: 'http', port: 3100, targetPort: 'http', protocol: 'TCP' },
    ]);
  });
});

describe('what agent-runtime gained', () => {
  it('hands payments to agent-society and packets to the connector', () => {
    expect(base.find('ConfigMap', 'agent-runtime-config').data).toEqual(CONFIG);
  });

  it('reads the token from a Secret', () => {
    expect(base.find('Secret', 'agent-runtime-secrets').stringData).toEqual({
      CONNECTOR_BTP_AUTH_TOKEN: 'REPLACE_WITH_REAL_TOKEN',
    });
    expect(container(base, 'agent-runtime')?.envFrom).toEqual([
      { configMapRef: { name: 'agent-runtime-config' } },
      { secretRef: { name: 'agent-runtime-secrets' } },
    ]);
    expect(production.all('Secret')).toEqual([]);
    expect(container(production, 'agent-runtime')?.envFrom).toContainEqual({
      secretRef: { name: 'agent-runtime-secrets' },
    });
  });

  it('has a policy for rows 1, 3, 5, 6, 7 and 13 of the traffic, and no other', () => {
    const { ingress = [], egress = [], policyTypes } = base.find('NetworkPolicy', 'agent-runtime').spec ?? {};
    const namespacesOf = (peers: readonly { namespaceSelector?: { matchLabels?: Record<string, string> } }[] = []) =>
      peers.map(({ namespaceSelector }) => namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name']);
    expect(policyTypes).toEqual(['Ingress', 'Egress']);
    expect(ingress.map(({ from, ports }) => [namespacesOf(from), ports?.map(({ port }) => port)])).toEqual([
      [['agent-society', 'agent-runtime'], [3100]],
    ]);
    expect(egress.map(({ to, ports }) => [namespacesOf(to), ports?.map(({ port }) => port)])).toEqual([
      [['kube-system'], [53, 53]],
      [['agent-society'], [3100]],
      [['agent-society'], [7100]],
      [['agent-runtime'], [4000]],
    ]);
  });

  it('has a budget that keeps one pod up, and never blocks the eviction of a crashed one', () => {
    expect(base.find('PodDisruptionBudget', 'agent-runtime').spec).toMatchObject({
      minAvailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });

  it('has overlays like those of agent-society', () => {
    expect(staging.find('Namespace', 'agent-runtime-core-staging')).toBeDefined();
    expect(staging.find('ConfigMap', 'agent-runtime-config-staging').data).toEqual({
      ...CONFIG,
      LOG_LEVEL: 'debug',
      BUSINESS_LOGIC_URL: 'http://agent-society-staging.agent-society-staging.svc.cluster.local:3100',
      CONNECTOR_BTP_URL: 'ws://connector-staging.agent-runtime-staging.svc.cluster.local:4000',
    });
    expect(container(staging, 'agent-runtime-staging')?.image).toBe('agent-runtime/core:staging');
    expect(production.find('ConfigMap', 'agent-runtime-config').data).toEqual(CONFIG);
    expect(production.find('Deployment', 'agent-runtime').spec?.replicas).toBe(2);
    expect(container(production, 'agent-runtime')).toMatchObject({
      image: 'agent-runtime/core:production',
      resources: { requests: { memory: '256Mi', cpu: '250m' }, limits: { memory: '512Mi', cpu: '1000m' } },
    });
  });
});
