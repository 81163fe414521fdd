import { builtRoutes, formatRequests, keyOfRequests } from '../built-routes.ts';
import type { StackRule } from '../rule.ts';

/**
 * Where an environment says how its routes are made, an Ingress or HTTPRoute takes no requests but those of declared routes.
 *
 * Why: the map does not show who comes in.
 *
 * @example
 * # declared: shop.example.com/ alone
 * apiVersion: networking.k8s.io/v1
 * kind: Ingress
 * spec:
 *   rules: [{ host: admin.example.com }]
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 */
export const undeclaredRoute: StackRule = {
  name: 'undeclared-route',
  severity: 'warning',
  *check(stack) {
    if (stack.declaredRoutes === undefined) return;
    const declared = new Set(stack.declaredRoutes.routes.map((each) => `${each.namespace} ${keyOfRequests(each)}`));
    for (const { object, field, requests } of builtRoutes(stack)) {
      if (requests === undefined || declared.has(`${object.namespace} ${keyOfRequests(requests)}`)) continue;
      yield {
        object,
        field,
        problem: `No connection declares ${formatRequests(requests)}.`,
        why: 'The map does not show who comes in.',
        remedy: 'Declare it: connection(internet, …, { host, path }); or remove it.',
      };
    }
  },
};
