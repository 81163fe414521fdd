import { uniquenessOf } from '@k8s-blocks/findings';
import { isSameObject } from '@k8s-blocks/manifest';
import type { BuiltObject } from '../built-object.ts';
import { builtRoutes, formatRequests, keyOfRequests } from '../built-routes.ts';
import type { StackRule } from '../rule.ts';

/**
 * Of one IngressClass, or one listener of a Gateway, no two routes take the requests for one host and path. One path that
 * another includes is right: the longer one is taken.
 *
 * Why: one of the two gets all requests, and which one is the controller's choice; some controllers refuse the second.
 *
 * @example
 * apiVersion: networking.k8s.io/v1
 * kind: Ingress
 * metadata: { name: shop, namespace: mall } # bank in the namespace bank has the same host and path
 * spec:
 *   rules: [{ host: example.com, http: { paths: [{ path: /, pathType: Prefix }] } }]
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#multiple-matches
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/#matches
 */
export const duplicateRoute: StackRule = {
  name: 'duplicate-route',
  severity: 'error',
  *check(stack) {
    const seen = new Map<string, BuiltObject>();
    for (const { object, field, requests, takers } of builtRoutes(stack)) {
      if (requests === undefined) continue;
      const keys = takers.map((taker) => `${taker} ${keyOfRequests(requests)}`);
      const other = keys.map((key) => seen.get(key)).find((each) => each !== undefined);
      for (const key of keys) seen.set(key, seen.get(key) ?? object);
      if (other === undefined) continue;
      yield {
        object,
        field,
        problem: `${formatRequests(requests)} is ${other.title === object.title ? 'here twice' : `that of ${other.title} too`}.`,
        why: 'One of the two gets all requests, and which one is the choice of the controller.',
        remedy: 'Give one of them another host or path, or remove it.',
        ...(other !== object && isSameObject(other.reference, object.reference)
          ? { dueTo: [uniquenessOf(object.reference)] }
          : {}),
      };
    }
  },
};
