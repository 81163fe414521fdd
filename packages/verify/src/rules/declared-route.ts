import { type BuiltRoute, builtRoutes, formatRequests, keyOfRequests } from '../built-routes.ts';
import type { DeclaredRoute } from '../declared-route.ts';
import type { StackRule, StackViolation } from '../rule.ts';

type Code = 'route-missing' | 'route-elsewhere';

/**
 * Every declared route has an object, an Ingress or HTTPRoute of its service, that leads its host and path to its port.
 *
 * Why: requests do not arrive, or arrive elsewhere.
 *
 * @example
 * # declared: shop.example.com/ leads to port web of the Service shop
 * apiVersion: gateway.networking.k8s.io/v1
 * kind: HTTPRoute
 * spec:
 *   hostnames: [shop.example.com]
 *   rules: [{ backendRefs: [{ name: shop, port: 8081 }] }] # web is port 80
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
export const declaredRoute: StackRule<Code> = {
  name: 'declared-route',
  severity: 'error',
  *check(stack) {
    const built = builtRoutes(stack);
    for (const declared of stack.declaredRoutes?.routes ?? []) {
      const found = built.filter((each) => isOf(declared, each));
      const [first] = found;
      if (first === undefined) yield missing(declared);
      else if (!found.some((each) => leadsTo(declared, each))) yield elsewhere(declared, first);
    }
  },
};

function isOf(declared: DeclaredRoute, { object, requests }: BuiltRoute): boolean {
  if (object.kind !== declared.kind || object.namespace !== declared.namespace || requests === undefined) return false;
  return keyOfRequests(requests) === keyOfRequests(declared);
}

function leadsTo({ service, port, namespace }: DeclaredRoute, { backends }: BuiltRoute): boolean {
  return backends.some(
    (each) =>
      each.service === service &&
      each.namespace === namespace &&
      (each.port === port.name || each.port === port.number),
  );
}

function missing({ kind, namespace, name, why, ...requests }: DeclaredRoute): StackViolation<Code> {
  const group = kind === 'Ingress' ? 'networking.k8s.io' : 'gateway.networking.k8s.io';
  return {
    code: 'route-missing',
    object: { group, kind, namespace, name },
    problem: `There is none for ${formatRequests(requests)}, which is declared.`,
    why: `The route is for: ${why}.`,
    remedy: 'Emit the app again: withBaseline adds its routes; or add routes(env) to its files.',
  };
}

function elsewhere(
  { service, port, why, ...requests }: DeclaredRoute,
  { object, field }: BuiltRoute,
): StackViolation<Code> {
  return {
    code: 'route-elsewhere',
    object,
    field,
    problem: `${formatRequests(requests)} does not lead to port ${port.number} (${port.name}) of Service ${service}, as it is declared.`,
    why: `The route is for: ${why}.`,
    remedy: 'Lead it there, or declare where it leads.',
  };
}
