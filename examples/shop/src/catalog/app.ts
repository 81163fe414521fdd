import { app } from '@k8s-blocks/app';
import {
  configMap,
  configVolume,
  containerPorts,
  deployment,
  horizontalPodAutoscaler,
  imagePullSecret,
  service,
  serviceContainer,
  sidecar,
  withBaseline,
} from '@k8s-blocks/objects';
import { grpc, probes } from '@k8s-blocks/probes';
import { catalog, map } from '../map.ts';
import { registry } from '../secrets.ts';
import { resources } from '../settings.ts';

/** What is for sale: as many pods as its CPU needs, each with an exporter of metrics and a proxy to Redis beside it. */
export default app(map, catalog, {
  settings: { base: { min: 2, max: 4 }, dev: {}, staging: {}, prod: { min: 3, max: 12 } },
  manifests(env) {
    const { min, max } = env.settings;
    const config = configMap(env, {
      LOG_LEVEL: env.values.logLevel,
      REGION: env.values.region,
      CACHE: env.outsideAddress('shop.redis.example.com:6380'),
    });
    const exporter = serviceContainer(env, {
      name: 'exporter',
      image: 'registry.shop.example.com/exporter:0.9.0',
      ports: containerPorts(catalog, ['metrics']),
      resources: resources('20m', '32Mi'),
    });
    const proxy = sidecar({
      name: 'proxy',
      image: 'registry.shop.example.com/proxy:2.1.0',
      resources: resources('50m', '64Mi'),
      volumeMounts: [{ name: 'config', mountPath: '/etc/proxy', readOnly: true }],
    });
    return withBaseline(env, {
      files: {
        'configmap.yaml': config,
        'deployment.yaml': deployment(env, {
          config,
          container: {
            image: 'registry.shop.example.com/catalog:3.2.0',
            ports: containerPorts(catalog, ['grpc']),
            resources: resources('250m', '256Mi'),
            ...probes(catalog.ports, grpc({ port: catalog.ports.grpc.containerPort }), {
              startup: { periodSeconds: 2, failureThreshold: 30 },
              liveness: { periodSeconds: 15 },
              readiness: { periodSeconds: 5 },
            }),
          },
          pod: {
            imagePullSecrets: [imagePullSecret(env, registry)],
            initContainers: [proxy],
            containers: [exporter],
            volumes: [configVolume('config', config)],
          },
        }),
        'autoscaler.yaml': horizontalPodAutoscaler(env, {
          minReplicas: min,
          maxReplicas: max,
          utilization: { cpu: 70 },
        }),
        'service.yaml': service(env),
      },
    });
  },
});
