import { comment } from '@k8s-blocks/comments';
import type { DeclaredRoute, IngressRoutes, ServiceEnvironment } from '@k8s-blocks/topology';
import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { identityLabels } from './identity-labels.ts';
import { present } from './present.ts';
import { routesByHost } from './route-names.ts';
import { sentenceOf } from './sentence-of.ts';

/**
 * The routes to a service as one Ingress, with a rule for each host. Where the environment has an issuer, cert-manager makes a
 * certificate for each host, in a Secret that the controller reads; no pod does.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 * @see https://cert-manager.io/docs/usage/ingress/
 */
export function ingress(env: ServiceEnvironment, routes: IngressRoutes): IIngress {
  const hosts = routesByHost(env, routes);
  const annotations = { ...issuerAnnotation(routes), ...routes.annotations };
  const tls = hosts.map(({ host, name }) => ({ hosts: [host], secretName: env.nameOf(`${name}-tls`) }));
  const certificates = routes.issuer === undefined ? '' : ' The certificates are made by cert-manager.';
  return comment(`Which requests from the internet ${env.workload.name} takes.${certificates}`, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: env.workload.name,
      labels: identityLabels(env),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
    spec: {
      ingressClassName: routes.className,
      ...present({ tls: routes.issuer === undefined ? [] : tls }),
      rules: hosts.map(({ host, routes: ofHost }) => ({
        host,
        http: { paths: ofHost.map((each) => pathOf(env, each)) },
      })),
    },
  });
}

function pathOf({ nameOf }: ServiceEnvironment, { path, pathType, port, why }: DeclaredRoute) {
  const [service = port.contract] = port.services;
  const backend = { service: { name: nameOf(service), port: { name: port.name } } };
  return comment(sentenceOf(why), { path, pathType, backend });
}

function issuerAnnotation({ issuer }: IngressRoutes): Record<string, string> {
  if (issuer === undefined) return {};
  const { kind, name } = typeof issuer === 'string' ? { kind: 'ClusterIssuer', name: issuer } : issuer;
  return { [kind === 'Issuer' ? 'cert-manager.io/issuer' : 'cert-manager.io/cluster-issuer']: name };
}
