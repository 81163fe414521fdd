import { builtRoutes, formatRequests, keyOfRequests } from '../built-routes.ts';
import type { SeparationRule } from '../separation-rule.ts';

/**
 * Two environments in one cluster have no route for the same host and path, of one IngressClass or one listener of a Gateway.
 *
 * Why: requests that are meant for one of the two arrive at the other.
 *
 * @example
 * apiVersion: networking.k8s.io/v1
 * kind: Ingress
 * metadata: { name: shop, namespace: shop-staging }
 * spec:
 *   rules: [{ host: shop.example.com }] # that of production
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 */
export const sharedRoute: SeparationRule = {
  name: 'shared-route',
  isSymmetric: true,
  *check({ stack, other, otherName }) {
    const theirs = new Set(
      builtRoutes(other).flatMap(({ requests, takers }) =>
        requests === undefined ? [] : takers.map((taker) => `${taker} ${keyOfRequests(requests)}`),
      ),
    );
    for (const { object, field, requests, takers } of builtRoutes(stack)) {
      if (requests === undefined || !takers.some((taker) => theirs.has(`${taker} ${keyOfRequests(requests)}`)))
        continue;
      yield {
        object,
        field,
        problem: `${formatRequests(requests)} is a route of "${otherName}" too.`,
        why: 'Requests that are meant for one of the two arrive at the other.',
        remedy: 'Give each environment hosts of its own.',
      };
    }
  },
};
