import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { type HttpRoute, httpRoutes } from './http-route.ts';
import { ingress } from './ingress.ts';

/**
 * The routes to a service, of the kind that the environment says: an Ingress, or an HTTPRoute for each host; none where the map
 * declares no connection from the internet. `withBaseline` adds them by itself.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
export function routes(env: ServiceEnvironment): (IIngress | HttpRoute)[] {
  const { routes: made } = env.environment;
  if (made === undefined || env.routes().length === 0) return [];
  return made.kind === 'Ingress' ? [ingress(env, made)] : httpRoutes(env, made);
}
