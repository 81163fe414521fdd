import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { built, itHoldsTheLaws } from '@k8s-blocks/testing';
import { describe, expect, it } from 'vitest';
import app from './app.ts';

itHoldsTheLaws(app);

const base = await built('tigerbeetle/base');
const staging = await built('tigerbeetle/overlays/staging');
const production = await built('tigerbeetle/overlays/production');

const specOf = ({ find }: typeof base, name: string) => find('StatefulSet', name).spec;
const podOf = (environment: typeof base, name: string) => specOf(environment, name)?.template.spec;
const formatOf = (environment: typeof base, name: string) => podOf(environment, name)?.initContainers?.[0];
const containerOf = (environment: typeof base, name: string) => podOf(environment, name)?.containers[0];

const NAME = { 'app.kubernetes.io/name': 'tigerbeetle' };
const STABLE_NAMES = [0, 1, 2].map((n) => `tigerbeetle-${n}.tigerbeetle-headless.tigerbeetle.svc.cluster.local:3000`);

describe('tigerbeetle keeps what it had', () => {
  it('has the fields that cannot change as they are', () => {
    expect(specOf(base, 'tigerbeetle')).toMatchObject({
      serviceName: 'tigerbeetle-headless',
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: NAME },
    });
    expect(specOf(base, 'tigerbeetle')?.selector.matchLabels).toEqual(NAME);
    expect(specOf(base, 'tigerbeetle')?.volumeClaimTemplates).toEqual([
      {
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
      },
    ]);
    expect(specOf(production, 'tigerbeetle')).toMatchObject({
      serviceName: 'tigerbeetle-headless',
      selector: { matchLabels: NAME },
    });
  });

  it('runs three replicas on nodes of their own, with 60 seconds to end', () => {
    expect(specOf(base, 'tigerbeetle')?.replicas).toBe(3);
    expect(podOf(base, 'tigerbeetle')?.terminationGracePeriodSeconds).toBe(60);
    expect(podOf(base, 'tigerbeetle')?.affinity?.podAntiAffinity).toEqual({
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: { matchLabels: NAME }, topologyKey: 'kubernetes.io/hostname' },
      ],
    });
    expect(podOf(base, 'tigerbeetle')?.securityContext).toEqual({
      fsGroup: 1000,
      seccompProfile: { type: 'Unconfined' },
    });
    expect(specOf(base, 'tigerbeetle')?.template.metadata?.labels).toEqual({
      ...NAME,
      'app.kubernetes.io/component': 'accounting-database',
    });
  });

  it.each([
    ['the init container that formats', formatOf(base, 'tigerbeetle')],
    ['the container', containerOf(base, 'tigerbeetle')],
  ])('%s has image, cluster, capability, volume and resources', (_, container) => {
    expect(container).toMatchObject({
      image: 'ghcr.io/tigerbeetle/tigerbeetle:0.16.68',
      env: [{ name: 'TIGERBEETLE_CLUSTER_ID', value: '0' }],
      securityContext: { capabilities: { add: ['IPC_LOCK'] } },
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
      resources: { requests: { memory: '4Gi', cpu: '500m' }, limits: { memory: '4Gi', cpu: '1000m' } },
    });
  });

  it('is probed by TCP on 3000', () => {
    const tcpSocket = { port: 3000 };
    expect(containerOf(base, 'tigerbeetle')).toMatchObject({
      ports: [{ name: 'tigerbeetle', containerPort: 3000 }],
      startupProbe: { tcpSocket, initialDelaySeconds: 10, periodSeconds: 5, failureThreshold: 30 },
      livenessProbe: { tcpSocket, initialDelaySeconds: 10, periodSeconds: 10, failureThreshold: 3 },
      readinessProbe: { tcpSocket, initialDelaySeconds: 5, periodSeconds: 5, failureThreshold: 3 },
    });
  });

  it('has two Services that select by the name alone', () => {
    expect(base.find('Service', 'tigerbeetle-headless').spec).toMatchObject({
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      ports: [{ name: 'tigerbeetle', port: 3000 }],
    });
    expect(base.find('Service', 'tigerbeetle').spec).toMatchObject({
      type: 'ClusterIP',
      ports: [{ name: 'tigerbeetle', port: 3000 }],
    });
    for (const { spec } of base.all('Service')) expect(spec?.selector).toEqual(NAME);
    expect(base.find('PodDisruptionBudget', 'tigerbeetle').spec?.selector?.matchLabels).toEqual(NAME);
    expect(base.find('NetworkPolicy', 'tigerbeetle').spec?.podSelector?.matchLabels).toEqual(NAME);
  });

  it('keeps a majority of three up', () => {
    expect(base.find('PodDisruptionBudget', 'tigerbeetle').spec).toMatchObject({
      minAvailable: 2,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });
});

