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
import { agentRuntime } from '@k8s-blocks/stack';
import { configMap } from './configmap.ts';
import type { Env } from './settings.ts';

export function deployment(env: Env) {
  const { replicas, imageTag, resources } = env.settings;
  const ports = containerPorts(agentRuntime);
  const container = {
    name: 'agent-runtime',
    image: `agent-runtime/core:${imageTag}`,
    imagePullPolicy: 'Always' as const,
    ports,
    envFrom: [fromConfigMap(env), fromSecret(env)],
    resources,
    securityContext: containerSecurityContext(),
    ...probes(ports, httpGet({ port: 'http', path: '/health' }), {
      startup: { initialDelaySeconds: 5, periodSeconds: 5, failureThreshold: 12 },
      liveness: { initialDelaySeconds: 10, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 3 },
      readiness: { path: '/ready', initialDelaySeconds: 5, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    }),
  };
  const head = `agent-runtime: the ILP middleware, between the connector and the business logic.
Start order: ${env.startOrder}.`;
  const annotations = configurationChecksum(configMap(env));
  return comment(head, workload(env, { replicas, pod: { annotations, containers: [container] } }));
}
