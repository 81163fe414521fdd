import { app } from '@k8s-blocks/app';
import {
  certificate,
  configMap,
  deployment,
  sealedSecret,
  secretVolume,
  service,
  withBaseline,
} from '@k8s-blocks/objects';
import { probes, tcpSocket } from '@k8s-blocks/probes';
import { map, payments } from '../map.ts';
import { paymentsTls, signingKey } from '../secrets.ts';
import { replicas, resources } from '../settings.ts';

/** Payments: HTTPS in the cluster, and a key for the bank, which is sealed for each cluster. */
export default app(map, payments, {
  settings: replicas,
  manifests(env) {
    const config = configMap(env, {
      LOG_LEVEL: env.values.logLevel,
      BANK_URL: env.outsideUrl('https://203.0.113.10/v2'),
    });
    return withBaseline(env, {
      files: {
        'configmap.yaml': config,
        'certificate.yaml': certificate(env, {
          secret: paymentsTls,
          dnsNames: [`${env.nameOf('payments')}.${env.namespace}.svc.cluster.local`],
          issuer: { name: 'cluster-ca' },
        }),
        'sealedsecret.yaml': sealedSecret(env, {
          secret: signingKey,
          // As `kubeseal` prints it, for the cluster of the environment.
          encryptedData: { 'signing.key': `AgA-sealed-for-${env.name}` },
        }),
        'deployment.yaml': deployment(env, {
          replicas: env.settings.replicas,
          config,
          container: {
            image: 'registry.shop.example.com/payments:2.7.3',
            resources: resources('100m', '128Mi'),
            volumeMounts: [
              { name: 'tls', mountPath: '/tls', readOnly: true },
              { name: 'signing', mountPath: '/signing', readOnly: true },
            ],
            ...probes(payments.ports, tcpSocket({ port: 'https' }), {
              liveness: { periodSeconds: 10 },
              readiness: { periodSeconds: 5 },
            }),
          },
          pod: { volumes: [secretVolume(env, 'tls', paymentsTls), secretVolume(env, 'signing', signingKey)] },
        }),
        'service.yaml': service(env),
      },
    });
  },
});
