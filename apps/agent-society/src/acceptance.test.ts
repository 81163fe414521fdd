import { readFile } from 'node:fs/promises';
import { built, itHoldsTheLaws } from '@k8s-blocks/testing';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import { describe, expect, it } from 'vitest';
import app from './app.ts';

itHoldsTheLaws(app);

const base = await built('agent-society/base');
const staging = await built('agent-society/overlays/staging');
const production = await built('agent-society/overlays/production');

const namespaceIs = (namespace: string) => ({ 'kubernetes.io/metadata.name': namespace });
const labels = (name: string, component: string) => ({
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/component': component,
});
const relayPods = labels('agent-society', 'agent-society');
const middlewarePods = labels('agent-runtime-core', 'agent-runtime');
const connectorPods = labels('agent-runtime', 'connector');
const pods = (namespace: string, matchLabels: Record<string, string>) => ({
  namespaceSelector: { matchLabels: namespaceIs(namespace) },
  podSelector: { matchLabels },
});
const tcp = (port: number) => [{ port, protocol: 'TCP' }];

const containerOf = ({ spec }: IDeployment) => {
  const [container] = spec?.template.spec?.containers ?? [];
  if (container === undefined) throw new Error('The Deployment has no container.');
  return container;
};

describe('agent-society, as Kustomize builds it, meets the story', () => {
  it('1: base builds without a warning, to nine objects of one namespace; the root is base', async () => {
    expect(base.warnings).toBe('');
    expect(base.objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
      'ConfigMap agent-society-config',
      'Deployment agent-society',
      'Namespace agent-society',
      'NetworkPolicy agent-society',
      'PodDisruptionBudget agent-society',
      'Secret agent-society-secrets',
      'Service agent-society',
      'Service agent-society-relay',
      'ServiceAccount agent-society',
    ]);
    for (const object of base.objects.filter(({ kind }) => kind !== 'Namespace')) {
      expect(object.metadata).toMatchObject({ namespace: 'agent-society' });
    }
    expect((await built('agent-society')).yaml).toBe(base.yaml);
  });

  it('2: the staging overlay builds without a warning, into its own namespace, with its own names, image and log level', () => {
    expect(staging.warnings).toBe('');
    expect(production.warnings).toBe('');
    expect(staging.find('Namespace', 'agent-society-staging')).toBeDefined();
    const deployment = staging.find('Deployment', 'agent-society-staging');
    expect(deployment.metadata).toMatchObject({
      namespace: 'agent-society-staging',
      annotations: { environment: 'staging' },
    });
    expect(containerOf(deployment)).toMatchObject({
      image: 'agent-society:staging',
      envFrom: [
        { configMapRef: { name: 'agent-society-config-staging' } },
        { secretRef: { name: 'agent-society-secrets-staging' } },
      ],
    });
    expect(staging.find('ConfigMap', 'agent-society-config-staging').data?.LOG_LEVEL).toBe('debug');
  });

  it('3: the Deployment makes a pod with the two container ports 3100 and 7100, and has the values of the story', () => {
    const deployment = base.find('Deployment', 'agent-society');
    expect(deployment.spec).toMatchObject({
      replicas: 1,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: { spec: { terminationGracePeriodSeconds: 30 } },
    });
    expect(containerOf(deployment)).toMatchObject({
      image: 'agent-society:latest',
      ports: [
        { name: 'http', containerPort: 3100 },
        { name: 'ws', containerPort: 7100 },
      ],
      envFrom: [{ configMapRef: { name: 'agent-society-config' } }, { secretRef: { name: 'agent-society-secrets' } }],
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
        httpGet: { path: '/health', port: 'http' },
        initialDelaySeconds: 5,
        periodSeconds: 10,
        timeoutSeconds: 5,
        failureThreshold: 3,
      },
    });
    expect(deployment.spec?.template.spec?.affinity?.podAntiAffinity).toEqual({
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: {
            labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'agent-society' } },
            topologyKey: 'kubernetes.io/hostname',
          },
        },
      ],
    });
  });

  it('4: a ClusterIP Service routes port 3100 to the BLS', () => {
    const { spec } = base.find('Service', 'agent-society');
    expect(spec).toMatchObject({ type: 'ClusterIP', selector: relayPods });
    expect(spec?.ports).toEqual([{ name: 'http', port: 3100, targetPort: 'http', protocol: 'TCP' }]);
    expect(spec?.clusterIP).toBeUndefined();
  });

  it('5: a headless Service routes port 7100 to the relay', () => {
    const { spec, metadata } = base.find('Service', 'agent-society-relay');
    expect(spec).toMatchObject({ clusterIP: 'None', selector: relayPods });
    expect(spec?.ports).toEqual([{ name: 'ws', port: 7100, targetPort: 'ws', protocol: 'TCP' }]);
    expect(metadata?.labels?.['app.kubernetes.io/component']).toBe('relay');
  });

  it('6: the NetworkPolicy lets in the middleware on 3100, and peer relays and the middleware on 7100', () => {
    const { spec } = base.find('NetworkPolicy', 'agent-society');
    expect(spec).toMatchObject({ podSelector: { matchLabels: relayPods }, policyTypes: ['Ingress', 'Egress'] });
    expect(spec?.ingress).toEqual([
      { from: [pods('agent-runtime-core', middlewarePods)], ports: tcp(3100) },
      { from: [pods('agent-society', relayPods), pods('agent-runtime-core', middlewarePods)], ports: tcp(7100) },
    ]);
  });

  it('7: the NetworkPolicy lets out to DNS, to its own relays, to the connector on 8081 and to the middleware on 3100', () => {
    expect(base.find('NetworkPolicy', 'agent-society').spec?.egress).toEqual([
      {
        to: [pods('kube-system', { 'k8s-app': 'kube-dns' })],
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
      },
      { to: [pods('agent-society', relayPods)], ports: tcp(7100) },
      { to: [pods('agent-runtime', connectorPods)], ports: tcp(8081) },
      { to: [pods('agent-runtime-core', middlewarePods)], ports: tcp(3100) },
    ]);
  });

  it('8: the PodDisruptionBudget keeps one pod available', () => {
    expect(base.find('PodDisruptionBudget', 'agent-society').spec).toMatchObject({
      minAvailable: 1,
      selector: { matchLabels: relayPods },
    });
  });

  it('9: the security context is non-root, read-only and without capabilities', () => {
    const deployment = base.find('Deployment', 'agent-society');
    expect(deployment.spec?.template.spec?.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(containerOf(deployment).securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('11: the start order stands in the head of the Deployment', async () => {
    const text = await readFile(new URL('../../../k8s/agent-society/base/deployment.yaml', import.meta.url), 'utf8');
    const head = text.slice(0, text.indexOf('apiVersion'));
    expect(head).toContain('# Start order: TigerBeetle → agent-society → agent-runtime-core → connector');
  });

  it('holds every value of the ConfigMap', () => {
    expect(base.find('ConfigMap', 'agent-society-config').data).toEqual({
      BLS_PORT: '3100',
      WS_PORT: '7100',
      ASSET_CODE: 'USD',
      ASSET_SCALE: '6',
      BASE_PRICE_PER_BYTE: '10',
      CONNECTOR_ADMIN_URL: 'http://connector.agent-runtime.svc.cluster.local:8081',
      AGENT_RUNTIME_URL: 'http://agent-runtime.agent-runtime-core.svc.cluster.local:3100',
      LOG_LEVEL: 'info',
      NODE_ID: 'agent-society',
      SUPPORTED_CHAINS: 'evm:base:8453',
      SETTLEMENT_TIMEOUT: '86400',
      INITIAL_DEPOSIT: '1000000',
    });
  });

  it('holds a placeholder for the secret key', () => {
    const { stringData, metadata } = base.find('Secret', 'agent-society-secrets');
    expect(stringData).toEqual({ NOSTR_SECRET_KEY: 'REPLACE_WITH_REAL_KEY' });
    expect(metadata?.labels?.['app.kubernetes.io/component']).toBe('secrets');
  });

  it('labels every object, and neither selectors nor pods with what Kustomize adds', () => {
    for (const { metadata } of base.objects) {
      expect(metadata).toMatchObject({
        labels: {
          'app.kubernetes.io/name': 'agent-society',
          'app.kubernetes.io/part-of': 'agent-runtime',
          'app.kubernetes.io/managed-by': 'kustomize',
        },
      });
    }
    const { spec } = base.find('Deployment', 'agent-society');
    expect(spec?.selector.matchLabels).toEqual(relayPods);
    expect(spec?.template.metadata?.labels).toEqual(relayPods);
  });

  it('runs two pods in production, with more resources and its own image', () => {
    const deployment = production.find('Deployment', 'agent-society');
    expect(deployment.spec?.replicas).toBe(2);
    expect(deployment.metadata).toMatchObject({
      namespace: 'agent-society',
      annotations: { environment: 'production' },
    });
    expect(containerOf(deployment)).toMatchObject({
      image: 'agent-society:production',
      resources: { requests: { memory: '256Mi', cpu: '250m' }, limits: { memory: '512Mi', cpu: '1000m' } },
    });
    expect(production.find('ConfigMap', 'agent-society-config').data?.LOG_LEVEL).toBe('info');
  });
});

describe('what agent-society gained, as Kustomize builds it', () => {
  it('staging talks to staging, and holds no name of production', () => {
    expect(staging.find('ConfigMap', 'agent-society-config-staging').data).toMatchObject({
      CONNECTOR_ADMIN_URL: 'http://connector-staging.agent-runtime-staging.svc.cluster.local:8081',
      AGENT_RUNTIME_URL: 'http://agent-runtime-staging.agent-runtime-core-staging.svc.cluster.local:3100',
    });
    const selected = [...staging.yaml.matchAll(/kubernetes\.io\/metadata\.name: (\S+)/g)].map(
      ([, namespace]) => namespace,
    );
    expect(new Set(selected)).toEqual(
      new Set(['agent-society-staging', 'agent-runtime-staging', 'agent-runtime-core-staging', 'kube-system']),
    );
    const hosts = [...staging.yaml.matchAll(/([a-z-]+)\.([a-z-]+)\.svc\.cluster\.local/g)];
    expect(hosts).toHaveLength(2);
    for (const [, service, namespace] of hosts) {
      expect(service).toMatch(/-staging$/);
      expect(namespace).toMatch(/-staging$/);
    }
  });

  it('production applies no placeholder, and still reads its Secret', () => {
    expect(production.objects.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    expect(production.yaml).not.toContain('REPLACE_WITH');
    const { envFrom } = containerOf(production.find('Deployment', 'agent-society'));
    expect(envFrom).toContainEqual({ secretRef: { name: 'agent-society-secrets' } });
  });
});
