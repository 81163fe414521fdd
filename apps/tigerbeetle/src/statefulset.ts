import { comment } from '@k8s-blocks/comments';
import { containerPorts, identityLabels, podTemplate, spreadAcrossNodes } from '@k8s-blocks/objects';
import { probes, tcpSocket } from '@k8s-blocks/probes';
import { podSecurityContext } from '@k8s-blocks/security-context';
import { coreStartOrder, tigerbeetle } from '@k8s-blocks/stack';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import { formatScript, startScript } from './scripts.ts';
import type { Env } from './settings.ts';

export function statefulSet(env: Env): IStatefulSet {
  const { replicas, resources } = env.settings;
  const { tigerbeetle: port } = tigerbeetle.ports;
  // A single replica listens, and calls no other.
  const addresses =
    replicas === 1 ? [`0.0.0.0:${port.containerPort}`] : env.podAddresses(port, 'tigerbeetle-headless', replicas);
  const shell = (script: string) => ['/bin/sh', '-ec', script];
  const common = {
    image: 'ghcr.io/tigerbeetle/tigerbeetle:0.16.68',
    env: [{ name: 'TIGERBEETLE_CLUSTER_ID', value: '0' }],
    // io_uring locks memory.
    securityContext: { capabilities: { add: ['IPC_LOCK'] } },
    volumeMounts: [{ name: 'data', mountPath: '/data' }],
  };
  const format = { name: 'format', ...common, command: shell(formatScript(replicas)), resources: resources.format };
  const container = {
    name: 'tigerbeetle',
    ...common,
    command: shell(startScript(addresses)),
    ports: containerPorts(tigerbeetle),
    resources: resources.tigerbeetle,
    ...probes(tigerbeetle.ports, tcpSocket({ port: port.containerPort }), {
      startup: { initialDelaySeconds: 10, periodSeconds: 5, failureThreshold: 30 },
      liveness: { initialDelaySeconds: 10, periodSeconds: 10, failureThreshold: 3 },
      readiness: { initialDelaySeconds: 5, periodSeconds: 5, failureThreshold: 3 },
    }),
  };
  const storage = { accessModes: ['ReadWriteOnce' as const], resources: { requests: { storage: '10Gi' } } };
  const head = `tigerbeetle: the ledger, ${replicas} ${replicas === 1 ? 'replica' : 'replicas that agree by majority'}.
serviceName, selector and volumeClaimTemplates cannot be changed in place.
Start order: ${coreStartOrder}.`;
  return comment(head, {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: env.contract.name, labels: identityLabels(env) },
    spec: {
      serviceName: 'tigerbeetle-headless',
      replicas,
      // All at once: a replica becomes ready only when it finds the others.
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: { ...env.contract.selector } },
      template: podTemplate(env, {
        terminationGracePeriodSeconds: 60,
        securityContext: podSecurityContext({ imageUser: true, seccompProfile: 'Unconfined' }),
        ...(replicas === 1 ? {} : { affinity: spreadAcrossNodes(env, 'required') }),
        initContainers: [format],
        containers: [container],
      }),
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: storage }],
    },
  });
}
