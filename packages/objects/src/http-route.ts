import { comment } from '@k8s-blocks/comments';
import type { DeclaredRoute, GatewayRoutes, ServiceEnvironment } from '@k8s-blocks/topology';
import type { CustomResource } from './custom-resource.ts';
import { identityLabels } from './identity-labels.ts';
import { present } from './present.ts';
import { routesByHost } from './route-names.ts';
import { sentenceOf } from './sentence-of.ts';

/** An HTTPRoute, as far as the block writes it. */
export type HttpRoute = CustomResource<{
  parentRefs: { name: string; namespace: string; sectionName?: string; [field: string]: unknown }[];
  hostnames: string[];
  rules: {
    matches: { path: { type: 'PathPrefix' | 'Exact'; value: string }; [field: string]: unknown }[];
    backendRefs: { name: string; port: number; [field: string]: unknown }[];
    [field: string]: unknown;
  }[];
}>;

/**
 * The routes to a service as HTTPRoutes of the Gateway API, one for each host. The Gateway has the certificates.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
export function httpRoutes(
  env: ServiceEnvironment,
  { gateway, annotations = {}, ...others }: GatewayRoutes,
): HttpRoute[] {
  const { name: parent, namespace, sectionName } = gateway;
  return routesByHost(env, { gateway, ...others }).map(({ host, name, routes }) =>
    comment(`Which requests for ${host} ${env.workload.name} takes.`, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: {
        name,
        labels: identityLabels(env),
        ...(Object.keys(annotations).length === 0 ? {} : { annotations: { ...annotations } }),
      },
      spec: {
        parentRefs: [{ name: parent, namespace, ...present({ sectionName }) }],
        hostnames: [host],
        rules: routes.map((route) => ruleOf(env, route)),
      },
    }),
  );
}

function ruleOf({ nameOf }: ServiceEnvironment, { path, pathType, port, why }: DeclaredRoute) {
  const [service = port.contract] = port.services;
  const type = pathType === 'Exact' ? ('Exact' as const) : ('PathPrefix' as const);
  return comment(sentenceOf(why), {
    matches: [{ path: { type, value: path } }],
    backendRefs: [{ name: nameOf(service), port: port.port }],
  });
}