describe('in staging it is a single node', () => {
  it('with one replica, anywhere, and nothing that could block a drain', () => {
    expect(specOf(staging, 'tigerbeetle-staging')).toMatchObject({
      replicas: 1,
      serviceName: 'tigerbeetle-headless-staging',
    });
    expect(podOf(staging, 'tigerbeetle-staging')?.affinity).toBeUndefined();
    expect(staging.find('PodDisruptionBudget', 'tigerbeetle-staging').spec?.minAvailable).toBe(0);
    expect(staging.find('Namespace', 'tigerbeetle-staging')).toBeDefined();
  });

  it('with the resources of a single node', () => {
    expect(formatOf(staging, 'tigerbeetle-staging')?.resources).toEqual({
      requests: { memory: '1Gi', cpu: '100m' },
      limits: { memory: '4Gi', cpu: '500m' },
    });
    expect(containerOf(staging, 'tigerbeetle-staging')?.resources).toEqual({
      requests: { memory: '512Mi', cpu: '100m' },
      limits: { memory: '4Gi', cpu: '1000m' },
    });
  });
});

describe('what tigerbeetle gained', () => {
  it('lets in its own pods and the connector, and lets out to its own pods and DNS', () => {
    const { ingress = [], egress = [] } = base.find('NetworkPolicy', 'tigerbeetle').spec ?? {};
    const pods = (namespace: string, matchLabels: Record<string, string>) => ({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      podSelector: { matchLabels },
    });
    const connectorPods = { 'app.kubernetes.io/name': 'agent-runtime', 'app.kubernetes.io/component': 'connector' };
    expect(ingress).toEqual([
      {
        from: [pods('agent-runtime', connectorPods), pods('tigerbeetle', NAME)],
        ports: [{ port: 3000, protocol: 'TCP' }],
      },
    ]);
    expect(egress.map(({ to }) => to)).toEqual([
      [pods('kube-system', { 'k8s-app': 'kube-dns' })],
      [pods('tigerbeetle', NAME)],
    ]);
    expect(base.yaml).not.toContain('tigerbeetle-client');
  });

  it('has a namespace with the labels of the database', () => {
    for (const { all } of [base, staging, production]) {
      const labels = all('Namespace').map(({ metadata }) => metadata?.labels?.['app.kubernetes.io/component']);
      expect(labels).toEqual(['accounting-database']);
    }
  });
});

describe('the scripts of the pod, run by a shell', () => {
  it('format the replica of the host name once, and start it with the address of every replica in order', async () => {
    const replica = await scriptedReplica('tigerbeetle-2');
    await replica.run(formatOf(base, 'tigerbeetle')?.command);
    await replica.run(formatOf(base, 'tigerbeetle')?.command);
    await replica.run(containerOf(base, 'tigerbeetle')?.command);
    expect(await replica.calls()).toEqual([
      `format --cluster=0 --replica=2 --replica-count=3 ${replica.data}/0_2.tigerbeetle`,
      `start --addresses=${STABLE_NAMES.join(',')} ${replica.data}/0_2.tigerbeetle`,
    ]);
    await replica.remove();
  });

  it('format and start a single replica that listens', async () => {
    const replica = await scriptedReplica('tigerbeetle-staging-0');
    await replica.run(formatOf(staging, 'tigerbeetle-staging')?.command);
    await replica.run(containerOf(staging, 'tigerbeetle-staging')?.command);
    expect(await replica.calls()).toEqual([
      `format --cluster=0 --replica=0 --replica-count=1 ${replica.data}/0_0.tigerbeetle`,
      `start --addresses=0.0.0.0:3000 ${replica.data}/0_0.tigerbeetle`,
    ]);
    await replica.remove();
  });
});

/** A pod's file system in a temporary folder, with a program in place of TigerBeetle that notes how it is called. */
async function scriptedReplica(hostName: string) {
  const folder = await mkdtemp(join(tmpdir(), 'tigerbeetle-'));
  const data = join(folder, 'data');
  const program = join(folder, 'tigerbeetle');
  await mkdir(data);
  await writeFile(
    program,
    `#!/bin/sh\necho "$@" >> ${folder}/calls\nif [ "$1" = format ]; then for file; do :; done; : > "$file"; fi\n`,
  );
  await chmod(program, 0o755);
  return {
    data,
    async run(command: readonly string[] = []) {
      const [shell = '', ...args] = command.map((each) =>
        each.replaceAll('/data/', `${data}/`).replaceAll('/tigerbeetle ', `${program} `),
      );
      await promisify(execFile)(shell, args, {
        env: { HOSTNAME: hostName, TIGERBEETLE_CLUSTER_ID: '0', PATH: '/usr/bin:/bin' },
      });
    },
    calls: async () => (await readFile(join(folder, 'calls'), 'utf8')).trimEnd().split('\n'),
    remove: () => rm(folder, { recursive: true }),
  };
}
