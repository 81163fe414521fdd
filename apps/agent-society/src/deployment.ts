import { comment } from '@k8s-blocks/comments';
import {
  configurationChecksum,
  containerPorts,
  fromConfigMap,
  fromSecret,
  deployment as workload,
} from '@k8s-blocks/objects';
import { httpGet, probes } from '@k8s-blocks/probes';
import { containerSecurityContext } from '@k8s-blocks/security-context';
import { agentSociety } from '@k8s-blocks/stack';
import { configMap } from './configmap.ts';
import type { Env } from './settings.ts';

export function deployment(env: Env) {
  const { replicas, imageTag, resources } = env.settings;
  const ports = containerPorts(agentSociety);
  const container = {
    name: 'agent-society',
    image: `agent-society:${imageTag}`,
    imagePullPolicy: 'Always' as const,
    ports,
    envFrom: [fromConfigMap(env), fromSecret(env)],
    resources,
    securityContext: containerSecurityContext(),
    ...probes(ports, httpGet({ port: 'http', path: '/health' }), {
      startup: { initialDelaySeconds: 5, periodSeconds: 5, failureThreshold: 12 },
      liveness: { initialDelaySeconds: 10, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 3 },
      readiness: { initialDelaySeconds: 5, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    }),
  };
  const head = `agent-society: the business logic server (BLS, port 3100) and the Nostr relay (port 7100) in one container.
A Deployment, not a StatefulSet: SQLite is in memory, and no state is kept.
Start order: ${env.startOrder}.`;
  const annotations = configurationChecksum(configMap(env));
  return comment(head, workload(env, { replicas, pod: { annotations, containers: [container] } }));
}
